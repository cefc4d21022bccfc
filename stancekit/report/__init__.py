"""Views of a Document: they draw what it says and compute nothing."""
