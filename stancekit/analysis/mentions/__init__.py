"""Mentions: the names of actors in a text, as tagged, given, or written elsewhere in it."""
