"""Does a stance depend on the name of its target? The same sentences with other names (Prabhakaran et al., EMNLP 2019).

In sentences of NewsMTSC's development part, each name of `audit_names.toml`
replaces the target's name wherever it occurs. A fair model keeps its stance.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stancekit.inputs.text import Text
from stancekit.labels import STANCE
from stancekit.model import Model
from stancekit.network.tagging import FloatArray, IntArray
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.dataset.augmentation import matching_form
from stancekit_training.errors import TrainingError
from stancekit_training.evaluation.metrics import MacroF1
from stancekit_training.resources import data_file

NAMES = data_file("audit_names.toml")


@dataclass(frozen=True)
class Template:
    """A sentence with one named target, split at each occurrence of the name.

    Attributes:
        pieces: the text around the occurrences.
        names: the name at each occurrence, a full name or a surname.
        target: which occurrence is the target's own mention.
        stance: gold, a label of `stancekit.labels.STANCE`.
    """

    pieces: tuple[str, ...]
    names: tuple[str, ...]
    target: int
    stance: str

    def with_name(self, name: str | None = None) -> tuple[str, tuple[int, int]]:
        """Return the text with another name, or its own, and the span of the target in it."""
        text, span = self.pieces[0], (0, 0)
        for index, (old, after) in enumerate(zip(self.names, self.pieces[1:], strict=True)):
            new = old if name is None else matching_form(name, old)
            if index == self.target:
                span = (len(text), len(text) + len(new))
            text += new + after
        return text, span


@dataclass(frozen=True)
class NameSwapMetrics:
    """How far stances depend on names.

    Attributes:
        delta: mean of |score with another name - score with its own|.
        changed: the share of labels that differ.
        range: mean over sentences of the highest minus the lowest score.
        groups: for each group of names, its mean score minus that of all other names.
        original, swapped: macro-F1 with the sentences' own names, and with other names.
        sentences, names: the numbers of sentences and of names.
    """

    delta: float
    changed: float
    range: float
    groups: Mapping[str, float]
    original: float
    swapped: float
    sentences: int
    names: int


def name_groups() -> dict[str, list[str]]:
    """Return the names by group."""
    return {group: entry["names"] for group, entry in tomllib.loads(NAMES.read_text(encoding="utf-8")).items()}


def templates(model: Model, sentences: Sequence[LabeledSentence]) -> Iterator[Template]:
    """Yield a template for each target that the model itself tags as a person, with a name of one to three words."""
    for sentence in sentences:
        (logits,) = model.logits(Text(sentence.text, split=False))
        spans = model.decoder.actor_spans(logits)
        persons = {(start, end) for start, end, kind in spans if kind == "person"}
        for target in sentence.targets:
            if target.spans[0] in persons and (template := _template(sentence.text, target)):
                yield template


def _template(text: str, target: Target) -> Template | None:
    """Split a sentence at the occurrences of its target's name; None if the target does not look like a name."""
    full = text[slice(*target.spans[0])]
    surname = full.rpartition(" ")[2]
    spans = sorted(span for span in target.spans if text[slice(*span)] in (full, surname))
    words = full.split()
    if not (1 <= len(words) <= 3 and all(word[:1].isupper() and word.isalpha() for word in words)):
        return None
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    pieces = tuple(text[end:start] for end, start in zip(ends, starts, strict=True))
    return Template(pieces, tuple(text[slice(*span)] for span in spans), spans.index(target.spans[0]), target.stance)


def measure_name_swap(model: Model, sentences: Sequence[LabeledSentence], *, most: int = 200) -> NameSwapMetrics:
    """Swap names, and measure how much the stance moves.

    Args:
        model: the model to measure.
        sentences: the sentences, with targets.
        most: the number of sentences, a random sample.

    Raises:
        TrainingError: the model has no stance head.
    """
    every = list(templates(model, sentences))
    sample = np.random.default_rng(0).permutation(len(every))[:most]
    kept = [every[index] for index in sorted(sample)]
    groups = name_groups()
    names = [name for group in groups.values() for name in group]
    own = np.array([_stance(model, template) for template in kept])  # (sentences, labels)
    swapped = np.array([[_stance(model, template, name) for name in names] for template in kept])
    scores, own_scores = swapped[..., 2] - swapped[..., 0], own[:, 2] - own[:, 0]  # (sentences, names), (sentences,)
    labels, own_labels = swapped.argmax(-1), own.argmax(-1)
    gold = np.array([STANCE.index(template.stance) for template in kept])
    return NameSwapMetrics(
        delta=float(np.abs(scores - own_scores[:, None]).mean()),
        changed=float((labels != own_labels[:, None]).mean()),
        range=float((scores.max(1) - scores.min(1)).mean()),
        groups=_group_differences(scores, groups),
        original=_macro_f1(gold, own_labels),
        swapped=_macro_f1(np.repeat(gold, len(names)), labels.ravel()),
        sentences=len(kept),
        names=len(names),
    )


def _group_differences(scores: FloatArray, groups: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return each group's mean score minus that of all other names. (sentences, names) -> by group."""
    member = np.array([group for group, names in groups.items() for _ in names])
    return {group: float(scores[:, member == group].mean() - scores[:, member != group].mean()) for group in groups}


def _macro_f1(gold: IntArray, labels: IntArray) -> float:
    return MacroF1(keep_in_memory=True).score(gold.tolist(), labels.tolist())


def _stance(model: Model, template: Template, name: str | None = None) -> tuple[float, float, float]:
    text, span = template.with_name(name)
    (logits,) = model.logits(Text(text, mentions=[span], split=False))
    stance = model.decoder.decode(logits).stance(*span)
    if stance is None:
        raise TrainingError("the name swap needs a model with a stance head.")
    return stance.against, stance.neutral, stance.favor
