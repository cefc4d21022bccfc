"""Tables of a recipe as typed records; what pydantic finds wrong becomes a RecipeError here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from stancekit_training.errors import RecipeError

TABLE = ConfigDict(extra="forbid", allow_inf_nan=False)  # `__pydantic_config__` of each record
EXPECTED: Mapping[str, str] = {  # by the type of an error of pydantic
    "bool_type": "true or false",
    "dict_type": "a table",
    "finite_number": "a finite number",
    "float_type": "a number",
    "int_type": "an integer",
    "mapping_type": "a table",
    "path_type": "a string",
    "string_type": "a string",
    "too_short": "at least one value",
    "tuple_type": "a list",
}
LIMITS: Mapping[str, tuple[str, str]] = {  # the words, and the key of the limit
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}

Record = TypeVar("Record")


def record(kind: Callable[..., Record], values: Mapping[str, Any], path: Path, *names: str) -> Record:
    """Return the record of a table.

    Args:
        kind: a dataclass whose `__pydantic_config__` is `TABLE`.
        values: the table.
        path: of the recipe, for messages.
        names: of the table within it, outermost first; none for the recipe itself.

    Raises:
        RecipeError: an unknown key, a missing one, or a value of another type or outside its limits.
    """
    keys = [entry.name for entry in fields(kind)]  # type: ignore[arg-type]
    check_keys(values, keys, place(path, *names))
    try:
        checked: Record = _adapter(kind).validate_python(dict(values))
    except ValidationError as error:
        raise RecipeError(_message(error.errors(include_url=False)[0], path, names)) from error
    return checked


def place(path: Path, *names: str) -> str:
    """Return the words for a table of a recipe, such as `mine.toml, [distill.sentences]`."""
    return f"{path}, [{'.'.join(names)}]" if names else str(path)


def check_keys(keys: Collection[str], valid: Collection[str], place: str) -> None:
    """Raise a RecipeError that lists the valid keys, unless all keys are among them."""
    unknown = [key for key in keys if key not in valid]
    if unknown:
        raise RecipeError(
            f"{place}: unknown key {', '.join(map(repr, unknown))}; the known ones are {', '.join(valid)}."
        )


def subtable(value: Any, path: Path, *names: str) -> dict[str, Any]:
    """Return a value that must be a table, else raise a RecipeError with its name."""
    if not isinstance(value, dict):
        raise RecipeError(f"{place(path, *names)} is missing or not a table.")
    return value


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _message(error: ErrorDetails, path: Path, names: tuple[str, ...]) -> str:
    """Return what came and what was expected, with the table and the key of the value."""
    *tables, key = (str(part) for part in error["loc"] if isinstance(part, str))
    item = "".join(f"[{part}]" for part in error["loc"] if isinstance(part, int))
    where = f"{place(path, *names, *tables)}: {key}{item}"
    if error["type"] == "missing":
        return f"{where} is missing."
    limits, kind = error.get("ctx", {}), error["type"]
    if kind in LIMITS:
        words, limit = LIMITS[kind]
        expected = f"{words} {limits[limit]}"
    else:
        expected = EXPECTED.get(kind) or limits.get("expected") or error["msg"]
    return f"{where} is {error['input']!r}, expected {expected}."
