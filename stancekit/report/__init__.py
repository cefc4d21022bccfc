"""Views of documents and comparisons: they render results and compute none."""
