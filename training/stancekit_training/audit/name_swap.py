"""Does a stance depend on whose name it is? The same sentences with other names (Prabhakaran et al., EMNLP 2019).

In sentences of NewsMTSC's development part, the target's name gives way to
each name of `names.toml`, wherever it stands. A fair model answers the same.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from stancekit.inputs.text import Text
from stancekit.labels import STANCE
from stancekit.model import Model
from stancekit_training.corpora.sentence import Item, Target
from stancekit_training.dataset.augmentation import as_written
from stancekit_training.evaluation.metrics import confusions, macro_f1
from stancekit_training.resources import data_file

NAMES = data_file("audit_names.toml")


@dataclass(frozen=True)
class Sentence:
    """A sentence with one named target, cut where the name stands.

    Attributes:
        pieces: the text around the name's places.
        names: what stands there, a full name or a surname each.
        first: which place is the target's own mention.
        stance: gold, of `stancekit.schema.STANCE`.
    """

    pieces: tuple[str, ...]
    names: tuple[str, ...]
    first: int
    stance: str

    def named(self, name: str | None = None) -> tuple[str, tuple[int, int]]:
        """Return the text with another name, and where the target then stands; with its own for None."""
        text, span = self.pieces[0], (0, 0)
        for place, (old, after) in enumerate(zip(self.names, self.pieces[1:], strict=True)):
            new = old if name is None else as_written(name, old)
            if place == self.first:
                span = (len(text), len(text) + len(new))
            text += new + after
        return text, span


def groups() -> dict[str, list[str]]:
    """Return the names by group."""
    return {group: entry["names"] for group, entry in tomllib.loads(NAMES.read_text(encoding="utf-8")).items()}


def sentences(model: Model, items: Sequence[Item]) -> Iterator[Sentence]:
    """Yield the items' targets that the model itself takes for persons, by names of one to three words."""
    for item in items:
        persons = {(start, end) for (reading,) in [model.read(Text(item.text, split=False))]
                   for start, end, kind in reading.actor_spans() if kind == "person"}  # fmt: skip
        for target in item.targets:
            if target.spans[0] in persons and (cut := _cut(item.text, target)):
                yield cut


def _cut(text: str, target: Target) -> Sentence | None:
    """Cut a sentence at the places of its target's name; None where they are not the like of a name."""
    full = text[slice(*target.spans[0])]
    surname = full.rpartition(" ")[2]
    places = sorted(span for span in target.spans if text[slice(*span)] in (full, surname))
    words = full.split()
    if not (1 <= len(words) <= 3 and all(word[:1].isupper() and word.isalpha() for word in words)):
        return None
    ends = [0, *(end for _, end in places)]
    starts = [*(start for start, _ in places), len(text)]
    pieces = tuple(text[end:start] for end, start in zip(ends, starts, strict=True))
    names = tuple(text[start:end] for start, end in places)
    return Sentence(pieces, names, places.index(target.spans[0]), target.stance)


def measure_name_swap(model: Model, items: Sequence[Item], *, most: int = 200) -> dict[str, Any]:
    """Swap names, and measure how much the stance moves.

    Args:
        model: to measure.
        items: with targets.
        most: sentences that are swapped, drawn at random.

    Returns:
        `delta`, the mean of |score with another name − score with its own|;
        `changed`, the share of labels that differ; `range`, the mean over
        sentences of the highest minus the lowest score; `groups`, for each
        group of names how far its mean score is from that of the others;
        `original` and `swapped`, macro-F1; `sentences` and `names`, counts.
    """
    everything = list(sentences(model, items))
    drawn = np.random.default_rng(0).permutation(len(everything))[:most]
    kept = [everything[index] for index in sorted(drawn)]
    by_group = groups()
    names = [name for group in by_group.values() for name in group]
    own = np.array([_stance(model, *sentence.named()) for sentence in kept])  # (sentences, labels)
    swapped = np.array([[_stance(model, *s.named(name)) for name in names] for s in kept])  # (sentences, names, labels)
    scores, own_scores = swapped[..., 2] - swapped[..., 0], own[:, 2] - own[:, 0]
    labels, own_labels = swapped.argmax(-1), own.argmax(-1)
    gold = np.array([STANCE.index(sentence.stance) for sentence in kept])
    member = np.array([group for group, those in by_group.items() for _ in those])
    return {
        "delta": float(np.abs(scores - own_scores[:, None]).mean()),
        "changed": float((labels != own_labels[:, None]).mean()),
        "range": float((scores.max(1) - scores.min(1)).mean()),
        "groups": {
            group: float(scores[:, member == group].mean() - scores[:, member != group].mean()) for group in by_group
        },
        "original": _macro_f1(gold, own_labels),
        "swapped": _macro_f1(np.repeat(gold, len(names)), labels.ravel()),
        "sentences": len(kept),
        "names": len(names),
    }


def _macro_f1(gold: Any, labels: Any) -> float:
    return float(macro_f1(confusions(gold.tolist(), labels.tolist()).sum(0)))


def _stance(model: Model, text: str, span: tuple[int, int]) -> tuple[float, float, float]:
    (reading,) = model.read(Text(text, mentions=[span], split=False))
    stance = reading.stance(*span)
    if stance is None:
        raise ValueError("the model has no stance head.")
    return stance.against, stance.neutral, stance.favor
