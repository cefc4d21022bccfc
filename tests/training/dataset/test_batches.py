from collections import Counter

from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.dataset.batches import collate
from stancekit_training.dataset.examples import encode

from stancekit.labels import ACTOR, HEADS

TEXT = "Mayor Berg said the city's plan won."
HEAD_WEIGHTS = dict.fromkeys(HEADS, 1.0)


def test_padding_to_the_longest(tokenizer):
    items = [
        LabeledSentence("the plan", "a", opinion="opinion"),
        LabeledSentence(TEXT, "b", targets=(Target(((6, 10),), "against"),)),
    ]
    batch = collate([encode(item, tokenizer, HEAD_WEIGHTS, Counter()) for item in items])
    tokens = len(tokenizer.tokenize(TEXT).ids) + 2
    assert batch["input_ids"].shape == batch["attention_mask"].shape == (2, tokens)
    assert batch["attention_mask"].sum(1).tolist() == [4, tokens]
    assert batch["target_weights"].shape == (2, 1, tokens)
    assert batch["gold"]["stance"].tolist() == [[[0, 0, 0]], [[1, 0, 0]]]
    assert batch["gold"]["opinion"].tolist() == [[0, 1], [0, 0]]
    assert batch["gold"]["actor"].shape == (2, tokens, len(ACTOR))
