"""The boundaries of sentences, on texts written for the project.

`boundaries.jsonl` holds texts by kind of difficulty, cut into sentences. A
boundary is between two sentences of a text; ends of texts do not count. A
quotation or bracket within a sentence has no boundaries inside. Every second
text of a kind is frozen.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from stancekit.language.segmentation import split_sentences
from stancekit_training.corpora.frozen import Portion, read_portion
from stancekit_training.resources import data_file

BOUNDARIES = data_file("boundaries.jsonl")


@dataclass(frozen=True)
class BoundaryMetrics:
    """The quality of boundaries.

    Attributes:
        precision, recall, f1: of boundaries, over all texts; 1.0 where there are none.
        count: the annotated boundaries.
        exact: the share of texts without an error.
        texts: the number of texts.
    """

    precision: float
    recall: float
    f1: float
    count: int
    exact: float
    texts: int


def measure_boundaries(portion: Portion = "open") -> dict[str, BoundaryMetrics]:
    """Score the segmentation on a portion of the texts: by kind, and in total under `all`."""
    pairs: dict[str, list[tuple[set[int], set[int]]]] = defaultdict(list)
    for row in read_portion(BOUNDARIES, portion):
        text = "".join(row["sentences"])
        pair = _annotated(row["sentences"]), _predicted(text)
        pairs[row["kind"]].append(pair)
        pairs["all"].append(pair)
    return {kind: _score(pairs[kind]) for kind in [*sorted(pairs.keys() - {"all"}), "all"]}


def _annotated(sentences: list[str]) -> set[int]:
    """Return each boundary as the number of characters before it that are no white space."""
    return set(list(accumulate(map(_width, sentences)))[:-1])


def _predicted(text: str) -> set[int]:
    return {_width(text[:end]) for _, end in split_sentences(text)} - {_width(text)}


def _width(text: str) -> int:
    return sum(map(len, text.split()))


def _score(pairs: Iterable[tuple[set[int], set[int]]]) -> BoundaryMetrics:
    pairs = list(pairs)
    annotated = sum(len(gold) for gold, _ in pairs)
    predicted = sum(len(predictions) for _, predictions in pairs)
    both = sum(len(gold & predictions) for gold, predictions in pairs)
    return BoundaryMetrics(
        precision=both / predicted if predicted else 1.0,
        recall=both / annotated if annotated else 1.0,
        f1=2 * both / (predicted + annotated) if predicted + annotated else 1.0,
        count=annotated,
        exact=sum(gold == predictions for gold, predictions in pairs) / len(pairs),
        texts=len(pairs),
    )
