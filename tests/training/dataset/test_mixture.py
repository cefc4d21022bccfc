from collections import Counter

from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.loading import load_sentences
from stancekit_training.dataset.mixture import Mixture, MixtureSampler
from stancekit_training.recipe import Recipe
from stancekit_training.settings import MixtureEntry


def test_an_epoch_follows_the_ratios(tokenizer):
    corpora = {
        "a": [LabeledSentence(f"the plan {n}", "a") for n in range(40)],
        "b": [LabeledSentence(f"a city {n}", "b") for n in range(20)],
    }
    recipe = Recipe(name="x", base="x", corpora={"a": MixtureEntry(ratio=0.5), "b": MixtureEntry(ratio=2.5)})
    mixture = Mixture(corpora, recipe, tokenizer)
    sampler = MixtureSampler(mixture, batch_size=8, seed=1)
    first = list(sampler)
    counts = Counter(first)
    assert len(first) == len(sampler) == 70
    assert sum(counts[index] for index in range(40)) == 20
    assert {counts[index] for index in range(40, 60)} == {2, 3}
    assert first == list(MixtureSampler(mixture, batch_size=8, seed=1))
    sampler.set_epoch(1)
    assert first != list(sampler)


def test_an_epoch_chooses_among_the_versions_of_a_sentence(tmp_path, tokenizer):
    row = '{"text": "Ana Roth won %d seats.", "targets": [{"start": 0, "end": 8, "stance": "favor"}]}'
    (tmp_path / "mine.jsonl").write_text("\n".join(row % number for number in range(50)))
    mine = MixtureEntry(train=tmp_path / "mine.jsonl", ratio=1.5, swap=3, dev_share=0.0)
    recipe = Recipe("mine", "base", {"mine": mine})
    items = load_sentences(recipe, tmp_path, "train")
    texts = [item.text for item in items["mine"]]
    assert len(texts) == 200 and [text.startswith("Ana Roth") for text in texts] == [True] * 50 + [False] * 150
    mixture = Mixture(items, recipe, tokenizer)
    drawn = list(MixtureSampler(mixture, batch_size=8, seed=1))
    assert mixture.sizes == {"mine": 50} and len(drawn) == 75
    assert {Counter(index % 50 for index in drawn)[number] for number in range(50)} == {1, 2}
    assert {index // 50 for index in drawn} == {0, 1, 2, 3}
