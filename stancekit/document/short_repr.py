"""Short forms for the repr of a record."""

from collections.abc import Sequence

SHOWN = 40  # characters of a text in a repr


def quoted_start(text: str) -> str:
    """Return the repr of a text, cut after the first characters."""
    return repr(text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…")


def counted(items: Sequence[object], noun: str) -> str:
    """Return a number of things with their noun: `1 actor`, `2 actors`."""
    return f"{len(items)} {noun}{'s' * (len(items) != 1)}"
