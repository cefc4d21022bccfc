"""Whose voice a sentence speaks in."""

import json

import pytest
from stancekit_training.corpora import seesaw
from stancekit_training.evaluation import voices
from stancekit_training.evaluation.voices import measure_voices

from tests.support.corpus_files import write_seesaw_story


@pytest.fixture
def corpora(tmp_path):
    stances = {
        "0": [
            {"id": 0, "subject": "None", "sentiment": "NEG", "object": "Oslo"},
            {"id": 1, "subject": "Not in the list", "sentiment": "NEG", "object": "Oslo"},
            {"id": 2, "subject": "None", "sentiment": "NEG", "object": "the plan"},
        ],
        "1": [{"id": 0, "subject": "None", "sentiment": "POS", "object": "Oslo"}],
    }
    annotation = {
        "entity lists": [["Oslo", ["GPE"], ["Main"], ["A"]], ["the plan", ["Topic"], ["Main"], ["A"]]],
        "entity sentiments": {"Oslo": [["Negative", "A"]]},
        "sentence-level stances": stances,
    }
    write_seesaw_story(tmp_path, "Oslo", ["The mayor said the plan of Oslo is bad.", "Nobody won."], annotation)
    return tmp_path


def test_seesaw_says_who_holds_a_stance(corpora):
    article, *_ = seesaw.load(corpora, "dev")
    assert [(held.line, held.name, held.by_source) for held in article.held_stances] == [
        (1, "Oslo", False),
        (1, "Oslo", True),
        (2, "Oslo", False),
    ]


def test_voices_are_measured(corpora, model, tmp_path, monkeypatch):
    rows = [
        {"target": "Ana", "own": "Ana is bad.", "quoted": "Ana is bad, Lopez said.", "frozen": False},
        {"target": "Ana", "own": "Ana is bad.", "quoted": "Ana is bad, Lopez said.", "frozen": True},
    ]
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text("".join(json.dumps(row) + "\n" for row in rows))
    monkeypatch.setattr(voices, "PAIRS", pairs)
    measured = measure_voices(model, corpora)
    assert measured.pairs == 1 and measured.stances == 6  # the sentence that names nobody does not count
    assert measured.holder == pytest.approx(0.5)  # the same mention, once somebody's and once nobody's
    assert all(share in (0, 1) for share in (measured.own, measured.flips, measured.stays, measured.quoted))
    assert measured.flips <= measured.own


def test_the_pairs_say_the_same_in_two_voices():
    rows = [json.loads(line) for line in voices.PAIRS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 64 and sum(row["frozen"] for row in rows) == 32
    for row in rows:
        assert row["own"].count(row["target"]) == row["quoted"].count(row["target"]) == 1
        assert len(row["quoted"]) > len(row["own"])
