"""`python -m training fit | evaluate | export`."""

from stancekit_training.cli import app

app()
