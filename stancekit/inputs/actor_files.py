"""A file of actors to look for: TOML with [[actors]] tables, or JSON with a list of objects."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from stancekit.errors import ActorError
from stancekit.inputs.actor import Actor
from stancekit.labels import KINDS
from stancekit.language import names

KEYS = ("id", "name", "aliases", "kind")


def read_actors(path: str | PathLike[str]) -> tuple[Actor, ...]:
    """Read the actors of a file, for `Text.actors`.

    Each has a `name`, and any of `aliases`, a list of further names, `kind`
    (person, organization or place) and `id`, an identifier of your own.

    Raises:
        ActorError: the file cannot be read, is not TOML or JSON, or has faults
            in its actors, all of which are listed with their place.
    """
    entries = _entries(Path(path))
    faults = [fault for number, entry in enumerate(entries, start=1) for fault in _faults(number, entry)]
    if not faults:
        faults = list(_shared_names(entries))
    if faults:
        raise ActorError("\n  ".join([f"{path} has {len(faults)} fault{'s' * (len(faults) > 1)}:", *faults]))
    return tuple(
        Actor(entry["name"], aliases=tuple(entry.get("aliases", ())), kind=entry.get("kind"), id=entry.get("id"))
        for entry in entries
    )


def _entries(path: Path) -> list[Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise ActorError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # neither UTF-8, nor JSON, nor TOML
        expected = "JSON" if path.suffix.lower() == ".json" else "TOML (a file of JSON is called *.json)"
        raise ActorError(f"{path} is not {expected}: {error}.") from error
    if isinstance(table, dict) and set(table) == {"actors"}:
        table = table["actors"]
    if not isinstance(table, list):
        raise ActorError(f"{path} holds no list of actors: write an [[actors]] table for each, or a JSON list.")
    return table


def _faults(number: int, entry: Any) -> Iterator[str]:
    """Say what is wrong with one actor."""
    if not isinstance(entry, Mapping):
        yield f"actor {number} is {entry!r}, expected a table with the keys {', '.join(KEYS)}."
        return
    place = _place(number, entry)
    for key in entry:
        if key not in KEYS:
            yield f"{place} has the unknown key {key!r}; the known ones are {', '.join(KEYS)}."
    for key in ("name", "id"):
        if key in entry and not isinstance(entry[key], str):
            yield f"{place} has the {key} {entry[key]!r}, expected a string."
    if "name" not in entry:
        yield f"{place} has no name."
    if entry.get("kind") is not None and entry["kind"] not in KINDS:
        yield f"{place} has the kind {entry['kind']!r}; valid kinds: {', '.join(KINDS)}."
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list):
        yield f"{place} has the aliases {aliases!r}, expected a list of strings."
        aliases = []
    for name in [entry.get("name", "x"), *aliases]:
        if not isinstance(name, str) or not any(map(str.isalnum, name)):
            yield f"{place} has the name {name!r}, which has no letter or digit to match."


def _shared_names(entries: list[Any]) -> Iterator[str]:
    """Say which names two actors claim."""
    owners: dict[str, int] = {}
    for number, entry in enumerate(entries, start=1):
        for name in (entry["name"], *entry.get("aliases", ())):
            owner = owners.setdefault(names.comparable(name), number)
            if owner != number:
                first = _place(owner, entries[owner - 1])
                yield f"{_place(number, entry)} claims the name {name!r}, which is {first}'s already."


def _place(number: int, entry: Mapping[str, Any]) -> str:
    return f"actor {number} ({entry['name']!r})" if "name" in entry else f"actor {number}"
