"""The documented shapes of doccano, Argilla and Prodigy, and their own readers where they are installed."""

import importlib
import importlib.util
import json
import sys
import types
import uuid
from pathlib import Path
from unittest.mock import MagicMock

import pytest

from stancekit.annotation import LabeledTarget, read_tasks, write_tasks
from stancekit.annotation import argilla as argilla_format
from stancekit.annotation import doccano as doccano_format
from stancekit.annotation import prodigy as prodigy_format
from stancekit.annotation.options import HEADS
from tests.support.annotated_sentences import TEXT, harbor_sentence


def in_utf16(text, start, end):
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_doccano_counts_utf16_units():
    task = doccano_format.to_task(harbor_sentence())
    pieces = {label: in_utf16(TEXT, start, end) for start, end, label in task["entities"]}
    assert pieces["person: against"] == "Mayor Roth 🙂" and pieces["loaded"] == "ruined"
    assert pieces["mention: favor"] == "she" and pieces["cue 1"] == "says"
    assert task["cats"] == ["opinion", "biased wording"]


def test_a_doccano_export_of_a_project_of_ones_own():
    line = {"id": 8, "text": "🙂 Roth won in Larn.", "cats": ["reported_fact"], "Comments": []}
    line["entities"] = [[3, 7, "person: favor"], [15, 19, "place"]]
    faults = []
    (sentence,) = doccano_format.from_task(line, faults)
    assert faults == [] and sentence.targets == (LabeledTarget(2, 6, "favor"),)
    assert [(each.start, each.end, each.kind) for each in sentence.actors] == [(2, 6, "person"), (14, 18, "place")]
    relations = {**line, "entities": [{"id": 0, "start_offset": 3, "end_offset": 7, "label": "person: favor"}]}
    assert doccano_format.from_task(relations, faults)[0].targets == sentence.targets


def test_an_offset_within_a_character_and_an_unknown_label_are_faults():
    faults = []
    line = {
        "text": "🙂 Roth won.",
        "entities": [[1, 7, "person"], [3, 7, "hero"], [3, 7, "mention"], [3, 7]],
        "cats": ["x"],
    }
    doccano_format.from_task(line, faults)
    assert faults[0] == "the span (1, 7) does not fit the text, in UTF-16 units"
    assert faults[1] == "a span is [3, 7], expected its start, end and label"
    assert "unknown label 'x'; valid: reported_fact, opinion, neutral wording, biased wording" in faults
    assert faults[-2:] == ["unknown label 'hero'", "unknown label 'mention'"]


def test_two_opinions_of_one_sentence_are_a_fault():
    faults = []
    doccano_format.from_task({"text": "Roth won.", "cats": ["opinion", "reported_fact"]}, faults)
    assert faults == ["opinion has two labels, opinion and reported_fact"]


@pytest.fixture
def doccano_labels(monkeypatch):
    """Return doccano's own module of imported labels; of Django's models it needs only the names."""
    found = importlib.util.find_spec("backend")
    folders = [Path(each) for each in (found.submodule_search_locations or ())] if found else []
    pipeline = next((each / "data_import" / "pipeline" for each in folders if (each / "data_import").is_dir()), None)
    if pipeline is None:
        pytest.skip("doccano is not installed")
    names = {
        "examples.models": ["Example"],
        "label_types.models": ["CategoryType", "LabelType", "RelationType", "SpanType"],
        "labels.models": ["Category", "Label", "Relation", "Span", "TextLabel"],
        "projects.models": ["Project"],
        "pipeline.label_types": ["LabelTypes"],
    }
    for name, classes in names.items():
        module = types.ModuleType(name)
        vars(module).update({each: type(each, (), {}) for each in classes})
        monkeypatch.setitem(sys.modules, name, module)
    package = types.ModuleType("pipeline")
    package.__path__ = [str(pipeline)]
    monkeypatch.setitem(sys.modules, "pipeline", package)
    yield importlib.import_module("pipeline.label")
    sys.modules.pop("pipeline.label", None)


@pytest.mark.filterwarnings("ignore")  # doccano uses the names of an older pydantic
def test_the_schema_of_doccano_takes_the_labels(doccano_labels):
    task = doccano_format.to_task(harbor_sentence())
    spans = [doccano_labels.SpanLabel.parse(uuid.uuid4(), entity) for entity in task["entities"]]
    assert [[span.start_offset, span.end_offset, span.label] for span in spans] == task["entities"]
    categories = [doccano_labels.CategoryLabel.parse(uuid.uuid4(), label) for label in task["cats"]]
    assert [category.label for category in categories] == task["cats"]


