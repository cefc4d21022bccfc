"""Which sentences to export, and with which labels."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from stancekit.annotation.options import HEADS, Head
from stancekit.annotation.sentence import AnnotatedSentence
from stancekit.errors import InputError, OptionError

Place: TypeAlias = tuple[str, int, int]  # id of the article, start and end of the sentence


@dataclass(frozen=True)
class Selection:
    """What to export of scored sentences.

    Attributes:
        heads: the heads whose labels to export; None for all that the scores have.
        count: the number of sentences to draw at random; None for all.
        seed: the seed of the random numbers.
        is_blank: whether to export no predicted label.
    """

    heads: Sequence[Head] | None = None
    count: int | None = None
    seed: int = 0
    is_blank: bool = False

    def of(
        self, sentences: Sequence[AnnotatedSentence], sample: Iterable[Mapping[str, Any]] | None = None
    ) -> list[AnnotatedSentence]:
        """Return the selected sentences.

        Args:
            sentences: all sentences.
            sample: rows of `stancekit sample`; only their sentences are
                returned, in the order of the rows and with their inclusion
                probabilities.

        Raises:
            InputError: a head has no labels in the scores, or the sample has
                no such sentence.
        """
        if sample is not None:
            sentences = _sampled(sentences, sample)
        elif self.count is not None and self.count < len(sentences):
            share = self.count / len(sentences)
            drawn = random.Random(self.seed).sample(sentences, self.count)
            sentences = [replace(each, origin=replace(each.origin, probability=share)) for each in drawn]
        heads = self._checked_heads(sentences)
        selected = [replace(sentence, heads=heads).normalized() for sentence in sentences]
        return [sentence.unlabeled() for sentence in selected] if self.is_blank else selected

    def _checked_heads(self, sentences: Sequence[AnnotatedSentence]) -> tuple[Head, ...]:
        known = {head for sentence in sentences for head in sentence.heads}
        if self.heads is None:
            return tuple(head for head in HEADS if head in known)
        if unknown := [head for head in self.heads if head not in known]:
            raise OptionError(
                f"the scores have no labels of {', '.join(unknown)}, only of {', '.join(sorted(known))}. Attributions "
                "and loaded words are in scores that stancekit score --format jsonl writes."
            )
        return tuple(head for head in HEADS if head in self.heads)


def _sampled(sentences: Iterable[AnnotatedSentence], sample: Iterable[Mapping[str, Any]]) -> list[AnnotatedSentence]:
    """Return the sentences of a sample, in its order."""
    by_place = {_place(each.origin.id, each.origin.start, each.origin.end): each for each in sentences}
    sampled = []
    for number, row in enumerate(sample, start=1):
        if row.get("mention"):
            raise InputError("the sample is of mentions: draw sentences, with stancekit sample --target opinion.")
        sentence = by_place.get(_place(row.get("id"), row.get("start"), row.get("end")))
        if sentence is None:
            raise InputError(
                f"row {number} of the sample is not among the scored sentences: draw it from the same scores."
            )
        sampled.append(replace(sentence, origin=replace(sentence.origin, probability=_probability(row, number))))
    return sampled


def _place(id: Any, start: Any, end: Any) -> Place | None:
    try:
        return str(id), int(float(start)), int(float(end))
    except (TypeError, ValueError, OverflowError):
        return None


def _probability(row: Mapping[str, Any], number: int) -> float | None:
    value = row.get("probability")
    if value in (None, ""):
        return None
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise InputError(f"row {number} of the sample has the probability {value!r}, expected a number.") from error
