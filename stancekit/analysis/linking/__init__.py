"""Linking: which names are those of one actor."""
