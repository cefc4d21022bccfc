"""The audit of a model: does it look at the target, is it fair to names, does it understand, is it calibrated."""

from dataclasses import dataclass
from pathlib import Path

from stancekit.model import Model
from stancekit_training.audit.behavior import BehaviorMetrics, measure_behavior
from stancekit_training.audit.name_swap import NameSwapMetrics, measure_name_swap
from stancekit_training.audit.outlets import OutletMetrics, measure_outlets
from stancekit_training.audit.reliability import (
    CorpusReliability,
    LengthReliability,
    measure_lengths,
    measure_reliability,
)
from stancekit_training.audit.target_blind import TargetScore, measure_target
from stancekit_training.corpora import newsmtsc
from stancekit_training.evaluation.predictions import Sentences, predict_corpora


@dataclass(frozen=True)
class AuditMetrics:
    """The results of an audit.

    Attributes:
        name_swap: the dependence of a stance on the name of its target.
        target: whether a stance looks at its target.
        behavior: the scores on the open portion of the behavior cases.
        reliability: calibration by head and corpus.
        lengths: calibration by head and length of the sentence.
        outlets: whether stances separate outlets of known leaning.
    """

    name_swap: NameSwapMetrics
    target: tuple[TargetScore, ...]
    behavior: BehaviorMetrics
    reliability: tuple[CorpusReliability, ...]
    lengths: tuple[LengthReliability, ...]
    outlets: OutletMetrics


def measure_audit(model: Model, corpora: Path, dev: Sentences, *, target_blind: Model | None = None) -> AuditMetrics:
    """Audit a model.

    Args:
        model: the model to audit.
        corpora: the folder that holds the corpora.
        dev: development sentences of the recipe's corpora.
        target_blind: a target-blind model to compare with.
    """
    sentences = newsmtsc.load(corpora, "dev")
    heads = list(model.folder.manifest.heads)
    predictions = predict_corpora(model, dev)
    return AuditMetrics(
        name_swap=measure_name_swap(model, sentences),
        target=measure_target(model, target_blind, sentences),
        behavior=measure_behavior(model, "open"),
        reliability=measure_reliability(heads, predictions),
        lengths=measure_lengths(heads, predictions, dev),
        outlets=measure_outlets(model, corpora),
    )
