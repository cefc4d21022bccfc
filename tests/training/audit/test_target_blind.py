"""Stance beside a target-blind model."""

from stancekit_training.audit.target_blind import measure_target
from stancekit_training.corpora.sentence import LabeledSentence, Target

SENTENCES = [
    LabeledSentence(
        "Ana Roth won and Bo Li lied.", "newsmtsc", targets=(Target(((0, 8),), "favor"), Target(((17, 22),), "against"))
    ),
    LabeledSentence("Ana Roth met the mayor.", "newsmtsc", targets=(Target(((0, 8),), "neutral"),)),
    LabeledSentence("Nobody is named.", "newsmtsc"),
]


def test_the_target_matters_most_where_targets_differ(model):
    every, differ = measure_target(model, model, SENTENCES)
    assert (every.sentences, every.count, differ.count) == ("all", 3, 2)
    assert 0 <= differ.low <= differ.value <= differ.high <= 1
    assert set(differ.baselines) == {"target-blind"}
    assert measure_target(model, None, SENTENCES)[0].baselines == {}
