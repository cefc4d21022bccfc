"""The options of a job that have a fixed set of values."""

from typing import Literal, TypeAlias, TypeVar, get_args

from stancekit.errors import InputError
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
        InputError: the value is not one of them.
    """
    for choice in choices:
        if value == choice:
            return choice
    raise InputError(f"unknown {option} {value!r}; valid {option}s: {', '.join(choices)}.")


def checked_workers(workers: int | None) -> int | None:
    """Return a number of workers, where None stands for the available cores.

    Raises:
        InputError: the number is not positive.
    """
    if workers is not None and workers < 1:
        raise InputError(f"workers is {workers}, expected at least 1, or None for the available cores.")
    return workers
