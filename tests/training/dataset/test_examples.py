from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.dataset.examples import encode

from stancekit.labels import ACTOR, HEADS, STANCE
from stancekit.network.tagging import bio_to_spans
from tests.support.tiny_model import WINDOW

TEXT = "Mayor Berg said the city's plan won."
HEAD_WEIGHTS = dict.fromkeys(HEADS, 1.0)


def test_labels_align_with_tokens(tokenizer):
    item = LabeledSentence(
        TEXT,
        "made-up",
        opinion="opinion",
        targets=(Target(((6, 10), (20, 24)), "favor"),),
        actors=((6, 10, "person"), (20, 24, "place")),
    )
    lost: Counter[str] = Counter()
    example = encode(item, tokenizer, HEAD_WEIGHTS, lost)
    assert not lost
    assert (example.labels["opinion"].tolist(), example.labels["bias"].tolist()) == ([0, 1], [0, 0])
    assert example.labels["stance"].argmax(1).tolist() == [STANCE.index("favor")]
    offsets = tokenizer.tokenize(TEXT).offsets
    weighted = {TEXT[slice(*offsets[token - 1])] for token in np.flatnonzero(example.targets[0])}
    assert "".join(sorted(weighted)) and weighted <= set("Berg") | {"city"}
    assert example.targets.sum() == pytest.approx(1)


def test_spans_survive_the_round_trip_through_tags(tokenizer):
    actors = ((6, 10, "person"), (20, 24, "place"), (27, 31, "organization"))
    lost: Counter[str] = Counter()
    example = encode(LabeledSentence(TEXT, "made-up", actors=actors), tokenizer, HEAD_WEIGHTS, lost)
    tokens = tokenizer.tokenize(TEXT)
    starts = np.flatnonzero(tokens.word_starts)
    ends = [*(starts[1:] - 1), len(tokens.ids) - 1]
    tags = [ACTOR[label] for label in example.labels["actor"][1:-1][starts].argmax(1)]
    back = [
        (tokens.offsets[starts[first], 0], tokens.offsets[ends[stop - 1], 1], kind)
        for first, stop, kind in bio_to_spans(tags)
    ]
    assert tuple(back) == actors
    assert not lost
    assert np.flatnonzero(example.labels["actor"].any(1)).tolist() == (1 + starts).tolist()


def test_labels_lost_to_the_window_are_counted(tokenizer):
    text = "the plan " * 40 + "Berg"
    item = LabeledSentence(text, "made-up", targets=(Target(((360, 364),), "favor"),), actors=((360, 364, "person"),))
    lost: Counter[str] = Counter()
    example = encode(item, tokenizer, HEAD_WEIGHTS, lost)
    assert lost == {"target": 1, "actor": 1}
    assert len(example.window.ids) == WINDOW
    assert example.targets.shape == (0, WINDOW)


def test_missing_actor_labels_differ_from_no_actors(tokenizer):
    unknown = encode(LabeledSentence(TEXT, "made-up"), tokenizer, HEAD_WEIGHTS, Counter())
    none = encode(LabeledSentence(TEXT, "made-up", actors=()), tokenizer, HEAD_WEIGHTS, Counter())
    assert not unknown.labels["actor"].any()
    assert set(none.labels["actor"].argmax(1)[none.labels["actor"].any(1)]) == {ACTOR.index("O")}


def test_only_trained_heads_have_labels(tokenizer):
    item = LabeledSentence(TEXT, "made-up", opinion="opinion", targets=(Target(((6, 10),), "favor"),), actors=())
    example = encode(replace(item, bias="biased"), tokenizer, {"bias": 1.0}, Counter())
    assert not len(example.targets)
    assert example.labels.keys() == {"bias"}
    assert example.labels["bias"].tolist() == [0, 1]


def test_label_smoothing(tokenizer):
    item = LabeledSentence(TEXT, "made-up", opinion="opinion", targets=(Target(((6, 10),), "favor"),))
    example = encode(item, tokenizer, HEAD_WEIGHTS, Counter(), smoothing=0.3)
    assert example.labels["opinion"].tolist() == pytest.approx([0.15, 0.85])
    assert example.labels["stance"][0].tolist() == pytest.approx([0.1, 0.1, 0.8])
    assert not example.labels["bias"].any() and not example.labels["actor"].any()
