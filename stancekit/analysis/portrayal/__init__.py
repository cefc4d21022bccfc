"""Portrayal: how an article as a whole casts an actor."""
