"""Files of actors: TOML with [[actors]] tables, or JSON with a list of objects."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from stancekit.errors import ActorError
from stancekit.inputs.actor import Actor, shared_names
from stancekit.inputs.actor import faults as actor_faults

KEYS = ("id", "name", "aliases", "kind", "ignore_case")


def read_actors(path: str | PathLike[str]) -> tuple[Actor, ...]:
    """Read the actors of a file, for `Text.actors`.

    Each has a `name`, and any of `aliases`, a list of further names, `kind`
    (person, organization or place), `id`, an identifier of your own, and
    `ignore_case`, whether names of one word match in any case.

    Raises:
        ActorError: the file cannot be read, is not TOML or JSON, or has faulty
            actors, all of which are listed.
    """
    entries = _entries(Path(path))
    faults = [fault for number, entry in enumerate(entries, start=1) for fault in _faults(number, entry)]
    actors = () if faults else tuple(Actor(**entry) for entry in entries)
    faults = faults or list(_shared_names(actors))
    if faults:
        raise ActorError("\n  ".join([f"{path} has {len(faults)} fault{'s' * (len(faults) > 1)}:", *faults]))
    return actors


def _entries(path: Path) -> list[Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise ActorError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # not UTF-8, JSON or TOML
        expected = "JSON" if path.suffix.lower() == ".json" else "TOML (name a file of JSON *.json)"
        raise ActorError(f"{path} is not {expected}: {error}.") from error
    if isinstance(table, dict) and set(table) == {"actors"}:
        table = table["actors"]
    if not isinstance(table, list):
        raise ActorError(f"{path} has no list of actors: write an [[actors]] table for each, or a JSON list.")
    return table


def _faults(number: int, entry: Any) -> Iterator[str]:
    """Yield the faults of one actor."""
    if not isinstance(entry, Mapping):
        yield f"actor {number} is {entry!r}, expected a table with the keys {', '.join(KEYS)}."
        return
    label = f"actor {number} ({entry['name']!r})" if "name" in entry else f"actor {number}"
    for key in entry:
        if key not in KEYS:
            yield f"{label} has the unknown key {key!r}; valid keys: {', '.join(KEYS)}."
    if "name" not in entry:
        yield f"{label} has no name."
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list):
        yield f"{label} has the aliases {aliases!r}, expected a list of strings."
        aliases = []
    if not isinstance(entry.get("ignore_case", False), bool):
        yield f"{label} has ignore_case {entry['ignore_case']!r}, expected true or false."
    named = [entry["name"], *aliases] if "name" in entry else aliases
    yield from (f"{label} {fault}" for fault in actor_faults(named, entry.get("kind"), entry.get("id")))


def _shared_names(actors: Sequence[Actor]) -> Iterator[str]:
    """Yield a fault for each name that two actors have."""
    for name, first, second in shared_names(actors):
        yield (
            f"actor {second + 1} ({actors[second].name!r}) has the name {name!r}, which actor {first + 1} "
            f"({actors[first].name!r}) has already."
        )
