"""Label Studio's documented JSON, and its own converter where it is installed."""

import json

import pytest

from stancekit.annotation import LabeledAttribution, read_tasks, write_tasks
from stancekit.annotation.label_studio import TOOL, from_task, settings
from stancekit.annotation.options import HEADS
from tests.support.annotated_sentences import TEXT, harbor_sentence, span_of

BY_HAND = {  # as the page on the task format documents an export, with a text of ours
    "id": 1,
    "created_at": "2024-03-09T21:52:49.513742Z",
    "project": 83,
    "data": {"text": "Roth 🙂 failed, Vogt says."},
    "annotations": [
        {
            "id": 1001,
            "completed_by": 10,
            "was_cancelled": False,
            "lead_time": 4.288,
            "result": [
                {
                    "id": "Dx_aB91ISN",
                    "from_name": "mention",
                    "to_name": "text",
                    "type": "labels",
                    "origin": "manual",
                    "value": {"start": 0, "end": 6, "text": "Roth 🙂", "labels": ["person"]},
                },
                {
                    "id": "Dx_aB91ISN",
                    "from_name": "stance",
                    "to_name": "text",
                    "type": "choices",
                    "value": {"start": 0, "end": 6, "text": "Roth 🙂", "choices": ["against"]},
                },
                {"from_name": "opinion", "to_name": "text", "type": "choices", "value": {"choices": ["reported_fact"]}},
            ],
        },
        {"id": 1002, "was_cancelled": True, "result": []},
    ],
    "predictions": [],
}


def region(id, start, end, text, label, control="attribution"):
    value = {"start": start, "end": end, "text": text, "labels": [label]}
    return {"id": id, "from_name": control, "to_name": "text", "type": "labels", "value": value}


def link(first, second):
    return {"from_id": first, "to_id": second, "type": "relation", "direction": "right"}


def labeled(text, *results):
    faults = []
    (sentence,) = from_task({"data": {"text": text}, "annotations": [{"result": list(results)}]}, faults)
    return sentence, faults


def test_an_export(tmp_path):
    (tmp_path / "export.json").write_text(json.dumps([BY_HAND]))
    (sentence,) = read_tasks(tmp_path / "export.json", "label-studio").sentences
    assert sentence.heads == ("opinion", "stance", "actor") and sentence.opinion == "reported_fact"
    assert [(each.start, each.end, each.stance) for each in sentence.targets] == [(0, 6, "against")]
    assert [(each.start, each.end, each.kind) for each in sentence.actors] == [(0, 6, "person")]
    assert (sentence.annotator, sentence.is_reviewed) == ("10", True)


def test_offsets_are_code_points():
    regions = [each["value"] for each in TOOL.to_task(harbor_sentence())["predictions"][0]["result"] if "value" in each]
    spans = [value for value in regions if "start" in value]
    assert len(spans) == 11 and all(TEXT[value["start"] : value["end"]] == value["text"] for value in spans)


def test_utf16_offsets_of_an_older_version_are_converted():
    sentence, faults = labeled("🙂🙂 Roth lied.", region("a", 5, 9, "Roth", "person", "mention"))
    assert faults == [] and [(each.start, each.end) for each in sentence.actors] == [(3, 7)]


def test_a_region_of_another_text_is_a_fault():
    _, faults = labeled("Roth lied.", region("a", 0, 4, "Vogt", "person", "mention"))
    assert faults == ["a region has the text 'Vogt', but its offsets are of 'Roth'"]


def test_a_line_break_is_written_out_in_a_region():
    sentence, faults = labeled("Ana\nRoth lied.", region("a", 0, 8, "Ana\\nRoth", "person", "mention"))
    assert faults == [] and sentence.actors[0].end == 8


def test_relations_join_the_parts_of_attributions_in_either_direction():
    text = "Vogt says it sank and adds that it burns."
    sentence, faults = labeled(
        text,
        region("s", 0, 4, "Vogt", "source"),
        region("c1", 5, 9, "says", "cue"),
        region("t1", 10, 17, "it sank", "content"),
        region("c2", 22, 26, "adds", "cue"),
        region("t2", 27, 40, "that it burns", "content"),
        link("s", "c1"),
        link("t1", "c1"),
        link("c2", "s"),
        link("c2", "t2"),
    )
    assert faults == []
    assert set(sentence.attributions) == {
        LabeledAttribution(((0, 4),), ((5, 9),), ((10, 17),)),
        LabeledAttribution(((0, 4),), ((22, 26),), ((27, 40),)),
    }


def test_a_mention_without_kind_and_stance_is_a_fault():
    _, faults = labeled("She lied.", region("a", 0, 3, "She", "mention", "mention"))
    assert faults == ["the mention 'She' has no stance"]


def test_the_configuration_has_only_the_controls_of_the_heads():
    assert settings(["opinion"], []).count("toName") == 1
    assert settings(HEADS, []).count("toName") == 6


def test_its_own_converter_reads_the_configuration_and_the_spans(tmp_path):
    converter = pytest.importorskip("label_studio_converter")
    tasks = tmp_path / "tasks.json"
    config = write_tasks([harbor_sentence(is_reviewed=True, annotator="3")], tasks, "label-studio")
    content = json.loads(tasks.read_text(encoding="utf-8"))
    tasks.write_text(json.dumps([{"id": 1, **content[0]}]), encoding="utf-8")  # the number that a project gives
    own = converter.Converter(str(config), str(tmp_path))
    (row,) = own.iter_from_json_file(str(tasks))
    assert row["completed_by"] == 3
    assert row["output"]["opinion"] == [{"choices": ["opinion"], "type": "Choices"}]
    mentions = {(each["start"], each["end"]): each["labels"] for each in row["output"]["mention"]}
    assert mentions == {span_of("Mayor Roth 🙂"): ["person"], span_of("Vogt"): ["person"], span_of("she"): ["mention"]}
    own.convert_to_conll2003(str(tasks), str(tmp_path), is_dir=False)
    assert "Vogt -X- _ B-" in (tmp_path / "result.conll").read_text(encoding="utf-8")
