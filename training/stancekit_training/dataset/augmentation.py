"""Augmentation by name swap: other names in the same sentences, so that a network learns no stance from a name.

The names come from `swap_names.toml`: first names and surnames of many
origins, invented names, and well-known people. None of its private names is
among those with which `stancekit_training.audit.name_swap` measures.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from stancekit.language import gazetteer, names
from stancekit_training.corpora.sentence import LabeledSentence, Span, Target
from stancekit_training.resources import data_file

NAMES = data_file("swap_names.toml")
KNOWN_SHARE, INVENTED_SHARE = 0.3, 0.2  # of the names that are drawn
POSSESSIVES = ("'s", "’s", "'", "’")
JOINTS = str.maketrans("", "", "-'’")
NOT_OF_PERSONS = frozenset(
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


def with_swapped_names(
    sentences: Sequence[LabeledSentence], copies: int, random: np.random.Generator
) -> list[LabeledSentence]:
    """Return copies of the sentences with other names: a copy of every sentence, then the next copy of each.

    A sentence whose names cannot be swapped is copied unchanged.
    """
    return [swap_names(sentence, random) or sentence for _ in range(copies) for sentence in sentences]


def swap_names(sentence: LabeledSentence, random: np.random.Generator) -> LabeledSentence | None:
    """Return a copy in which each person who is a target has another name, the same at every mention.

    The copy keeps the stances and the labels of the whole sentence. It has no
    labels for the tagging heads, which have to learn from the true names.
    Returns None if no target has a person's name, or if targets overlap.
    """
    people = (name for target in sentence.targets if (name := _person(sentence, target)))
    surnames = dict.fromkeys(_surname(name) for name in people)
    return _with_names(sentence, {surname: _draw_name(random) for surname in surnames}) if surnames else None


def matching_form(name: str, replaced: str) -> str:
    """Return a full name in place of a full name, else its surname."""
    return name if " " in replaced else _surname(name)


def _person(sentence: LabeledSentence, target: Target) -> str | None:
    """Return a target's name if it is a person's, by the labels of the sentence or else by its form."""
    name = sentence.text[slice(*target.spans[0])]
    is_labeled = sentence.actors is None or (*target.spans[0], "person") in sentence.actors
    return name if is_labeled and _has_form_of_person(name) else None


def _has_form_of_person(name: str) -> bool:
    """Return whether a name is one to three capitalized words, and no country, party or institution."""
    parts = name.split()
    is_capitalized = 1 <= len(parts) <= 3 and all(map(_is_capitalized, parts))
    if not is_capitalized or parts[0] in ("The", "A"):
        return False
    words = names.normalize(name)
    return not (gazetteer.country_code(words) or gazetteer.other_names(words) or words[-1] in NOT_OF_PERSONS)


def _is_capitalized(word: str) -> bool:
    """Return whether a word has the form of a part of a name: "Ana", "O'Neill", "Mbeki-Roth"."""
    letters = word.translate(JOINTS)
    return letters.isalpha() and word[0].isupper() and not word.isupper() and not word.endswith(POSSESSIVES)


def _surname(name: str) -> str:
    return name.rpartition(" ")[2]


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


def _draw_name(random: np.random.Generator) -> str:
    """Draw a well-known person's name, an invented name, or a first name and a surname of one origin."""
    tables = _tables()
    chance = random.random()
    if chance < KNOWN_SHARE:
        return str(random.choice(tables["known"]["names"]))
    if chance < KNOWN_SHARE + INVENTED_SHARE:
        return " ".join(_invented_word(random) for _ in range(2))
    origin = tables[random.choice([name for name in tables if name not in ("known", "invented")])]
    return f"{random.choice(origin['first'])} {random.choice(origin['last'])}"


def _invented_word(random: np.random.Generator) -> str:
    syllables = _tables()["invented"]["syllables"]
    return "".join(random.choice(syllables, size=random.integers(2, 4))).capitalize()


def _with_names(sentence: LabeledSentence, by_surname: Mapping[str, str]) -> LabeledSentence | None:
    """Replace the names of targets; None where targets overlap.

    Args:
        sentence: the sentence.
        by_surname: the new full name for each surname to replace.
    """
    spans = sorted({span for target in sentence.targets for span in target.spans})
    if any(first[1] > second[0] for first, second in pairwise(spans)):
        return None
    new_names: dict[Span, str | None] = {}
    for target in sentence.targets:
        surname = _surname(sentence.text[slice(*target.spans[0])])
        new_names |= dict.fromkeys(target.spans, by_surname.get(surname))
    text, copied, moved = "", 0, dict[Span, Span]()
    for start, end in spans:
        old, new = sentence.text[start:end], new_names[start, end]
        text += sentence.text[copied:start]
        written = matching_form(new, old) if new and _has_form_of_person(old) else old
        moved[start, end] = (len(text), len(text) + len(written))
        text, copied = text + written, end
    targets = tuple(replace(target, spans=tuple(moved[span] for span in target.spans)) for target in sentence.targets)
    return replace(
        sentence, text=text + sentence.text[copied:], targets=targets, actors=None, attributions=None, loaded=None
    )
