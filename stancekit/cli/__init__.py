"""The command line: `stancekit analyze`, `stancekit score` and `stancekit models`, a file each."""

from stancekit.cli.commands import app

__all__ = ["app"]
