"""Train, measure and export the models that stancekit serves."""
