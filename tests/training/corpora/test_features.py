import pytest
from stancekit_training.corpora.features import FEATURES, to_dataset, to_sentences
from stancekit_training.corpora.sentence import LabeledAttribution, LabeledSentence, Target

NO_LABELS = LabeledSentence("The plan won.", "made-up")
EMPTY_LABELS = LabeledSentence("It rained.", "made-up", actors=(), attributions=(), loaded=())
ALL_LABELS = LabeledSentence(
    "“Berg is a menace,” Okoro said.",
    "made-up",
    opinion="reported_fact",
    bias="biased",
    targets=(Target(((1, 5),), "against"), Target(((20, 25), (1, 5)), "neutral")),
    actors=((1, 5, "person"), (20, 25, "organization")),
    attributions=(LabeledAttribution(((20, 25),), ((26, 30),), ((0, 9), (9, 19))), LabeledAttribution(cue=((26, 30),))),
    loaded=((11, 17),),
)


@pytest.mark.parametrize(
    "sentences",
    [
        [],
        [NO_LABELS],
        [EMPTY_LABELS],
        [ALL_LABELS],
        [NO_LABELS, EMPTY_LABELS, ALL_LABELS],
        [ALL_LABELS, EMPTY_LABELS, NO_LABELS],
    ],
)
def test_round_trip(sentences):
    dataset = to_dataset(sentences)
    assert dataset.features == FEATURES
    assert to_sentences(dataset) == sentences


def test_no_labels_differ_from_empty_labels():
    no_labels, empty_labels = to_dataset([NO_LABELS, EMPTY_LABELS])
    for name in ("actors", "attributions", "loaded"):
        assert no_labels[name] is None
        assert empty_labels[name] == []


def test_rows_are_typed():
    (row,) = to_dataset([ALL_LABELS])
    assert FEATURES["opinion"].int2str(row["opinion"]) == "reported_fact"
    assert row["targets"][1] == {"spans": [{"start": 20, "end": 25}, {"start": 1, "end": 5}], "stance": 1}
    with pytest.raises(ValueError, match="mixed"):
        to_dataset([LabeledSentence("It rained.", "made-up", opinion="mixed")])


def test_datasets_stay_in_memory():
    dataset = to_dataset([NO_LABELS, ALL_LABELS])
    assert dataset.shuffle(seed=1).select([0]).cache_files == []
    assert to_sentences(dataset.select([1])) == [ALL_LABELS]
