"""Sources: whether quotations in context have the right actor, and reported speech a source at all.

`sources.jsonl` holds news passages written for the project, by kind of
difficulty, with the actor that is the source of each quotation; null where
the passage names nobody. Every second passage of a kind is frozen.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stancekit.document.records import Attribution, Document
from stancekit.language import names
from stancekit.model import Model
from stancekit_training.corpora import newsdiscourse
from stancekit_training.corpora.frozen import Portion, read_portion
from stancekit_training.corpora.newsdiscourse import NewsPart
from stancekit_training.resources import data_file

SOURCES = data_file("sources.jsonl")


@dataclass(frozen=True)
class SourceMetrics:
    """How well quotations are attributed.

    Attributes:
        right: the share of quotations with the right actor, or rightly with none.
        wrong: the share with another actor.
        count: the quotations.
    """

    right: float
    wrong: float
    count: int


@dataclass(frozen=True)
class SpeechMetrics:
    """How much of reported speech has a source, in NewsDiscourse.

    Attributes:
        speech: the share of the sentences marked Speech with an attribution
            that has a source; neither headlines nor `NA`.
        speech_count: the number of sentences marked Speech.
        other: the same share of the other sentences, many of which are
            reported speech too: a rule that lifts this one alone finds
            sources where there are none.
        other_count: the number of the other sentences.
    """

    speech: float
    speech_count: int
    other: float
    other_count: int


def measure_sources(model: Model, portion: Portion = "open") -> dict[str, SourceMetrics]:
    """Score the sources of quotations on a portion of the passages: by kind, and in total under `all`."""
    rows = read_portion(SOURCES, portion)
    results: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for row, document in zip(rows, model.pipe(row["text"] for row in rows), strict=True):
        pairs = [(name, source_of(document, content, name)) for content, name in row["sources"].items()]
        results[row["kind"]] += pairs
        results["all"] += pairs
    return {kind: _score(results[kind]) for kind in [*sorted(results.keys() - {"all"}), "all"]}


def source_of(document: Document, content: str, expected: str | None = None) -> str | None:
    """Return the actor who says some words of a text, None for nobody.

    Args:
        document: the document of the text.
        content: the words; they stand in the text once.
        expected: a name that is returned as it is if a name of the actor
            ends with it; titles before it do not count.
    """
    start = document.text.index(content)
    end = start + len(content)
    attributions = [one for one in document.attributions if _overlap(one, start, end)]
    best = max(attributions, key=lambda one: _overlap(one, start, end), default=None)
    if best is None or best.actor is None:
        return None
    actor = document.actors[best.actor]
    words = names.normalize(expected or "")
    is_expected = any(names.normalize(name)[-len(words) :] == words for name in (actor.name, *actor.aliases) if words)
    return expected if is_expected else actor.name


def _overlap(attribution: Attribution, start: int, end: int) -> int:
    """Return the number of characters that a content shares with a span."""
    return sum(max(0, min(piece.end, end) - max(piece.start, start)) for piece in attribution.content)


def _score(pairs: Iterable[tuple[str | None, str | None]]) -> SourceMetrics:
    pairs = list(pairs)
    right = sum(expected == predicted for expected, predicted in pairs)
    wrong = sum(predicted is not None and expected != predicted for expected, predicted in pairs)
    return SourceMetrics(right=right / len(pairs), wrong=wrong / len(pairs), count=len(pairs))


def measure_speech(model: Model, corpora: Path, part: NewsPart = "validation") -> SpeechMetrics:
    """Score reported speech on a part of NewsDiscourse.

    Args:
        model: the model to measure.
        corpora: the folder that holds the corpora.
        part: the part of the corpus.
    """
    reports = newsdiscourse.load(corpora, part)
    has_source: dict[bool, list[bool]] = {True: [], False: []}
    for report, document in zip(reports, model.pipe(report.text for report in reports), strict=True):
        pieces = [piece for one in document.attributions if one.source for piece in one.content]
        for sentence in report.sentences:
            if not sentence.is_headline and "NA" not in sentence.labels:
                covered = any(piece.start < sentence.end and sentence.start < piece.end for piece in pieces)
                has_source["Speech" in sentence.labels].append(covered)
    speech, other = has_source[True], has_source[False]
    return SpeechMetrics(
        speech=sum(speech) / len(speech),
        speech_count=len(speech),
        other=sum(other) / len(other),
        other_count=len(other),
    )
