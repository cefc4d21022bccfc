"""Scored sentences, whole documents and tables, and which of them are exported."""

import json

import pytest

from stancekit import jobs
from stancekit.annotation import LabeledAttribution, LabeledTarget, Selection, read_scores, write_labels
from stancekit.annotation.document_sentences import bias_label, opinion_label, sentences_of
from stancekit.annotation.gold_rows import gold_rows, has_labels
from stancekit.annotation.label_file import to_row
from stancekit.annotation.offsets import Utf16Offsets
from stancekit.document.records import Attribution, Span
from stancekit.errors import InputError
from tests.support import documents
from tests.support.annotated_sentences import harbor_sentence, span_of

TEXT = "Mayor Roth lied.\n\nVogt won in Larn."


@pytest.fixture(scope="module")
def scores(tiny_model_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("scores")
    rows = [{"id": f"a{number}", "text": "Merkel won again. Obama lied to Merkel."} for number in range(5)]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for output in ("parquet", "jsonl"):
        jobs.score(folder / "in.jsonl", folder / output, id="id", model=tiny_model_folder, workers=1, output=output)
    return folder


def test_a_document():
    first, second = sentences_of(documents.article())
    assert (first.text, first.opinion, first.bias, first.origin.score) == (
        "Mayor Roth lied.",
        "opinion",
        "biased",
        0.87,
    )
    assert second.targets == (LabeledTarget(0, 4, "favor"), LabeledTarget(12, 16, "neutral"))
    assert [each.kind for each in second.actors] == ["person", "place"]
    assert (second.origin.start, second.origin.before, second.origin.after) == (18, "Mayor Roth lied.", None)


def test_a_probability_of_one_half_is_no_opinion_as_in_a_document():
    labels = [(opinion_label(p), bias_label(p)) for p in (0.5, 0.51, None)]
    assert labels == [("reported_fact", "neutral"), ("opinion", "biased"), (None, None)]


def test_the_parts_of_an_attribution_outside_its_sentence_are_left_out():
    article = documents.article()
    whole = Attribution(1, Span(6, 10, "Roth"), Span(23, 26, "won"), (Span(27, 34, "in Larn"),))
    last = documents.sentence(TEXT, "Vogt won in Larn.")
    last = type(last)(last.start, last.end, last.text, last.label, last.opinion, last.bias, False, (), (whole,))
    _, second = sentences_of(documents.document(TEXT, [article.sentences[0], last]))
    assert second.attributions == (LabeledAttribution((), ((5, 8),), ((9, 16),)),)


def test_tables_and_documents_give_the_same_labels(scores):
    of_documents, of_tables = read_scores(scores / "jsonl"), read_scores(scores / "parquet")
    assert len(of_documents) == len(of_tables) == 10
    assert of_tables[0].heads == ("opinion", "bias", "stance", "actor")
    of_documents = Selection(heads=of_tables[0].heads).of(of_documents)
    assert [to_row(each) for each in of_documents] == [to_row(each) for each in of_tables]


def test_a_folder_without_scores(tmp_path):
    with pytest.raises(InputError, match="has no table 'sentence'"):
        read_scores(tmp_path)


def test_damaged_documents_are_named(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "part-000000.jsonl").write_text("{}\n")
    with pytest.raises(InputError, match=r"part-000000\.jsonl, line 1: this is not a document that to_dict"):
        read_scores(tmp_path)


def test_a_random_part_has_its_probability(scores):
    everything = read_scores(scores / "jsonl")
    drawn = Selection(count=4, seed=3).of(everything)
    assert len({(each.origin.id, each.origin.start) for each in drawn}) == 4
    assert {each.origin.probability for each in drawn} == {0.4}
    assert drawn == Selection(count=4, seed=3).of(everything) != Selection(count=4, seed=4).of(everything)
    assert len(Selection(count=50).of(everything)) == 10


def test_a_sample_chooses_sentences_and_gives_their_probabilities(scores):
    everything = read_scores(scores / "jsonl")
    place = everything[3].origin
    row = {"id": place.id, "start": str(place.start), "end": place.end, "probability": "0.125", "gold": ""}
    (only,) = Selection().of(everything, [row])
    assert (only.text, only.origin.probability) == (everything[3].text, 0.125)
    with pytest.raises(InputError, match="row 1 of the sample is not among the scored sentences"):
        Selection().of(everything, [{**row, "end": 7}])
    with pytest.raises(InputError, match="the sample is of mentions"):
        Selection().of(everything, [{**row, "mention": "Obama"}])


def test_heads_and_blank_labels(scores):
    everything = read_scores(scores / "parquet")
    only = Selection(heads=["opinion"], is_blank=True).of(everything)[0]
    assert (only.heads, only.opinion, only.targets) == (("opinion",), None, ())
    with pytest.raises(InputError, match="the scores have no labels of loaded"):
        Selection(heads=["loaded"]).of(everything)


def test_labels_are_gold_rows(tmp_path):
    rows = [to_row(harbor_sentence(is_reviewed=True)), to_row(harbor_sentence())]
    write_labels([harbor_sentence()], tmp_path / "labels.jsonl")
    (tmp_path / "gold.jsonl").write_text('{"text": "A.", "opinion": "opinion"}\n')
    assert has_labels(tmp_path / "labels.jsonl") and not has_labels(tmp_path / "gold.jsonl")
    (opinion,) = gold_rows(rows, target=None, label="gold", probability="p")
    assert (opinion["id"], opinion["start"], opinion["gold"], opinion["p"]) == ("a1", 100, "opinion", 0.25)
    stances = gold_rows(rows, target="stance", label="gold", probability="p")
    assert [(row["start"], row["gold"]) for row in stances] == [
        (100 + span_of(piece)[0], stance)
        for piece, stance in (("Mayor", "against"), ("Vogt", "favor"), ("she", "favor"))
    ]
    with pytest.raises(InputError, match="not for 'actor'"):
        gold_rows(rows, target="actor", label="gold", probability="p")


def test_offsets():
    offsets = Utf16Offsets("a🙂b")
    assert [offsets.to_utf16(at) for at in range(4)] == [0, 1, 3, 4]
    assert [offsets.to_code_points(at) for at in range(6)] == [0, 1, None, 2, 3, None]
