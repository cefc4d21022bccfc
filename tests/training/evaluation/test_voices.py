"""Whose voice a sentence speaks in."""

import io
import json

import pytest
from rich.console import Console
from stancekit_training.corpora import seesaw
from stancekit_training.evaluation import voices
from stancekit_training.evaluation.voices import measure_voices, show

from tests.training.evaluation.test_articles import write


@pytest.fixture
def corpora(tmp_path):
    home = tmp_path / "seesaw"
    write(home / "meta" / "TRIPLET_001.json", {"triplet_id": "001", "Split": "valid"})
    for number in range(3):
        name = f"TRIPLET_001_DOCUMENT_{number}.json"
        lines = ["The mayor said the plan of Oslo is bad.", "Nobody won."]
        write(home / "articles" / name, {"title": "Oslo", "text": [{"id": n, "text": t} for n, t in enumerate(lines)]})
        stances = {
            "0": [
                {"id": 0, "subject": "None", "sentiment": "NEG", "object": "Oslo"},
                {"id": 1, "subject": "Not in the list", "sentiment": "NEG", "object": "Oslo"},
                {"id": 2, "subject": "None", "sentiment": "NEG", "object": "the plan"},
            ],
            "1": [{"id": 0, "subject": "None", "sentiment": "POS", "object": "Oslo"}],
        }
        listed = [["Oslo", ["GPE"], ["Main"], ["A"]], ["the plan", ["Topic"], ["Main"], ["A"]]]
        judged = {
            "entity lists": listed,
            "entity sentiments": {"Oslo": [["Negative", "A"]]},
            "sentence-level stances": stances,
        }
        write(home / "annotations" / name, judged)
    return tmp_path


def test_seesaw_tells_who_holds_a_stance(corpora):
    article, *_ = seesaw.load(corpora, "dev")
    assert [(held.line, held.name, held.by_source) for held in article.held] == [
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
    assert measured["pairs"] == 1 and measured["stances"] == 6  # the sentence that names nobody does not count
    assert measured["holder"] == pytest.approx(0.5)  # the same mention, once somebody's and once nobody's
    assert all(measured[share] in (0, 1) for share in ("own", "flips", "stays", "quoted"))
    assert measured["flips"] <= measured["own"]


def test_the_pairs_say_the_same_twice():
    rows = [json.loads(line) for line in voices.PAIRS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 64 and sum(row["frozen"] for row in rows) == 32
    for row in rows:
        assert row["own"].count(row["target"]) == row["quoted"].count(row["target"]) == 1
        assert len(row["quoted"]) > len(row["own"])


def test_they_are_shown(console):
    measured = {"pairs": 2, "own": 1.0, "flips": 0.5, "stays": 1.0, "quoted": 0.5, "holder": 0.7, "stances": 10}
    show(measured, console)
    assert "50.0% are that and a reported fact" in console.file.getvalue()
    assert "balanced accuracy 0.700" in console.file.getvalue()


@pytest.fixture
def console():
    return Console(file=io.StringIO(), width=400)
