"""Sentences with marked spans, written for this project."""

import json

import pytest
from stancekit_training.corpora import written


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Return a function that replaces a file of sentences."""

    def replaced(constant, **row):
        path = tmp_path / f"{constant}.jsonl"
        path.write_text(json.dumps(row) + "\n")
        monkeypatch.setattr(written, constant, path)

    return replaced


def words(sentence, spans):
    return [sentence.text[start:end] for start, end, *_ in spans]


def test_attributions(write, tmp_path):
    write("ATTRIBUTIONS", text="<t “It works,”> <s Roth> <c said>, <t “for now.”>")
    (sentence,) = written.load_attributions(tmp_path, "train")
    (attribution,) = sentence.attributions
    assert sentence.text == "“It works,” Roth said, “for now.”"
    assert words(sentence, attribution.content) == ["“It works,”", "“for now.”"]
    assert words(sentence, attribution.source) == ["Roth"] and words(sentence, attribution.cue) == ["said"]
    write("ATTRIBUTIONS", text="Nobody lied.")
    assert written.load_attributions(tmp_path, "train")[0].attributions == ()


def test_wording(write, tmp_path):
    write("WORDING", text="The <l shambolic> vote.", bias="biased")
    (sentence,) = written.load_wording(tmp_path, "train")
    assert sentence.bias == "biased" and words(sentence, sentence.loaded) == ["shambolic"]
    assert sentence.opinion is None
    write("WORDING", text="The vote was held.", bias="neutral", opinion="reported_fact")
    assert written.load_wording(tmp_path, "train")[0].opinion == "reported_fact"


def test_names(write, tmp_path):
    write("NAMES", text="<p Ana Roth> left <o Larn FC> for <l Oslo>.")
    (sentence,) = written.load_names(tmp_path, "train")
    assert words(sentence, sentence.actors) == ["Ana Roth", "Larn FC", "Oslo"]
    assert [kind for *_, kind in sentence.actors] == ["person", "organization", "place"]


@pytest.mark.parametrize("load", [written.load_attributions, written.load_wording, written.load_names])
def test_the_files_of_the_project(load, tmp_path):
    sentences = load(tmp_path, "train")
    assert len(sentences) > 500 and len({sentence.text for sentence in sentences}) == len(sentences)
    assert not any("<" in sentence.text or ">" in sentence.text for sentence in sentences)
    development = load(tmp_path, "dev")
    assert 100 < len(development) < 0.2 * len(sentences)
    assert {sentence.text for sentence in development}.isdisjoint(sentence.text for sentence in sentences)


def test_the_first_sentences_are_for_training_alone(write, tmp_path, monkeypatch):
    rows = [{"text": f"The {number} boats <c said> nothing."} for number in range(300)]
    write("ATTRIBUTIONS", **rows[0])
    written.ATTRIBUTIONS.write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setitem(written.TRAINING_ALONE, "attributions", 100)
    train, development = (written.load_attributions(tmp_path, split) for split in ("train", "dev"))
    assert len(train) + len(development) == 300 and 10 < len(development) < 60
    assert all(int(sentence.text.split()[1]) >= 100 for sentence in development)
