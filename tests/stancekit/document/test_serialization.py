"""Documents to dictionaries and back."""

import json
from dataclasses import replace

import pytest

from stancekit import Document, FormatError, Text
from stancekit.document.scores import Portrayal
from stancekit.document.serialization import DOCUMENT_FORMAT
from tests.support import documents

ARTICLE = "The plan\nThe mayor said the budget is bad. He lied, Ana said 😀.\n\x00\nThe city won."


@pytest.fixture(scope="module")
def document(model):
    return model(Text(ARTICLE, id="7", title=(0, 8), actors=["Ana", "Absent"], mentions=[(4, 8), (13, 18)]))


def test_round_trip(document):
    assert len(document.mentions) > 3 and document.unscored
    assert Document.from_dict(document.to_dict()) == document


def test_round_trip_through_json(document):
    fields = document.to_dict()
    written = json.dumps(fields)
    assert json.loads(written) == fields
    assert Document.from_dict(json.loads(written)) == document


def test_empty_document(model):
    document = model("")
    assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


def test_what_is_written(document):
    fields = document.to_dict()
    assert fields["format"] == DOCUMENT_FORMAT == 3
    assert (fields["model"], fields["digest"]) == (document.model, document.digest)
    first = fields["sentences"][0]["mentions"][0]
    assert first["stance"]["score"] == document.mentions[0].stance.score
    assert first["stance"]["label"] == document.mentions[0].stance.label


def test_actors_refer_to_mentions_by_index(document):
    fields = document.to_dict()
    records = [record for sentence in fields["sentences"] for record in sentence["mentions"]]
    assert sorted(index for actor in fields["actors"] for index in actor["mentions"]) == list(range(len(records)))
    for actor in fields["actors"]:
        assert all(records[index]["actor"] == actor["id"] for index in actor["mentions"])


def test_a_rebuilt_document_can_be_written_again(document):
    rebuilt = Document.from_dict(document.to_dict())
    assert rebuilt.to_dict() == document.to_dict()


def test_a_portrayal_is_written_and_read():
    article = documents.article()
    portrayal = Portrayal(0.5, 0.3, 0.2, "against", (0,))
    roth, *others = article.actors
    portrayed = replace(article, actors=(replace(roth, portrayal=portrayal), *others))
    fields = portrayed.to_dict()
    written = fields["actors"][0]["portrayal"]
    assert written["probability"] == 0.5 and written["score"] == pytest.approx(-0.3) and written["evidence"] == [0]
    assert fields["actors"][1]["portrayal"] is None
    assert Document.from_dict(json.loads(json.dumps(fields))) == portrayed
    with pytest.raises(FormatError):
        Document.from_dict({**fields, "actors": [{**fields["actors"][0], "portrayal": {**written, "label": "kind"}}]})


def test_a_document_from_before_portrayals():
    fields = documents.article().to_dict()
    older = {**fields, "format": 2, "actors": [_without(actor, "portrayal") for actor in fields["actors"]]}
    assert Document.from_dict(older) == documents.article()


def _without(record, name):
    return {key: value for key, value in record.items() if key != name}


def test_newer_format(document):
    with pytest.raises(FormatError, match=r"has format 4, this stancekit reads up to 3\. Upgrade"):
        Document.from_dict(document.to_dict() | {"format": DOCUMENT_FORMAT + 1})


@pytest.mark.parametrize("fields", [{}, {"format": "1"}, {"format": None}, [], "text", None, 1])
def test_no_format(fields):
    with pytest.raises(FormatError, match="has no number of its format"):
        Document.from_dict(fields)


@pytest.mark.parametrize(
    "damage",
    [
        {"sentences": None},
        {"sentences": "abc"},
        {"sentences": [{}]},
        {"sentences": [{"start": 0, "mentions": [{"stance": {}}]}]},
        {"actors": [{"mentions": [99]}]},
        {"actors": 1},
        {"unscored": [{"start": 0}]},
        {"opinion_share": {"mean": 1}},
    ],
)
def test_damaged(document, damage):
    with pytest.raises(FormatError, match="not a document that to_dict"):
        Document.from_dict(document.to_dict() | damage)


@pytest.mark.parametrize("damage", [{"mentions": [99]}, {"by_voice": []}, {"surprise": 1}])
def test_damaged_actor(document, damage):
    fields = document.to_dict()
    fields["actors"][0] |= damage
    with pytest.raises(FormatError, match="not a document that to_dict"):
        Document.from_dict(fields)


@pytest.mark.parametrize("name", ["text", "id", "sentences", "actors", "opinion_share", "unscored", "model", "digest"])
def test_missing_field(document, name):
    fields = document.to_dict()
    del fields[name]
    with pytest.raises(FormatError, match=name):
        Document.from_dict(fields)


def test_format_1_called_reported_facts_fact():
    document = documents.article()
    fields = document.to_dict()
    written = json.dumps(fields | {"format": 1}).replace('"reported":', '"fact":').replace(': "reported"', ': "fact"')
    assert written.count('"fact"') == 6 and '"reported"' not in written
    assert Document.from_dict(json.loads(written)) == document


def test_an_unknown_voice():
    written = json.dumps(documents.article().to_dict()).replace('"reported"', '"shouted"')
    with pytest.raises(FormatError, match="'reported'|'shouted'"):
        Document.from_dict(json.loads(written))
