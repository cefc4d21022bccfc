"""Predictions compared with gold labels."""
