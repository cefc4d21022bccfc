"""Export, import and export again changes nothing, in every tool and in the file of labels."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from stancekit.annotation import TOOLS, read_labels, read_tasks, write_labels, write_tasks
from stancekit.annotation.label_file import from_row, to_row
from stancekit.annotation.tool_files import checked_tool
from stancekit.errors import InputError
from tests.support.annotated_sentences import harbor_sentence, sentences


def through_json(value):
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("name", TOOLS)
@given(sentence=sentences())
def test_a_task_keeps_every_label(name, sentence):
    tool, faults = checked_tool(name), []
    task = through_json(tool.to_task(sentence))
    (again,) = tool.from_task(task, faults)
    again = again.normalized()
    assert faults == [] and list(again.faults()) == []
    assert tool.to_task(again) == task
    is_reviewed = True if name == "doccano" else sentence.is_reviewed  # doccano has no mark for it
    assert again == replace(sentence, is_reviewed=is_reviewed)


@given(sentence=sentences())
def test_a_row_of_labels_keeps_every_label(sentence):
    row, faults = through_json(to_row(sentence)), []
    assert from_row(row, faults) == sentence
    assert faults == [] and through_json(to_row(from_row(row, faults))) == row


@pytest.mark.parametrize("name", TOOLS)
@pytest.mark.parametrize("annotator", [None, "7", "ana@example.org"])
def test_the_annotator_is_kept(name, annotator):
    tool, faults = checked_tool(name), []
    sentence = harbor_sentence(annotator=annotator, is_reviewed=True)
    (again,) = tool.from_task(through_json(tool.to_task(sentence)), faults)
    assert (again.annotator, faults) == (None if name == "doccano" else annotator, [])


@pytest.mark.parametrize("name", TOOLS)
def test_files(name, tmp_path):
    written = [harbor_sentence(), harbor_sentence(is_reviewed=True, loaded=())]
    suffix = "json" if checked_tool(name).is_array else "jsonl"
    tasks, again = tmp_path / f"tasks.{suffix}", tmp_path / f"again.{suffix}"
    write_tasks(written, tasks, name)
    read = read_tasks(tasks, name)
    assert (read.unreviewed, read.skipped) == (0 if name == "doccano" else 1, 0)
    write_labels(read.sentences, tmp_path / "labels.jsonl")
    write_tasks(read_labels(tmp_path / "labels.jsonl"), again, name)
    assert again.read_bytes() == tasks.read_bytes()


@pytest.mark.parametrize("name", TOOLS)
def test_every_fault_is_listed_with_its_task(name, tmp_path):
    tool = checked_tool(name)
    tasks = [tool.to_task(harbor_sentence(opinion="rumor", is_reviewed=True)), tool.to_task(harbor_sentence()), 5]
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps(tasks))
    with pytest.raises(InputError) as raised:
        read_tasks(path, name)
    message = str(raised.value)
    assert "has 2 faults" in message and "task 3: an entry of type int, expected an object" in message
    assert "task 1: " in message and "'rumor'" in message


def test_a_file_that_is_no_json(tmp_path):
    (tmp_path / "tasks.json").write_text("<View/>")
    with pytest.raises(InputError, match="line 1 is not JSON"):
        read_tasks(tmp_path / "tasks.json", "prodigy")
    with pytest.raises(InputError, match=r"absent\.json cannot be read: No such file"):
        read_tasks(tmp_path / "absent.json", "prodigy")


def test_an_unknown_tool_and_no_sentence(tmp_path):
    with pytest.raises(InputError, match="valid tools: label-studio, doccano, argilla, prodigy"):
        write_tasks([harbor_sentence()], tmp_path / "tasks.json", "brat")
    with pytest.raises(InputError, match="no sentence to export"):
        write_tasks([], tmp_path / "tasks.jsonl", "prodigy")
