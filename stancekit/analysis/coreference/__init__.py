"""Coreference: which actors pronouns and descriptions refer to."""
