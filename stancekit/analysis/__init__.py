"""From the predictions for sentences to a Document."""
