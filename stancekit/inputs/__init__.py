"""Inputs: texts, actors and web pages."""
