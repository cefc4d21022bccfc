"""SEESAW: how articles feel about the entities that they are about (Zhang et al., EMNLP 2022).

Read are the people, organizations and places of each article's list, with the
article's sentiment toward each in three levels. Where several annotators
speak, the majority decides; a tie of sentiments is neutral. Listed as people
are groups of them too: parties, and what parties' people are called, count as
organizations.
"""

import json
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from stancekit.language import names, gazetteer
from stancekit.labels import Kind
from stancekit_training.corpora.article import Article, Held, Judged
from stancekit_training.corpora.sentence import Part

SPLIT = {"train": "train", "dev": "valid"}
KIND: Mapping[str, Kind] = {"People": "person", "Organization": "organization", "GPE": "place"}
NOBODY = "None"  # the holder of a stance that is the text's own
STANCE = {
    "Positive": "favor",
    "Slightly Positive": "favor",
    "Neutral": "neutral",
    "Slightly Negative": "against",
    "Negative": "against",
}


def load(folder: Path, part: Part) -> list[Article]:
    """Read the articles of one part; the title stands in the first line, each sentence in one of its own."""
    home = folder / "seesaw"
    articles = []
    for path in sorted((home / "meta").glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        if story["Split"] == SPLIT[part]:
            files = (f"TRIPLET_{story['triplet_id']}_DOCUMENT_{number}.json" for number in range(3))
            articles += [_article(home, name, story["triplet_id"]) for name in files]
    return articles


def leanings(folder: Path) -> dict[str, int]:
    """Return how far right the outlet of each article leans, from 0, left, to 4, right."""
    found = {}
    for path in (folder / "seesaw" / "meta").glob("*.json"):
        story = json.loads(path.read_text(encoding="utf-8"))
        for number in range(3):
            name = f"TRIPLET_{story['triplet_id']}_DOCUMENT_{number}"
            found[name] = int(story[f"Meta info for article {number}"]["bias_label"])
    return found


def _article(home: Path, name: str, story: str) -> Article:
    read = json.loads((home / "articles" / name).read_text(encoding="utf-8"))
    judged = json.loads((home / "annotations" / name).read_text(encoding="utf-8"))
    lines = [read["title"], *(sentence["text"] for sentence in read["text"])]
    return Article(
        text="\n".join(" ".join(line.split()) for line in lines),
        corpus="seesaw",
        article=name.removesuffix(".json"),
        group=story,
        title=(0, len(" ".join(read["title"].split()))),
        actors=(actors := tuple(_actors(judged))),
        held=tuple(_held(judged["sentence-level stances"], {actor.name for actor in actors})),
    )


def _held(stances: Mapping[str, list[dict]], listed: Container[str]) -> Iterable[Held]:
    """Yield the stances toward listed actors; sentences follow the title, a line each."""
    for sentence, found in stances.items():
        for stance in found:
            if stance["object"] in listed:
                yield Held(int(sentence) + 1, stance["object"], by_source=stance["subject"] != NOBODY)


def _actors(judged: dict) -> Iterable[Judged]:
    for name, kinds, ranks, _ in judged["entity lists"]:
        kind = _kind(name, _majority(kinds))
        feelings = Counter(STANCE[level] for level, _ in judged["entity sentiments"].get(name, ()) if level in STANCE)
        if kind and feelings:
            best = [stance for stance, count in feelings.items() if count == max(feelings.values())]
            yield Judged(name, best[0] if len(best) == 1 else "neutral", kind, _majority(ranks).lower())


def _kind(name: str, listed: str) -> Kind | None:
    """Return the kind of a listed entity: parties and their people are organizations, though often listed as people."""
    words = names.words(name)
    of_party = gazetteer.others(words) or words[-1] in map(str.casefold, gazetteer.people())
    return "organization" if listed == "People" and of_party else KIND.get(listed)


def _majority(votes: Iterable[str]) -> str:
    return Counter(votes).most_common(1)[0][0]
