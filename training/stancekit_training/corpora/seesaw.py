"""SEESAW: the sentiment of articles toward their main entities (Zhang et al., EMNLP 2022).

Used are the people, organizations and places in the list of each article, with
its sentiment toward each in three levels. Among several annotators the
majority decides; equal votes on sentiment mean neutral. The corpus lists groups
as people too: parties, and the names of their people, count as organizations.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

from stancekit.labels import Kind
from stancekit.language import gazetteer, names
from stancekit_training.corpora.article import (
    HeldStance,
    LabeledActor,
    LabeledArticle,
    LabeledPassage,
    labeled_passages,
    line_spans,
)
from stancekit_training.corpora.sentence import Split

SPLIT = {"train": "train", "dev": "valid"}
ARTICLES = 3  # articles of a story
KIND: Mapping[str, Kind] = {"People": "person", "Organization": "organization", "GPE": "place"}
POLARITY = {"POS": "favor", "NEG": "against"}
NOBODY = "None"  # the holder of a stance that is the text's own
STANCE = {
    "Very Positive": "favor",
    "Positive": "favor",
    "Slightly Positive": "favor",
    "Neutral": "neutral",
    "Slightly Negative": "against",
    "Negative": "against",
    "Very Negative": "against",
}


def load(folder: Path, split: Split) -> list[LabeledArticle]:
    """Read the articles of one split; the title is the first line of a text, each sentence a line of its own."""
    home = folder / "seesaw"
    articles = []
    for path in sorted((home / "meta").glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        if story["Split"] == SPLIT[split]:
            articles += [_article(home, name, story["triplet_id"]) for name in _names(story)]
    return articles


def leanings(folder: Path) -> dict[str, int]:
    """Return the leaning of each article's outlet, from 0, left, to 4, right."""
    by_article = {}
    for path in (folder / "seesaw" / "meta").glob("*.json"):
        story = json.loads(path.read_text(encoding="utf-8"))
        for number, name in enumerate(_names(story)):
            by_article[name] = int(story[f"Meta info for article {number}"]["bias_label"])
    return by_article


def annotator_pairs(folder: Path) -> list[tuple[str, str]]:
    """Return the labels that two annotators of an article give the same actor, each pair in both orders."""
    pairs: list[tuple[str, str]] = []
    for path in sorted((folder / "seesaw" / "annotations").glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        used = {name for name, kinds, *_ in labels["entity lists"] if _kind(name, _majority(kinds))}
        for name, votes in labels["entity sentiments"].items():
            stances = [STANCE[level] for level, _ in votes if level in STANCE] if name in used else []
            pairs += permutations(stances, 2)
    return pairs


def _names(story: Mapping[str, Any]) -> list[str]:
    return [f"TRIPLET_{story['triplet_id']}_DOCUMENT_{number}" for number in range(ARTICLES)]


def _article(home: Path, name: str, story: str) -> LabeledArticle:
    content = json.loads((home / "articles" / f"{name}.json").read_text(encoding="utf-8"))
    labels = json.loads((home / "annotations" / f"{name}.json").read_text(encoding="utf-8"))
    lines = [" ".join(line.split()) for line in (content["title"], *(row["text"] for row in content["text"]))]
    actors = tuple(_actors(labels))
    text = "\n".join(lines)
    return LabeledArticle(
        text=text,
        corpus="seesaw",
        id=name,
        group=story,
        title=(0, len(lines[0])),
        actors=actors,
        held_stances=tuple(_held_stances(labels["sentence-level stances"], {actor.name for actor in actors})),
        passages=tuple(_passages(text, labels["sentence-level stances"], actors)),
    )


def _passages(
    text: str, by_sentence: Mapping[str, list[dict[str, str]]], actors: Iterable[LabeledActor]
) -> Iterator[LabeledPassage]:
    """Yield the stance toward each listed actor in each sentence, whoever holds it; the title is unlabeled."""
    stances: dict[tuple[int, str], set[str]] = defaultdict(set)
    for sentence, found in by_sentence.items():
        for stance in found:
            stances[int(sentence), stance["object"]].add(POLARITY[stance["sentiment"]])
    yield from labeled_passages(line_spans(text)[1:], [actor.name for actor in actors], stances)


def _held_stances(by_sentence: Mapping[str, list[dict[str, str]]], listed: Container[str]) -> Iterator[HeldStance]:
    """Yield the stances toward listed actors; each sentence is a line after the title."""
    for sentence, stances in by_sentence.items():
        for stance in stances:
            if stance["object"] in listed:
                yield HeldStance(int(sentence) + 1, stance["object"], by_source=stance["subject"] != NOBODY)


def _actors(labels: Mapping[str, Any]) -> Iterator[LabeledActor]:
    for name, kinds, ranks, _ in labels["entity lists"]:
        kind = _kind(name, _majority(kinds))
        levels = (level for level, _ in labels["entity sentiments"].get(name, ()))
        votes = Counter(STANCE[level] for level in levels if level in STANCE)
        if kind and votes:
            best = [stance for stance, count in votes.items() if count == max(votes.values())]
            yield LabeledActor(name, best[0] if len(best) == 1 else "neutral", kind, _majority(ranks).lower())


def _kind(name: str, listed: str) -> Kind | None:
    """Return the kind of a listed entity: parties and their people are organizations, though often listed as people."""
    words = names.normalize(name)
    is_party = gazetteer.other_names(words) or words[-1] in map(str.casefold, gazetteer.party_people())
    return "organization" if listed == "People" and is_party else KIND.get(listed)


def _majority(votes: Iterable[str]) -> str:
    return Counter(votes).most_common(1)[0][0]
