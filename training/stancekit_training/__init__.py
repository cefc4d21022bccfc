"""Train, evaluate, export and audit models for stancekit."""
