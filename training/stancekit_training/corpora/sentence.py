"""One labeled sentence, the same for every corpus."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
Split: TypeAlias = Literal["train", "dev"]
Part: TypeAlias = Literal["train", "dev", "test"]  # `test` chooses nothing; public corpora have none here


@dataclass(frozen=True, slots=True)
class Target:
    """An actor toward whom the sentence takes a stance.

    Attributes:
        spans: the mention, then further mentions of the same target in the
            sentence; code points, end-exclusive.
        stance: a label of `stancekit.labels.STANCE`.
    """

    spans: tuple[Span, ...]
    stance: str


@dataclass(frozen=True, slots=True)
class LabeledAttribution:
    """The parts of one attribution that lie in a sentence.

    Each part is a tuple of spans, empty when the part is absent and longer
    than one when it is discontiguous; code points, end-exclusive.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class LabeledSentence:
    """A sentence with the labels of its corpus.

    None means that the corpus has no such label for the sentence; an empty
    tuple means that annotators looked and found nothing.

    Attributes:
        text: the sentence.
        corpus: the name of its corpus in the recipe.
        opinion: a label of `stancekit.labels.OPINION`.
        bias: a label of `stancekit.labels.BIAS`.
        targets: stances toward given spans.
        actors: every actor of the sentence as `(start, end, kind)`.
        attributions: every attribution of the sentence.
        loaded: the span of every loaded word.
    """

    text: str
    corpus: str
    opinion: str | None = None
    bias: str | None = None
    targets: tuple[Target, ...] = ()
    actors: tuple[tuple[int, int, str], ...] | None = None
    attributions: tuple[LabeledAttribution, ...] | None = None
    loaded: tuple[Span, ...] | None = None

    @property
    def labeled_spans(self) -> dict[str, list[tuple[int, int, str]] | None]:
        """The spans of each tagging head as `(start, end, label)`; None where the corpus has no such labels.

        Attributions list cues first, then sources, then contents: where they
        overlap, a word takes the first label.
        """
        return {
            "actor": None if self.actors is None else list(self.actors),
            "attribution": None if self.attributions is None else self._role_spans(self.attributions),
            "loaded": None if self.loaded is None else [(*span, "loaded") for span in self.loaded],
        }

    @staticmethod
    def _role_spans(attributions: tuple[LabeledAttribution, ...]) -> list[tuple[int, int, str]]:
        spans: list[tuple[int, int, str]] = []
        for role in ("cue", "source", "content"):
            for attribution in attributions:
                spans += [(start, end, role) for start, end in getattr(attribution, role)]
        return spans


def hide_targets(sentence: LabeledSentence) -> LabeledSentence:
    """Return the sentence with every target spread over the whole text, so that no span identifies the target."""
    everything = ((0, len(sentence.text)),)
    return replace(sentence, targets=tuple(replace(target, spans=everything) for target in sentence.targets))
