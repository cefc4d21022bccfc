"""Roles of lines: the project's own annotation of sixty AllSides articles, and NewsDiscourse's labels of sentences.

`structure.jsonl` holds only offsets and roles of the lines that are not body;
the texts are read from AllSides (Baly et al., EMNLP 2020). An article is frozen
if the last hexadecimal digit of its SHA-256 is odd. In NewsDiscourse (Choubey
et al., ACL 2020), NA marks captions, credits, bylines and notices.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from stancekit.labels import SentenceRole
from stancekit_training.corpora import allsides
from stancekit_training.corpora.frozen import Portion, read_portion
from stancekit_training.errors import CorpusError
from stancekit_training.resources import data_file

ANNOTATIONS = data_file("structure.jsonl")
LINE = re.compile(r"[^\n]*\S[^\n]*")
SENTENCE = re.compile(r"(?P<label>H|S\d+)\s(?P<text>.*\S)")

NewsPart: TypeAlias = Literal["train", "validation"]
LineRole: TypeAlias = SentenceRole | Literal["furniture"]


@dataclass(frozen=True)
class StructuredArticle:
    """An article with the roles of its lines or sentences.

    Attributes:
        text: the article.
        spans: `(start, end, role)` in the order of the text; `furniture` is
            a caption, byline, dateline or boilerplate.
    """

    text: str
    spans: tuple[tuple[int, int, LineRole], ...]


def load_annotated(folder: Path, portion: Portion) -> list[StructuredArticle]:
    """Read one portion of the annotated articles, with all lines.

    Raises:
        CorpusError: the text of an article is missing, or not the one that was annotated.
    """
    rows = read_portion(ANNOTATIONS, portion)
    texts = allsides.texts(folder, {row["article"] for row in rows})
    articles = []
    for row in rows:
        text = texts.get(row["article"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise CorpusError(f"allsides article {row['article']} is missing or not the text that was annotated.")
        roles: dict[tuple[int, int], LineRole] = {(start, end): role for start, end, role in row["roles"]}
        spans = tuple((*bounds, roles.get(bounds, "body")) for bounds in _lines(text))
        articles.append(StructuredArticle(text, spans))
    return articles


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        yield start, start + len(line.strip())


def load_newsdiscourse(folder: Path, part: NewsPart) -> list[StructuredArticle]:
    """Read a part of NewsDiscourse; sentences between blank lines are one paragraph.

    Raises:
        CorpusError: the part is missing.
    """
    paths = sorted((folder / "newsdiscourse" / part).glob("*.txt"))
    if not paths:
        raise CorpusError(f"{folder / 'newsdiscourse' / part} has no articles.")
    return [_news_article(path) for path in paths]


def _news_article(path: Path) -> StructuredArticle:
    furniture = set()
    for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            _, label, sentence = line.split("\t")
            if label.split()[0] == "NA":
                furniture.add(sentence.split()[0])
    text = ""
    spans: list[tuple[int, int, LineRole]] = []
    separator = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        match = SENTENCE.match(line)
        if match is None:
            separator = "\n\n" if text else ""
            continue
        text += separator
        start = len(text)
        text += match["text"]
        is_headline = match["label"] == "H"
        role: LineRole = "headline" if is_headline else "furniture" if match["label"] in furniture else "body"
        spans.append((start, len(text), role))
        separator = "\n\n" if is_headline else " "
    return StructuredArticle(text, tuple(spans))
