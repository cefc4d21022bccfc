from stancekit_training.corpora.sentence import Item
from stancekit_training.corpora.overlap import without_overlap, without_repeats


def items(*texts):
    return [Item(text, "made-up") for text in texts]


LONG = "one two three four five six seven eight nine ten"


def test_eight_words_in_a_row_overlap():
    kept = without_overlap(items(f"So, {LONG.upper()}!", "one two three four five six seven", "a b c"), items(LONG))
    assert [item.text for item in kept] == ["one two three four five six seven", "a b c"]


def test_short_sentences_overlap_when_equal():
    assert without_overlap(items("It rained."), items("It rained")) == []


def test_repeats_keep_the_first():
    assert [item.text for item in without_repeats(items(LONG, f"{LONG} eleven", "else"))] == [LONG, "else"]
