"""Other names in the same sentences, so that a network learns that a stance is not in the name.

The names of `swap.toml` are put together from first names and surnames of many
origins, beside a few that everybody knows; they are not those that
`training.audit.name_swap` measures with.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from stancekit import nicknames
from stancekit.names import words
from training.item import Item, Target

PARTS = Path(__file__).with_suffix(".toml")


def swapped(items: Sequence[Item], *, seed: int) -> Iterator[Item]:
    """Yield a twin of each item in which everybody who is a target has another name, the same one everywhere.

    Only stances are kept of its labels: whose names they are is what
    the heads that mark words have to learn. Items without a target that has
    a person's name give no twin.
    """
    random = np.random.default_rng(seed)
    parts = tomllib.loads(PARTS.read_text(encoding="utf-8"))
    for item in items:
        named = {index: name for index, target in enumerate(item.targets) if (name := _person(item.text, target))}
        if named and (twin := _twin(item, {name: _drawn(parts, random) for name in dict.fromkeys(named.values())})):
            yield twin


def _person(text: str, target: Target) -> str | None:
    """Return a target's name if it looks like a person's: one to three capitalised words, no country, party or body."""
    name = text[slice(*target.spans[0])]
    return name if _is_name(name) else None


def _is_name(name: str) -> bool:
    parts = name.split()
    looks = 1 <= len(parts) <= 3 and all(part.isalpha() and part[0].isupper() and not part.isupper() for part in parts)
    if not looks or parts[0] in ("The", "A"):
        return False
    folded = words(name)
    return not (nicknames.country(folded) or nicknames.others(folded) or folded[-1] in NO_PERSON)


NO_PERSON = frozenset(
    """
    he she they we i you it who his her their our my him them me us this that these those
    house senate congress court committee party department administration white pentagon kremlin times post news
    university association council agency bank group republicans democrats americans russians congressmen
    senators republican democrat democratic gop fbi cia states kingdom union nations street
    """.split()
)


def as_written(name: str, old: str) -> str:
    """Return a name in full where the one that it replaces is, else its surname."""
    return name if " " in old else name.rpartition(" ")[2]


def _drawn(parts: dict[str, dict[str, list[str]]], random: np.random.Generator) -> str:
    """Draw a name: a known person's at times, else a first name and a surname of one origin."""
    origin = random.choice(list(parts))
    if "names" in parts[origin]:
        return str(random.choice(parts[origin]["names"]))
    return f"{random.choice(parts[origin]['first'])} {random.choice(parts[origin]['last'])}"


def _twin(item: Item, names: dict[str, str]) -> Item | None:
    """Write other names, or their surnames, at the targets' places; None where targets overlap."""
    every = sorted({span for target in item.targets for span in target.spans})
    if any(first[1] > second[0] for first, second in pairwise(every)):
        return None
    owner = {span: names.get(item.text[slice(*target.spans[0])]) for target in item.targets for span in target.spans}
    text, read, moved = "", 0, dict[tuple[int, int], tuple[int, int]]()
    for start, end in every:
        old, new = item.text[start:end], owner[start, end]
        text += item.text[read:start]
        written = as_written(new, old) if new and _is_name(old) else old
        moved[start, end] = (len(text), len(text) + len(written))
        text, read = text + written, end
    targets = tuple(replace(target, spans=tuple(moved[span] for span in target.spans)) for target in item.targets)
    return Item(text + item.text[read:], item.corpus, opinion=item.opinion, bias=item.bias, targets=targets)
