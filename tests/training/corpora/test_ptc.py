import pytest
from stancekit_training.corpora import ptc

from tests.support.corpus_files import write_file

TEXT = (
    "A Plan\n\nThe rotten plan of that clown passed. He said: “A vile day.”\n\nNever was a vote so close. It rained.\n"
)


def load(folder, *spans):
    rows = [f"1\t{technique}\t{TEXT.index(part)}\t{TEXT.index(part) + len(part)}" for technique, part in spans]
    write_file(folder / "ptc" / "article1.txt", TEXT)
    write_file(folder / "ptc" / "article1.task2-TC.labels", "\n".join(rows))
    return ptc.load(folder, "train")


def test_loaded_words(tmp_path):
    (item,) = load(tmp_path, ("Name_Calling,Labeling", "that clown "), ("Loaded_Language", "rotten"))
    assert (item.text, item.bias) == ("The rotten plan of that clown passed.", "biased")
    assert [item.text[start:end] for start, end in item.loaded] == ["rotten", "that clown"]


def test_exaggeration_says_nothing_of_words(tmp_path):
    (item,) = load(tmp_path, ("Exaggeration,Minimisation", "Never was"))
    assert (item.text, item.bias, item.loaded) == ("Never was a vote so close.", "biased", None)


def test_quotations_and_other_techniques_are_ignored(tmp_path):
    assert load(tmp_path, ("Loaded_Language", "vile"), ("Slogans", "It rained"), ("Repetition", "plan")) == []


def test_a_span_over_two_sentences_and_overlapping_spans(tmp_path):
    spans = [("Loaded_Language", "so close. It rained"), ("Name_Calling,Labeling", "vote so")]
    items = load(tmp_path, *spans)
    loaded = [[item.text[start:end] for start, end in item.loaded] for item in items]
    assert loaded == [["vote so close."], ["It rained"]]


def test_there_is_no_development_part(tmp_path):
    assert ptc.load(tmp_path, "dev") == []
    with pytest.raises(FileNotFoundError):
        ptc.load(tmp_path, "train")
