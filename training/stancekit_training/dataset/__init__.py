"""Labeled sentences to batches."""
