"""Scored sentences in the folder of a job, whole documents or tables."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stancekit.annotation.document_sentences import bias_label, label_score, opinion_label, sentences_of
from stancekit.annotation.options import Head
from stancekit.annotation.sentence import AnnotatedSentence, LabeledActor, LabeledTarget, Origin
from stancekit.document.records import Document
from stancekit.errors import FormatError, InputError
from stancekit.labels import STANCE

if TYPE_CHECKING:
    from stancekit.comparison.score_tables import ScoreTables

DOCUMENTS = "documents"  # folder of whole documents, as jobs write it
TABLE_HEADS: tuple[Head, ...] = ("opinion", "bias", "stance", "actor")  # the tables hold no spans of the others


def read_scores(folder: str | PathLike[str]) -> list[AnnotatedSentence]:
    """Return the measured sentences of a folder that `stancekit score` wrote, with the predicted labels.

    Whole documents (`--format jsonl`) have the labels of all heads, tables
    those of `TABLE_HEADS`.

    Args:
        folder: the folder of the job, with either.

    Raises:
        InputError: the folder has neither, or they are damaged.
        ImportError: the tables need an extra.
    """
    parts = sorted((Path(folder) / DOCUMENTS).rglob("*.jsonl"))
    if parts:
        return [sentence for part in parts for document in _documents(part) for sentence in sentences_of(document)]
    from stancekit.comparison.score_tables import ScoreTables

    return list(_of_tables(ScoreTables(folder)))


def _documents(part: Path) -> Iterator[Document]:
    with part.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield Document.from_dict(json.loads(line))
            except (FormatError, ValueError, RecursionError) as error:
                raise InputError(f"{part}, line {number}: {error}") from error


def _of_tables(tables: "ScoreTables") -> Iterator[AnnotatedSentence]:
    columns = ["id", "sentence", "start", "end", "text", "is_measured", "opinion", "bias"]
    frame = tables.read("sentence", columns).astype({"id": "object"})
    mentions = _mentions(tables)
    texts = list(zip(frame["id"], frame["sentence"], frame["text"], strict=True))
    around = {(id, sentence): text for id, sentence, text in texts}
    models = ", ".join(tables.models) or None
    heads = _heads(frame, mentions)
    for row in frame[frame["is_measured"]].to_dict("records"):
        id, number = _id(row["id"]), int(row["sentence"])
        opinion, bias = _number(row["opinion"]), _number(row["bias"])
        sentence = AnnotatedSentence(
            row["text"],
            heads,
            opinion=opinion_label(opinion),
            bias=bias_label(bias),
            origin=Origin(
                id=id,
                start=int(row["start"]),
                end=int(row["end"]),
                before=around.get((row["id"], number - 1)),
                after=around.get((row["id"], number + 1)),
                model=models,
                score=label_score(opinion),
            ),
        )
        yield _with_mentions(sentence, mentions.get((id, number), []), int(row["start"])).normalized()


def _mentions(tables: "ScoreTables") -> dict[tuple[str | None, int], list[dict[str, Any]]]:
    """Return the rows of the mentions by article and sentence."""
    frame = tables.read("mention", ["id", "sentence", "start", "end", "kind", "form", *STANCE])
    by_sentence = defaultdict(list)
    for row in frame.astype({"id": "object", "kind": "object", "form": "object"}).to_dict("records"):
        by_sentence[_id(row["id"]), int(row["sentence"])].append(row)
    return dict(by_sentence)


def _with_mentions(sentence: AnnotatedSentence, rows: list[dict[str, Any]], start: int) -> AnnotatedSentence:
    targets, actors = [], []
    for row in rows:
        span = int(row["start"]) - start, int(row["end"]) - start
        shares = [_number(row[label]) for label in STANCE]
        if None not in shares:
            targets.append(LabeledTarget(*span, STANCE[shares.index(max(shares, key=lambda each: each or 0))]))
        if isinstance(row["kind"], str) and row["form"] == "name":
            actors.append(LabeledActor(*span, row["kind"]))
    return replace(sentence, targets=tuple(targets), actors=tuple(actors))


def _heads(frame: Any, mentions: dict[tuple[str | None, int], list[dict[str, Any]]]) -> tuple[Head, ...]:
    """Return the heads that the model has: its columns have values."""
    has_stance = all(_number(row[STANCE[0]]) is not None for rows in mentions.values() for row in rows)
    absent = {name for name in ("opinion", "bias") if frame[name].isna().all()}
    absent |= set() if has_stance else {"stance"}
    return tuple(head for head in TABLE_HEADS if head not in absent)


def _id(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)
