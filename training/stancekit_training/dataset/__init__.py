"""From labeled sentences to batches of tensors."""
