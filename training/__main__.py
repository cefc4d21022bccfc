"""`python -m training fit | evaluate | export`."""

from training.cli import app

app()
