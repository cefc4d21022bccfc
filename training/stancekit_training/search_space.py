"""The table `[search]` of a recipe: the values of hyperparameters to try."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from stancekit_training.errors import RecipeError

FLOATS = ("learning_rate", "head_learning_rate", "weight_decay", "warmup", "dropout")
INTEGERS = ("epochs", "batch_size")
RANGE_KEYS = ("low", "high", "log")


@dataclass(frozen=True)
class Range:
    """The numbers from `low` to `high`, tried evenly on a logarithmic scale if `log`."""

    low: float
    high: float
    log: bool = False


Choices: TypeAlias = tuple[float, ...]
SearchSpace: TypeAlias = Mapping[str, Range | Choices]
DEFAULT: SearchSpace = {
    "learning_rate": Range(1e-5, 3e-4, log=True),
    "head_learning_rate": Range(1e-4, 3e-3, log=True),
    "epochs": (2, 3, 4),
}


def parse_space(table: Mapping[str, Any], place: str) -> SearchSpace:
    """Return the search space in a table.

    Args:
        table: a list of values for each hyperparameter of `[fit]`, or a table
            with `low`, `high` and, for a logarithmic scale, `log`.
        place: the place of the table, for messages.

    Raises:
        RecipeError: an unknown hyperparameter, or values that cannot be tried.
    """
    space: dict[str, Range | Choices] = {}
    for name, values in table.items():
        if name not in (*FLOATS, *INTEGERS):
            raise RecipeError(f"{place}: unknown key {name!r}; the known ones are {', '.join((*FLOATS, *INTEGERS))}.")
        space[name] = _range(name, values, place) if isinstance(values, dict) else _choices(name, values, place)
    return space


def _range(name: str, values: Mapping[str, Any], place: str) -> Range:
    low, high, log = values.get("low"), values.get("high"), values.get("log", False)
    kinds = int if name in INTEGERS else (int, float)
    is_range = set(values) <= set(RANGE_KEYS) and isinstance(low, kinds) and isinstance(high, kinds)
    if not is_range or not isinstance(log, bool) or not (0 if log else -1) < low < high:  # type: ignore[operator]
        raise RecipeError(f"{place}: {name} is {dict(values)}, expected {{ low = …, high = …, log = true or false }}.")
    return Range(low, high, log)  # type: ignore[arg-type]


def _choices(name: str, values: Any, place: str) -> Choices:
    kinds = int if name in INTEGERS else (int, float)
    if not isinstance(values, list) or not values or not all(isinstance(value, kinds) for value in values):
        raise RecipeError(f"{place}: {name} is {values!r}, expected a list of numbers, or a table with low and high.")
    return tuple(values)
