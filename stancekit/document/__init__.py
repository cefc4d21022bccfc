"""Documents: the records that a model returns, and their serialized forms."""
