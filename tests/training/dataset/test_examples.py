from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from stancekit_training.corpora.sentence import Item, Target
from stancekit_training.dataset.examples import Mix, MixSampler, collate, encode
from stancekit_training.dataset.loading import read_items
from stancekit_training.recipe import Config, Source

from stancekit.labels import ACTOR, HEADS, STANCE
from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tagging import bio_to_spans
from stancekit.network.tokenization import Encoder
from tests.support.tiny_model import STRIDE, WINDOW

TEXT = "Mayor Berg said the city's plan won."
HEAD_WEIGHTS = dict.fromkeys(HEADS, 1.0)


@pytest.fixture
def encoder(tiny_model_folder: Path) -> Encoder:
    return Encoder(tiny_model_folder / TOKENIZER, window=WINDOW, stride=STRIDE)


def test_labels_line_up_with_tokens(encoder):
    item = Item(
        TEXT,
        "made-up",
        opinion="opinion",
        targets=(Target(((6, 10), (20, 24)), "favor"),),
        actors=((6, 10, "person"), (20, 24, "place")),
    )
    lost: Counter[str] = Counter()
    example = encode(item, encoder, HEAD_WEIGHTS, lost)
    assert not lost
    assert (example.labels["opinion"].tolist(), example.labels["bias"].tolist()) == ([0, 1], [0, 0])
    assert example.labels["stance"].argmax(1).tolist() == [STANCE.index("favor")]
    offsets = encoder.encode(TEXT).offsets
    weighted = {TEXT[slice(*offsets[token - 1])] for token in np.flatnonzero(example.targets[0])}
    assert "".join(sorted(weighted)) and weighted <= set("Berg") | {"city"}
    assert example.targets.sum() == pytest.approx(1)


def test_gold_spans_survive_the_way_to_labels_and_back(encoder):
    actors = ((6, 10, "person"), (20, 24, "place"), (27, 31, "organization"))
    lost: Counter[str] = Counter()
    example = encode(Item(TEXT, "made-up", actors=actors), encoder, HEAD_WEIGHTS, lost)
    encoding = encoder.encode(TEXT)
    starts = np.flatnonzero(encoding.word_starts)
    ends = [*(starts[1:] - 1), len(encoding.ids) - 1]
    tags = [ACTOR[label] for label in example.labels["actor"][1:-1][starts].argmax(1)]
    back = [
        (encoding.offsets[starts[first], 0], encoding.offsets[ends[stop - 1], 1], kind)
        for first, stop, kind in bio_to_spans(tags)
    ]
    assert tuple(back) == actors
    assert not lost
    assert np.flatnonzero(example.labels["actor"].any(1)).tolist() == (1 + starts).tolist()


def test_what_the_window_cannot_hold_is_counted(encoder):
    text = "the plan " * 40 + "Berg"
    item = Item(text, "made-up", targets=(Target(((360, 364),), "favor"),), actors=((360, 364, "person"),))
    lost: Counter[str] = Counter()
    example = encode(item, encoder, HEAD_WEIGHTS, lost)
    assert lost == {"target": 1, "actor": 1}
    assert len(example.window.ids) == WINDOW
    assert example.targets.shape == (0, WINDOW)


def test_no_actor_labels_is_not_no_actors(encoder):
    unknown = encode(Item(TEXT, "made-up"), encoder, HEAD_WEIGHTS, Counter())
    none = encode(Item(TEXT, "made-up", actors=()), encoder, HEAD_WEIGHTS, Counter())
    assert not unknown.labels["actor"].any()
    assert set(none.labels["actor"].argmax(1)[none.labels["actor"].any(1)]) == {ACTOR.index("O")}


def test_collate_pads_to_the_longest(encoder):
    items = [Item("the plan", "a", opinion="opinion"), Item(TEXT, "b", targets=(Target(((6, 10),), "against"),))]
    batch = collate([encode(item, encoder, HEAD_WEIGHTS, Counter()) for item in items])
    tokens = len(encoder.encode(TEXT).ids) + 2
    assert batch["input_ids"].shape == batch["attention_mask"].shape == (2, tokens)
    assert batch["attention_mask"].sum(1).tolist() == [4, tokens]
    assert batch["target_weights"].shape == (2, 1, tokens)
    assert batch["gold"]["stance"].tolist() == [[[0, 0, 0]], [[1, 0, 0]]]
    assert batch["gold"]["opinion"].tolist() == [[0, 1], [0, 0]]
    assert batch["gold"]["actor"].shape == (2, tokens, len(ACTOR))


def test_an_epoch_follows_the_ratios(encoder):
    corpora = {"a": [Item(f"the plan {n}", "a") for n in range(40)], "b": [Item(f"a city {n}", "b") for n in range(20)]}
    config = Config(name="x", base="x", corpora={"a": Source(ratio=0.5), "b": Source(ratio=2.5)})
    mix = Mix(corpora, config, encoder)
    sampler = MixSampler(mix, batch_size=8, seed=1)
    first = list(sampler)
    counts = Counter(first)
    assert len(first) == len(sampler) == 70
    assert sum(counts[index] for index in range(40)) == 20
    assert {counts[index] for index in range(40, 60)} == {2, 3}
    assert first == list(MixSampler(mix, batch_size=8, seed=1))
    sampler.set_epoch(1)
    assert first != list(sampler)


def test_a_head_that_is_not_trained_gets_no_labels(encoder):
    item = Item(TEXT, "made-up", opinion="opinion", targets=(Target(((6, 10),), "favor"),), actors=())
    example = encode(replace(item, bias="biased"), encoder, {"bias": 1.0}, Counter())
    assert not len(example.targets)
    assert example.labels.keys() == {"bias"}
    assert example.labels["bias"].tolist() == [0, 1]


def test_label_smoothing_spreads_a_part_over_all_labels(encoder):
    item = Item(TEXT, "made-up", opinion="opinion", targets=(Target(((6, 10),), "favor"),))
    example = encode(item, encoder, HEAD_WEIGHTS, Counter(), smoothing=0.3)
    assert example.labels["opinion"].tolist() == pytest.approx([0.15, 0.85])
    assert example.labels["stance"][0].tolist() == pytest.approx([0.1, 0.1, 0.8])
    assert not example.labels["bias"].any() and not example.labels["actor"].any()


def test_twins_with_other_names_take_turns_with_a_corpus_sentences(tmp_path, encoder):
    row = '{"text": "Ana Roth won %d seats.", "targets": [{"start": 0, "end": 8, "stance": "favor"}]}'
    (tmp_path / "mine.jsonl").write_text("\n".join(row % number for number in range(50)))
    mine = Source(train=tmp_path / "mine.jsonl", ratio=1.5, swap=3)
    config = Config("mine", "base", {"mine": mine})
    items = read_items(config, tmp_path, "train")
    texts = [item.text for item in items["mine"]]
    assert len(texts) == 200 and [text.startswith("Ana Roth") for text in texts] == [True] * 50 + [False] * 150
    mix = Mix(items, config, encoder)
    drawn = list(MixSampler(mix, batch_size=8, seed=1))
    assert mix.sizes == {"mine": 50} and len(drawn) == 75
    assert {Counter(index % 50 for index in drawn)[number] for number in range(50)} == {1, 2}
    assert {index // 50 for index in drawn} == {0, 1, 2, 3}
