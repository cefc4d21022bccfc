"""The command line, with a file for each command."""

from stancekit.cli.commands import app

__all__ = ["app"]
