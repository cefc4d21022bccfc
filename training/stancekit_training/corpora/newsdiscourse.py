"""NewsDiscourse: Reuters and Xinhua reports with labels of their sentences (Choubey et al., ACL 2020).

Sentences between blank lines are one paragraph. `Speech` marks sentences that
report what somebody says, and is reliable where it stands; `NA` marks
captions, credits, bylines and notices.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from stancekit_training.errors import CorpusError

SENTENCE = re.compile(r"(?P<name>H|S\d+)\s(?P<text>.*\S)")
HEADLINE = "H"

NewsPart: TypeAlias = Literal["train", "validation"]


@dataclass(frozen=True)
class NewsSentence:
    """A sentence of a report.

    Attributes:
        start, end: the bounds in the text of the report.
        is_headline: whether it is the headline.
        labels: such as `Speech` or `NA`.
    """

    start: int
    end: int
    is_headline: bool
    labels: frozenset[str]


@dataclass(frozen=True)
class NewsReport:
    """A report with its sentences in the order of the text."""

    text: str
    sentences: tuple[NewsSentence, ...]


def load(folder: Path, part: NewsPart) -> list[NewsReport]:
    """Read a part of NewsDiscourse.

    Raises:
        CorpusError: the part is missing.
    """
    paths = sorted((folder / "newsdiscourse" / part).glob("*.txt"))
    if not paths:
        raise CorpusError(f"{folder / 'newsdiscourse' / part} has no articles.")
    return [_report(path) for path in paths]


def _report(path: Path) -> NewsReport:
    labels = _labels(path.with_suffix(".ann"))
    text = ""
    sentences = []
    separator = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        match = SENTENCE.match(line)
        if match is None:
            separator = "\n\n" if text else ""
            continue
        text += separator
        start = len(text)
        text += match["text"]
        is_headline = match["name"] == HEADLINE
        sentences.append(NewsSentence(start, len(text), is_headline, frozenset(labels[match["name"]])))
        separator = "\n\n" if is_headline else " "
    return NewsReport(text, tuple(sentences))


def _labels(path: Path) -> dict[str, set[str]]:
    """Return the labels of sentences by their names, from an annotation in brat's standoff format."""
    labels: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            _, label, sentence = line.split("\t")
            labels[sentence.split()[0]].add(label.split()[0])
    return labels
