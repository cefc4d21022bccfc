"""Roles of lines: the project's own annotation of sixty AllSides articles, and NewsDiscourse's labels of sentences.

`structure.jsonl` holds only offsets and roles of the lines that are not body;
the texts are read from AllSides (Baly et al., EMNLP 2020). An article is frozen
if the last hexadecimal digit of its SHA-256 is odd. In NewsDiscourse (Choubey
et al., ACL 2020), NA marks captions, credits, bylines and notices.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from stancekit.labels import SentenceRole
from stancekit_training.corpora import allsides, newsdiscourse
from stancekit_training.corpora.annotated import annotated_text
from stancekit_training.corpora.frozen import Portion, read_portion
from stancekit_training.corpora.newsdiscourse import NewsPart, NewsSentence
from stancekit_training.resources import data_file

ANNOTATIONS = data_file("structure.jsonl")
LINE = re.compile(r"[^\n]*\S[^\n]*")

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
        name = row["article"]
        text = annotated_text(texts.get(name), sha256=row["sha256"], corpus="allsides", article=name)
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
    """Read a part of NewsDiscourse.

    Raises:
        CorpusError: the part is missing.
    """
    return [
        StructuredArticle(report.text, tuple((one.start, one.end, _news_role(one)) for one in report.sentences))
        for report in newsdiscourse.load(folder, part)
    ]


def _news_role(sentence: NewsSentence) -> LineRole:
    if sentence.is_headline:
        return "headline"
    return "furniture" if "NA" in sentence.labels else "body"
