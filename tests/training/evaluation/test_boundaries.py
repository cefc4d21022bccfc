"""Scores of sentence boundaries."""

import json

import pytest
from stancekit_training.evaluation import boundaries


def test_precision_and_recall(tmp_path, monkeypatch):
    rows = [
        {"kind": "plain", "sentences": ["One came. ", "Two left."], "frozen": False},
        {"kind": "plain", "sentences": ["One came. Two left. ", "Three", " stayed."], "frozen": False},
        {"kind": "single", "sentences": ["One came."], "frozen": False},
        {"kind": "plain", "sentences": ["One", " came."], "frozen": True},
    ]
    path = tmp_path / "boundaries.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr(boundaries, "BOUNDARIES", path)
    scores = boundaries.measure_boundaries()
    assert list(scores) == ["plain", "single", "all"]
    assert scores["all"] == boundaries.BoundaryMetrics(
        precision=pytest.approx(2 / 3),
        recall=pytest.approx(2 / 3),
        f1=pytest.approx(2 / 3),
        count=3,
        exact=2 / 3,
        texts=3,
    )
    assert scores["single"].f1 == 1.0


def test_the_open_portion():
    scores = boundaries.measure_boundaries()
    assert scores["all"].count > 190
    assert scores["all"].f1 > 0.97
