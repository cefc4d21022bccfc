"""Coreference: the project's own annotation of sixty articles of AllSides and PolNeAR.

`linking.jsonl` holds only offsets, actor numbers and forms; the texts are read
from the corpora (Baly et al., EMNLP 2020; Newell et al., LREC 2018). Annotated
are the proper names of persons, organizations and places, without titles,
articles and possessives; a plural name of a party's people counts as the
party's, an adjective of a party or country as nobody's. In twenty articles
also the third-person pronouns and the descriptions, with their article, of
actors that the article names: not the first and second person, not what stands
beside the name ("the mayor, Ana Roth") or says what somebody is, not two
actors at once. Captions, bylines, datelines and account names are left out
there.
"""

from dataclasses import dataclass
from pathlib import Path

from stancekit.labels import Form
from stancekit_training.corpora import allsides
from stancekit_training.corpora.annotated import annotated_text
from stancekit_training.corpora.frozen import Portion, read_portion
from stancekit_training.resources import data_file

ANNOTATIONS = data_file("linking.jsonl")


@dataclass(frozen=True)
class AnnotatedMention:
    """One mention.

    Attributes:
        start, end: the bounds in the text.
        actor: its number, which the mentions of one actor share.
        form: a name, a description or a pronoun.
    """

    start: int
    end: int
    actor: int
    form: Form = "name"


@dataclass(frozen=True)
class LinkedArticle:
    """One article and its annotated mentions.

    Attributes:
        corpus: the name of its corpus.
        id: identifies the article in its corpus.
        text: the article.
        mentions: the mentions, in the order of the text.
        forms: the forms of mentions that are annotated in it.
    """

    corpus: str
    id: str
    text: str
    mentions: tuple[AnnotatedMention, ...]
    forms: tuple[Form, ...] = ("name",)


def load(folder: Path, portion: Portion) -> list[LinkedArticle]:
    """Read one portion of the annotated articles.

    Raises:
        CorpusError: the text of an article is missing, or not the one that was annotated.
    """
    rows = read_portion(ANNOTATIONS, portion)
    texts = allsides.texts(folder, {row["article"] for row in rows if row["corpus"] == "allsides"})
    articles = []
    for row in rows:
        name = row["article"]
        text = texts.get(name) if row["corpus"] == "allsides" else _polnear(folder, name)
        text = annotated_text(text, sha256=row["sha256"], corpus=row["corpus"], article=name)
        mentions = tuple(AnnotatedMention(*mention) for mention in row["mentions"])
        articles.append(LinkedArticle(row["corpus"], name, text, mentions, tuple(row["forms"])))
    return articles


def _polnear(folder: Path, name: str) -> str:
    path = folder / "polnear" / "train" / "text" / f"{name}.txt"
    return path.read_bytes().decode() if path.exists() else ""
