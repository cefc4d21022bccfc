import pytest
from stancekit_training.corpora.split import split_of


def test_the_split_depends_on_words_alone():
    assert {split_of(f"Sentence number {number}.", 0.2) for number in range(50)} == {"train", "dev"}
    assert all(split_of(f"It is {n}!", 0.2) == split_of(f"it is – {n}", 0.2) for n in range(50))


def test_the_share_of_development():
    texts = [f"Sentence number {number}." for number in range(2000)]
    assert sum(split_of(text, 0.16) == "dev" for text in texts) == pytest.approx(320, abs=30)
    assert {split_of(text, 0.0) for text in texts} == {"train"}
