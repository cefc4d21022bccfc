"""The network: a sentence in, predictions out. Only this package knows tokens."""