def test_argilla_counts_utf16_units_within_the_length_that_its_server_knows():
    record = argilla_format.to_task(harbor_sentence())
    text, spans = record["fields"]["text"], record["suggestions"]["spans"]["value"]
    assert text == TEXT + "   "  # three characters of two units each
    assert {in_utf16(text, span["start"], span["end"]) for span in spans} >= {"Mayor Roth 🙂", "she", "ruined"}
    assert all(span["end"] <= len(text) for span in spans)
    assert record["suggestions"]["opinion"] == {"value": "opinion", "score": 0.9, "agent": "tiny 1"}


def test_an_argilla_record_with_responses_of_two_users():
    users = [str(uuid.uuid4()), str(uuid.uuid4())]
    record = {
        "id": "1",
        "fields": {"text": "Roth won."},
        "metadata": {},
        "suggestions": {"opinion": {"value": "opinion", "score": None, "agent": None}},
        "responses": {
            "opinion": [{"value": "reported_fact", "user_id": users[0]}, {"value": "opinion", "user_id": users[1]}],
            "spans": [{"value": [{"start": 0, "end": 4, "label": "person: favor"}], "user_id": users[0]}],
        },
        "vectors": {},
        "status": "completed",
    }
    faults = []
    first, second = argilla_format.from_task(record, faults)
    assert faults == [] and (first.annotator, second.annotator) == tuple(users)
    assert (first.opinion, second.opinion) == ("reported_fact", "opinion")
    assert first.targets == (LabeledTarget(0, 4, "favor"),) and second.targets == ()
    (pending,) = argilla_format.from_task({**record, "status": "pending"}, faults)  # its responses are drafts
    assert (pending.opinion, pending.is_reviewed) == ("opinion", False)


def test_argilla_reads_settings_and_records(tmp_path, monkeypatch):
    argilla = pytest.importorskip("argilla")
    monkeypatch.setattr(argilla.Argilla, "_get_default", classmethod(lambda cls: MagicMock()))  # no server is needed
    settings = write_tasks([harbor_sentence()], tmp_path / "records.json", "argilla")
    loaded = argilla.Settings.from_json(settings)
    assert [question.name for question in loaded.questions] == ["opinion", "bias", "spans"]
    assert "person: against" in loaded.questions["spans"].labels
    written = json.loads((tmp_path / "records.json").read_text(encoding="utf-8"))
    records = [argilla.Record.from_dict(record) for record in written]
    records[0].responses.add(argilla.Response("opinion", "reported_fact", user_id=uuid.UUID(int=7)))
    (tmp_path / "labeled.json").write_text(
        json.dumps([{**records[0].to_dict(), "status": "completed"}]), encoding="utf-8"
    )
    (sentence,) = read_tasks(tmp_path / "labeled.json", "argilla").sentences
    assert (sentence.text, sentence.opinion, sentence.is_reviewed) == (TEXT, "reported_fact", True)


def test_prodigy_spans_begin_and_end_with_tokens():
    task = prodigy_format.to_task(harbor_sentence())
    tokens = task["tokens"]
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    assert all(TEXT[token["start"] : token["end"]] == token["text"] for token in tokens)
    for span in task["spans"]:
        first, last = tokens[span["token_start"]], tokens[span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == TEXT
    assert task["accept"] == ["opinion", "biased wording"] and "answer" not in task


def test_a_prodigy_task_with_an_answer():
    task = {
        "text": "Roth won.",
        "spans": [{"start": 0, "end": 4, "label": "person", "token_start": 0}],
        "answer": "accept",
    }
    faults = []
    (sentence,) = prodigy_format.from_task({**task, "accept": ["opinion"], "_input_hash": 5}, faults)
    assert faults == [] and (sentence.opinion, sentence.is_reviewed) == ("opinion", True)
    assert prodigy_format.from_task({**task, "answer": "reject"}, faults) == []
    assert prodigy_format.from_task({**task, "answer": "ignore"}, faults) == []


def test_the_settings_have_every_label():
    tasks = [harbor_sentence()]
    doccano_labels = [each["text"] for each in json.loads(doccano_format.settings(HEADS, tasks))]
    blocks = json.loads(prodigy_format.settings(HEADS, tasks))["blocks"]
    assert blocks[0]["labels"] == doccano_labels and blocks[1]["view_id"] == "choice"
    assert {label for _, _, label in doccano_format.to_task(tasks[0])["entities"]} <= set(doccano_labels)
