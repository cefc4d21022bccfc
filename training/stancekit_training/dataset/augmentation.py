"""Other names in the same sentences, so that a network learns that a stance is not in the name.

The names of `swap.toml` are put together from first names and surnames of many
origins, or from syllables, beside people whom everybody knows. Of those that
`training.audit.name_swap` measures with, no private name is among them.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np

from stancekit.language import gazetteer
from stancekit.language.names import words
from stancekit_training.corpora.sentence import Item, Target
from stancekit_training.resources import data_file

PARTS = data_file("swap_names.toml")
KNOWN, INVENTED = 0.3, 0.2  # shares of the names drawn


def versions(items: Sequence[Item], twins: int, *, seed: int) -> list[Item]:
    """Return items, and after all of them so many twins of each, one twin of every item after the other.

    An item that can have no twin stands in its twins' places itself.
    """
    random = np.random.default_rng(seed)
    return [*items, *(renamed(item, random) or item for _ in range(twins) for item in items)]


def renamed(item: Item, random: np.random.Generator) -> Item | None:
    """Return a twin in which everybody who is a target has another name, the same one everywhere.

    Only stances and the labels of the whole sentence are kept: whose names
    they are is what the heads that mark words have to learn. None for an item
    without a target that has a person's name, or whose targets overlap.
    """
    named = dict.fromkeys(_surname(name) for target in item.targets if (name := _person(item, target)))
    return _twin(item, {surname: _drawn(random) for surname in named}) if named else None


def _person(item: Item, target: Target) -> str | None:
    """Return a target's name if it is a person's, as the item says or, if it does not, as it looks.

    A person's name looks like one to three capitalised words, no country, party or body.
    """
    name = item.text[slice(*target.spans[0])]
    is_tagged = item.actors is None or (*target.spans[0], "person") in item.actors
    return name if is_tagged and _is_name(name) else None


def _is_name(name: str) -> bool:
    parts = name.split()
    looks = 1 <= len(parts) <= 3 and all(map(_is_capitalised, parts))
    if not looks or parts[0] in ("The", "A"):
        return False
    folded = words(name)
    return not (gazetteer.country(folded) or gazetteer.others(folded) or folded[-1] in NO_PERSON)


def _is_capitalised(word: str) -> bool:
    """Tell whether a word looks like a part of a name: "Ana", "O'Neill", "Mbeki-Roth"."""
    letters = word.translate(JOINTS)
    return letters.isalpha() and word[0].isupper() and not word.isupper() and not word.endswith(POSSESSIVES)


POSSESSIVES = ("'s", "’s", "'", "’")
JOINTS = str.maketrans("", "", "-'’")
NO_PERSON = frozenset(
    """
    he she they we i you it who his her their our my him them me us this that these those
    house senate congress court committee party department administration white pentagon kremlin times post news
    university association council agency bank group republicans democrats americans russians congressmen
    senators republican democrat democratic gop fbi cia states kingdom union nations street
    monday tuesday wednesday thursday friday saturday sunday florida iowa texas colorado carolina chicago york
    academy airlines airport airways alliance athletic board brigade capital chemicals college dairy energy estates
    foods foundation freight front holdings homes hospital institute insurance leisure lines logistics motors mutual
    park partners pharma rail rovers service shipping software steel telecom theatre transit trust united water works
    """.split()
)


def as_written(name: str, old: str) -> str:
    """Return a name in full where the one that it replaces is, else its surname."""
    return name if " " in old else _surname(name)


def _surname(name: str) -> str:
    return name.rpartition(" ")[2]


@cache
def _parts() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(PARTS.read_text(encoding="utf-8"))


def _drawn(random: np.random.Generator) -> str:
    """Draw a name: a known person's, one put together from syllables, or a first name and a surname of one origin."""
    known, syllables = _parts()["known"]["names"], _parts()["invented"]["syllables"]
    chance = random.random()
    if chance < KNOWN:
        return str(random.choice(known))
    if chance < KNOWN + INVENTED:
        return " ".join("".join(random.choice(syllables, size=random.integers(2, 4))).capitalize() for _ in range(2))
    origin = _parts()[random.choice([name for name in _parts() if name not in ("known", "invented")])]
    return f"{random.choice(origin['first'])} {random.choice(origin['last'])}"


def _twin(item: Item, names: dict[str, str]) -> Item | None:
    """Write other names, or their surnames, at the targets' places; None where targets overlap.

    `names` has a full name for each surname that gives way.
    """
    every = sorted({span for target in item.targets for span in target.spans})
    if any(first[1] > second[0] for first, second in pairwise(every)):
        return None
    surnames = {target: _surname(item.text[slice(*target.spans[0])]) for target in item.targets}
    owner = {span: names.get(surnames[target]) for target in item.targets for span in target.spans}
    text, read, moved = "", 0, dict[tuple[int, int], tuple[int, int]]()
    for start, end in every:
        old, new = item.text[start:end], owner[start, end]
        text += item.text[read:start]
        written = as_written(new, old) if new and _is_name(old) else old
        moved[start, end] = (len(text), len(text) + len(written))
        text, read = text + written, end
    targets = tuple(replace(target, spans=tuple(moved[span] for span in target.spans)) for target in item.targets)
    return Item(text + item.text[read:], item.corpus, opinion=item.opinion, bias=item.bias, targets=targets)
