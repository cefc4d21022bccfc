"""Outlets of a known leaning, told apart by how they cast the parties."""

import gzip
import json
from types import SimpleNamespace

import pytest
from stancekit_training.audit import outlets
from stancekit_training.audit.outlets import Outlet, StoryConcordance, measure_outlets


def outlet(is_right, democrats, republicans, voice="all"):
    return Outlet(is_right, {voice: {"democratic": democrats, "republican": republicans}})


def test_a_tilt_is_democrats_minus_republicans_and_needs_both():
    found = outlet(False, [0.5, 0.3], [-0.2])
    assert found.tilt("all") == pytest.approx(0.6)
    assert found.tilt("all", least=2) is None and found.tilt("quoted") is None


def test_auc_is_how_often_the_left_outlet_tilts_more():
    known = [
        outlet(False, [0.5] * 5, [0.0] * 5),
        outlet(True, [0.2] * 5, [0.0] * 5),
        outlet(True, [0.9] * 5, [0.0] * 5),
    ]
    assert outlets._auc("all", known) == 0.5
    assert outlets._auc("all", known[:2]) == 1.0
    assert outlets._auc("all", known[1:]) is None


def test_concordance_is_within_a_story():
    story = [(0, outlet(False, [0.5], [0.0])), (4, outlet(True, [0.1], [0.0])), (1, outlet(False, [0.5], [0.0]))]
    row = outlets._concordance("all", [story])
    assert row.pairs == 3 and row.concordance == pytest.approx((1 + 0.5 + 1) / 3)
    assert outlets._concordance("quoted", [story]) == StoryConcordance("quoted", None, None, None, pairs=0)


class Partisan:
    """A model that finds two politicians in every text, and casts them as the text says."""

    def pipe(self, texts):
        for text in texts:
            scores = {"left": (0.5, -0.5), "right": (-0.5, 0.5)}[text.split()[0]]
            mentions = [
                SimpleNamespace(actor=index, voice="reported", stance=SimpleNamespace(score=score))
                for index, score in enumerate(scores)
            ]
            portrayals = [SimpleNamespace(score=score / 2) for score in scores]
            keys = zip(("joe biden", "ted cruz"), portrayals, strict=True)
            actors = [SimpleNamespace(key=key, portrayal=portrayal) for key, portrayal in keys]
            yield SimpleNamespace(mentions=mentions, actors=actors)


def test_an_obvious_difference_is_found_in_the_voice_that_shows_it(tmp_path, monkeypatch):
    (tmp_path / "allsides").mkdir()
    with gzip.open(tmp_path / outlets.allsides.FILE, "wt") as file:
        for number in range(8):
            side = ("left", "right")[number % 2]
            for article in range(6):
                row = {"source": f"paper {number}", "bias_text": side, "text": f"{side} {article}"}
                file.write(json.dumps(row) + "\n")
        file.write(json.dumps({"source": "small", "bias_text": "left", "text": "left"}) + "\n")
    monkeypatch.setattr(outlets.seesaw, "load", lambda folder, part: [])
    monkeypatch.setattr(outlets.seesaw, "leanings", lambda folder: {})
    measured = measure_outlets(Partisan(), tmp_path)
    by_voice = {row.voice: row for row in measured.allsides}
    assert by_voice["all"].held_out == by_voice["reported"].held_out == 1.0
    assert by_voice["opinion"].auc is None and by_voice["all"].outlets == 4
    assert measured.chosen in ("all", "reported")
    assert by_voice["portrayal"].held_out == 1.0 and by_voice["portrayal"].outlets == 4
    crossed = measured.crossed
    assert crossed.auc == crossed.low == crossed.high == 1.0 and crossed.outlets == 8
    assert set(crossed.chosen) <= {"all", "reported", "portrayal"}
