"""Models against gold labels."""
