"""Does a stance look at its target? A comparison with a model that is not told which words are the target.

Such a model can only judge the sentence. Sentences whose targets differ in
stance show the difference best: one label for all targets must be wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stancekit.model import Model
from stancekit_training.corpora.sentence import LabeledSentence, hide_targets
from stancekit_training.evaluation.metrics import load_metric
from stancekit_training.evaluation.predictions import predict
from stancekit_training.evaluation.sentences import score


@dataclass(frozen=True)
class TargetScore:
    """The macro-F1 of stance on some sentences of NewsMTSC.

    Attributes:
        sentences: `all`, or `targets that differ`.
        value: the score.
        low, high: its 95% interval.
        count: targets.
        baselines: the score of the target-blind model, if there is one.
    """

    sentences: str
    value: float
    low: float
    high: float
    count: int
    baselines: Mapping[str, float]


def measure_target(
    model: Model, target_blind: Model | None, sentences: Sequence[LabeledSentence]
) -> tuple[TargetScore, ...]:
    """Score a model and a target-blind model on all targets, and on sentences whose targets differ in stance."""
    parts = {
        "all": [sentence for sentence in sentences if sentence.targets],
        "targets that differ": [
            sentence for sentence in sentences if len({target.stance for target in sentence.targets}) > 1
        ],
    }
    return tuple(_score(name, model, target_blind, part) for name, part in parts.items())


def _score(name: str, model: Model, target_blind: Model | None, sentences: Sequence[LabeledSentence]) -> TargetScore:
    scored = score("newsmtsc", "stance", predict(model, sentences)["stance"])
    baselines = {}
    if target_blind is not None:
        blind = predict(target_blind, [hide_targets(sentence) for sentence in sentences])["stance"]
        baselines["target-blind"] = load_metric("stance").score(blind.gold, blind.predictions)
    return TargetScore(name, scored.value, scored.low, scored.high, scored.count, baselines)
