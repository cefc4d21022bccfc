"""The faults of a file or a table of labels, in the message of an error."""

from collections.abc import Sequence

from stancekit.errors import InputError

SHOWN = 5


def check_faults(name: str, faults: Sequence[str]) -> None:
    """Raise InputError if there are faults: it has the first of them, and the number of the others.

    Args:
        name: what has the faults, for the message.
        faults: each with its place.
    """
    if not faults:
        return
    count = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults"
    others = [f"and {len(faults) - SHOWN:,} more"] if len(faults) > SHOWN else []
    raise InputError("\n  ".join([f"{name} has {count}:", *faults[:SHOWN], *others]))
