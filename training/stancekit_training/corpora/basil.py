"""BASIL: an author's feeling toward each main entity of an article (Fan et al., EMNLP 2019).

A sentence has the polarity of the bias spans in it toward an entity.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from stancekit_training.corpora.article import LabeledActor, LabeledArticle, labeled_passages

STANCE = {"pos": "favor", "neu": "neutral", "neg": "against"}
POLARITY = {"pos": "favor", "neg": "against"}
FEELING = "author_feeling_"
SENTENCE = "p"  # the name of a sentence is p and its number, the title is another


def load(folder: Path) -> list[LabeledArticle]:
    """Read every article; the title is the first line of its text, each paragraph a line of its own."""
    home = folder / "basil"
    articles = []
    for path in sorted((home / "articles").glob("*/*.json")):
        annotation = home / "annotations" / path.parent.name / f"{path.stem}_ann.json"
        labels = json.loads(annotation.read_text(encoding="utf-8"))
        articles.append(_article(path, labels))
    return articles


def _article(path: Path, labels: Mapping[str, Any]) -> LabeledArticle:
    content = json.loads(path.read_text(encoding="utf-8"))
    title = " ".join(content["title"].split())
    paragraphs = [[" ".join(sentence.split()) for sentence in sentences] for sentences in content["body-paragraphs"]]
    feelings = labels["article-level-annotations"]
    actors = tuple(_actors(feelings))
    return LabeledArticle(
        text="\n".join([title, *(" ".join(filter(None, sentences)) for sentences in paragraphs)]),
        corpus="basil",
        id=path.stem,
        group=content["triplet-uuid"],
        title=(0, len(title)) if title else None,
        actors=actors,
        passages=tuple(
            labeled_passages(
                list(_sentence_spans(len(title), paragraphs)),
                [actor.name for actor in actors],
                _polarities(labels.get("phrase-level-annotations", ())),
            )
        ),
    )


def _actors(feelings: Mapping[str, str]) -> Iterator[LabeledActor]:
    for name, feeling in feelings.items():
        if name.startswith(FEELING) and name != f"{FEELING}main_event" and feeling in STANCE:
            yield LabeledActor(_name(name.removeprefix(FEELING)), STANCE[feeling])


def _sentence_spans(title_end: int, paragraphs: Iterable[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence; an empty one is an empty span."""
    position = title_end + 1
    for sentences in paragraphs:
        for sentence in sentences:
            yield position, position + len(sentence)
            position += len(sentence) + bool(sentence)  # a space, or the line break
        position += not any(sentences)  # the line break of an empty paragraph


def _polarities(spans: Iterable[Mapping[str, str]]) -> dict[tuple[int, str], set[str]]:
    """Return the polarities of the spans toward each entity in each sentence."""
    polarities: dict[tuple[int, str], set[str]] = defaultdict(set)
    for span in spans:
        if span["id"].startswith(SENTENCE) and span["polarity"] in POLARITY:
            number = int(span["id"].removeprefix(SENTENCE))
            polarities[number, _name(span["target"])].add(POLARITY[span["polarity"]])
    return polarities


def _name(written: str) -> str:
    return written.replace("_", " ")
