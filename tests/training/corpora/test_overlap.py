from stancekit_training.corpora.features import to_dataset
from stancekit_training.corpora.overlap import without_overlap, without_repeats
from stancekit_training.corpora.sentence import LabeledSentence

LONG = "one two three four five six seven eight nine ten"


def sentences(*texts):
    return [LabeledSentence(text, "made-up") for text in texts]


def test_eight_consecutive_words_overlap():
    rows = to_dataset(sentences(f"So, {LONG.upper()}!", "one two three four five six seven", "a b c"))
    kept = without_overlap(rows, [LONG])
    assert list(kept["text"]) == ["one two three four five six seven", "a b c"]


def test_short_sentences_overlap_when_equal():
    assert len(without_overlap(to_dataset(sentences("It rained.")), ["It rained"])) == 0


def test_repeats_keep_the_first():
    assert [one.text for one in without_repeats(sentences(LONG, f"{LONG} eleven", "else"))] == [LONG, "else"]
