import json

import numpy as np
import pytest
from stancekit_training.corpora.features import FEATURES
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.loading import load_corpora, load_sentences, load_unlabeled, sentences_of
from stancekit_training.errors import CorpusError
from stancekit_training.recipe import Recipe
from stancekit_training.settings import DistillationSettings, MixtureEntry

WORDS = "one two three four five six seven eight nine ten"


def write(path, *texts):
    rows = ({"text": text, "targets": [{"start": 0, "end": 8, "stance": "favor"}]} for text in texts)
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


@pytest.fixture
def recipe(tmp_path):
    mine = MixtureEntry(
        train=write(tmp_path / "train.jsonl", "Ana Roth won.", f"Ana Roth: {WORDS}"),
        dev=write(tmp_path / "dev.jsonl", f"Ana Roth said {WORDS}"),
        swap=2,
    )
    measured = MixtureEntry(train=tmp_path / "train.jsonl", dev=tmp_path / "dev.jsonl", ratio=0.0)
    return Recipe("mine", "base", {"mine": mine, "measured": measured})


def test_each_corpus_has_its_splits(recipe, tmp_path):
    corpora = load_corpora(recipe, tmp_path)
    assert {name: list(corpus) for name, corpus in corpora.items()} == {"mine": ["dev", "train"], "measured": ["dev"]}
    assert all(split.features == FEATURES and not split.cache_files for split in corpora["mine"].values())


def test_training_sentences_do_not_overlap_with_development(recipe, tmp_path):
    train = load_sentences(recipe, tmp_path, "train")["mine"]
    assert len(train) == 3  # one sentence and its copies
    assert train[0].text == "Ana Roth won." and all(one.text.endswith(" won.") for one in train)


def test_sentences_are_those_of_the_datasets(recipe, tmp_path):
    corpora = load_corpora(recipe, tmp_path)
    for split in ("train", "dev"):
        assert load_sentences(recipe, tmp_path, split) == sentences_of(corpora, split)


def test_all_overlapping_is_an_error(tmp_path):
    path = write(tmp_path / "both.jsonl", "Ana Roth won.")
    recipe = Recipe("mine", "base", {"mine": MixtureEntry(train=path, dev=path)})
    with pytest.raises(CorpusError, match="no training sentence is left"):
        load_corpora(recipe, tmp_path)


def test_unlabeled_sentences_are_a_random_sample_without_overlap(tmp_path):
    texts = [f"Nobody knows why bridge number {number} has been closed." for number in range(9)]
    articles = write(tmp_path / "articles.jsonl", *texts, f"Somebody counted {WORDS}.")
    others = write(tmp_path / "others.jsonl", texts[0], texts[1])
    expected = [texts[index] for index in np.random.default_rng(0).permutation(9)[:4]]
    settings = DistillationSettings({str(articles): 4})
    drawn = load_unlabeled(settings, tmp_path, [WORDS])
    assert [sentence.text for sentence in drawn] == expected
    assert drawn == [LabeledSentence(text, str(articles)) for text in expected]
    settings = DistillationSettings({str(articles): 4, str(others): 2})
    both = load_unlabeled(settings, tmp_path, [WORDS])
    assert both[:4] == drawn and {sentence.text for sentence in both} == {*expected, *texts[:2]}
