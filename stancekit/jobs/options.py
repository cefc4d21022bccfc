"""The options of a job that have a fixed set of values."""

from collections.abc import Iterable
from typing import Literal, TypeAlias, TypeVar, get_args

from stancekit.document.tables import LEVELS, Level, checked_level
from stancekit.errors import OptionError
from stancekit.inputs.formats import INPUT_FORMATS, InputFormat

OutputFormat: TypeAlias = Literal["parquet", "jsonl"]
Engine: TypeAlias = Literal["local", "ray"]

OUTPUT_FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)
ENGINES: tuple[Engine, ...] = get_args(Engine)

__all__ = ["ENGINES", "INPUT_FORMATS", "OUTPUT_FORMATS", "Engine", "InputFormat", "OutputFormat"]

Choice = TypeVar("Choice", bound=str)


def checked_choice(value: str, choices: tuple[Choice, ...], option: str) -> Choice:
    """Return a value that is one of the choices.

    Raises:
        OptionError: the value is not one of them.
    """
    for choice in choices:
        if value == choice:
            return choice
    raise OptionError(f"unknown {option} {value!r}; valid {option}s: {', '.join(choices)}.")


def checked_levels(levels: str | Iterable[str] | None) -> tuple[Level, ...]:
    """Return distinct levels in their usual order; all of them for None.

    Raises:
        OptionError: there is no such level.
    """
    if levels is None:
        return LEVELS
    requested = {checked_level(level) for level in ([levels] if isinstance(levels, str) else levels)}
    return tuple(level for level in LEVELS if level in requested)


def checked_workers(workers: int | None) -> int | None:
    """Return a number of workers, where None stands for the available cores.

    Raises:
        OptionError: the number is not positive.
    """
    if workers is not None and workers < 1:
        raise OptionError(f"workers is {workers}, expected at least 1, or None for the available cores.")
    return workers
