"""Worldwide newswire: named entities in English news of Asia, Africa and Latin America (Shan et al., EMNLP 2023).

A line has a token and its BIO tags, of which the first is the outermost; a
blank line separates paragraphs, and the first line is the article's address. A
file without an address is markup and is left out. Paragraphs are located
in the original article, so that the text is spaced as printed, and are split
into sentences, none of which ends within an actor. Where a paragraph is
absent from the article, its tokens are joined by spaces. Facilities and groups of people by
nationality, religion or politics are no actors. The corpus has no split of its
own: a digest of its file name assigns an article to a split.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from stancekit.language import segmentation
from stancekit.network.tagging import bio_to_spans
from stancekit_training.corpora.overlap import without_repeats
from stancekit_training.corpora.sentence import LabeledSentence, Span, Split
from stancekit_training.corpora.split import split_of
from stancekit_training.errors import CorpusError

log = logging.getLogger(__name__)

DEV_SHARE = 0.12
KIND = {"Person": "person", "Organization": "organization", "Location": "place"}
ROW = re.compile(r"(.+?)\s+(O|[BI]-\w+)(?:\s.*)?")
MARKS = str.maketrans("“”‘’`", "\"\"'''")


@dataclass
class _Paragraph:
    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


class _Article:
    """An original article, in which paragraphs are found from first to last, whatever their white space."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.positions = [position for position, character in enumerate(text) if not character.isspace()]
        self.squeezed = _squeeze(text)
        self.cursor = 0

    def find(self, words: list[str]) -> list[Span] | None:
        """Return the span of each word of the next paragraph, None if the article has no such paragraph."""
        squeezed = list(map(_squeeze, words))
        start = self.squeezed.find("".join(squeezed), self.cursor)
        if start < 0:
            return None
        ends = list(accumulate(map(len, squeezed), initial=start))
        self.cursor = ends[-1]
        return [
            (self.positions[first], self.positions[stop - 1] + 1) for first, stop in zip(ends, ends[1:], strict=False)
        ]


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the sentences of the articles of one split.

    Raises:
        CorpusError: a line has no tag.
    """
    home = folder / "worldwide"
    paths = sorted(home.glob("*/*.tsv"))
    if not paths:
        raise FileNotFoundError(2, "No articles", str(home))
    sentences: list[LabeledSentence] = []
    joined = 0
    for path in paths:
        if split_of(path.name.removesuffix(".txt.tsv"), DEV_SHARE) == split:
            article = _Article((home / "original_articles" / path.stem).read_text(encoding="utf-8"))
            for paragraph in _paragraphs(path):
                spans = article.find(paragraph.words)
                joined += spans is None
                text, spans = (article.text, spans) if spans else _joined(paragraph.words)
                sentences += _sentences(text, spans, paragraph.tags)
    log.info("worldwide, %s: %d paragraphs are not in their articles, tokens joined by spaces", split, joined)
    return without_repeats(sentences) if split == "dev" else sentences


def _paragraphs(path: Path) -> Iterator[_Paragraph]:
    address, *lines = path.read_text(encoding="utf-8").split("\n")
    if not address.startswith("http"):
        return
    paragraph = _Paragraph()
    for number, line in enumerate([*lines, ""], start=2):
        if line.strip():
            row = ROW.fullmatch(line)
            if row is None:
                raise CorpusError(f"worldwide {path.name} line {number}: expected a token and its tag, got {line!r}.")
            paragraph.words.append(row[1])
            paragraph.tags.append(row[2])
        elif paragraph.words:
            yield paragraph
            paragraph = _Paragraph()


def _sentences(text: str, spans: list[Span], tags: list[str]) -> Iterator[LabeledSentence]:
    """Split a paragraph, which lies in the text from its first to its last word, into sentences."""
    begin = spans[0][0]
    actors = [
        (spans[first][0] - begin, spans[stop - 1][1] - begin, KIND[kind])
        for first, stop, kind in bio_to_spans(tags)
        if kind in KIND
    ]
    paragraph = text[begin : spans[-1][1]]
    for start, end in segmentation.split_sentences(paragraph, keep=[(first, last) for first, last, _ in actors]):
        inside = tuple((first - start, last - start, kind) for first, last, kind in actors if start <= first < end)
        yield LabeledSentence(paragraph[start:end].replace("\n", " "), "worldwide", actors=inside)


def _joined(words: list[str]) -> tuple[str, list[Span]]:
    starts = accumulate((len(word) + 1 for word in words[:-1]), initial=0)
    return " ".join(words), [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]


def _squeeze(text: str) -> str:
    return "".join(text.translate(MARKS).split())
