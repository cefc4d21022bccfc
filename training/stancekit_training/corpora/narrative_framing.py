"""Narrative framing: entities that an article casts as hero or villain (Frermann et al., ACL 2023).

A hero is `favor` and a villain `against`; victims are left out, since a victim
may be pitied or not. An entity is a string of the article, wherever it occurs;
pronouns are left out. Strings that differ in capitals alone are one entity,
whose role is the most frequent one, and none if two are.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from stancekit.errors import InputError
from stancekit.inputs.text import Text
from stancekit.language import lexicon
from stancekit_training.corpora.article import LabeledActor, LabeledArticle

ARTICLES, ROLES = "articles_metadata.tsv", "role_and_frame_annoations.tsv"  # spelled as in the corpus
STANCE = {"hero": "favor", "villain": "against"}
SCARS = "\x99"  # of an encoding, at the start of some entities


def load(folder: Path) -> list[LabeledArticle]:
    """Read the articles with a hero or villain; articles that hold markup are left out."""
    home = folder / "narrative_framing"
    entities: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _rows(home / ROLES):
        entities[row["ID"]].append((row["entity"].replace(SCARS, " ").strip(), row["role"]))
    articles = (_article(row, entities[row["ID"]]) for row in _rows(home / ARTICLES))
    return [article for article in articles if article.actors and _is_prose(article.text)]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def _is_prose(text: str) -> bool:
    try:
        Text(text)
    except InputError:
        return False
    return True


def _article(row: Mapping[str, str], entities: Iterable[tuple[str, str]]) -> LabeledArticle:
    text = row["text"].strip()
    return LabeledArticle(
        text=text,
        corpus="narrative_framing",
        id=row["ID"],
        group=row["ID"],
        title=None,  # it is not set apart from the text
        actors=tuple(_actors(text, entities)),
    )


def _actors(text: str, entities: Iterable[tuple[str, str]]) -> Iterator[LabeledActor]:
    """Yield the entities that occur in a text and have a role; where two overlap, the longer one stands."""
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for name, role in entities:
        if name and name.casefold() not in lexicon.table("pronoun_classes"):
            roles[name.casefold()][role] += 1
            names.setdefault(name.casefold(), name)
    taken: list[tuple[int, int]] = []
    for key in sorted(roles, key=lambda key: (-len(key), key)):
        pattern = rf"(?<!\w){re.escape(names[key])}(?!\w)"
        spans = [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
        free = [(start, end) for start, end in spans if all(end <= first or last <= start for first, last in taken)]
        taken += free
        stance = STANCE.get(_most_frequent(roles[key]) or "")
        if free and stance:
            yield LabeledActor(names[key], stance, mentions=tuple(free))


def _most_frequent(roles: Counter[str]) -> str | None:
    best = [role for role, count in roles.items() if count == max(roles.values())]
    return best[0] if len(best) == 1 else None
