"""The audit as a whole, on the tiny model."""

import numpy as np
from rich.console import Console
from stancekit_training.audit import board, reliability, section
from stancekit_training.audit.target_blind import measure_target
from stancekit_training.corpora.sentence import Item, Target
from stancekit_training.evaluation.sentences import Answers

from stancekit.network.tagging import softmax

ITEMS = [
    Item(
        "Ana Roth won and Bo Li lied.", "newsmtsc", targets=(Target(((0, 8),), "favor"), Target(((17, 22),), "against"))
    ),
    Item("Ana Roth met the mayor.", "newsmtsc", targets=(Target(((0, 8),), "neutral"),)),
    Item("Nobody is named.", "newsmtsc"),
]


def test_the_target_matters_most_where_targets_differ(model):
    everything, differ = measure_target(model, model, ITEMS)
    assert (everything["sentences"], everything["count"], differ["count"]) == ("all", 3, 2)
    assert 0 <= differ["low"] <= differ["value"] <= differ["high"] <= 1
    assert set(differ["baselines"]) == {"target-blind"}
    assert measure_target(model, None, ITEMS)[0]["baselines"] == {}


def test_an_audit_is_measured_and_shown(model, tmp_path, monkeypatch):
    monkeypatch.setattr(board.newsmtsc, "load", lambda folder, part: ITEMS)
    swap = {"delta": 0.1, "changed": 0.05, "range": 0.4, "groups": {"east_asian": -0.01}, "original": 0.7}
    swap |= {"swapped": 0.69, "sentences": 2, "names": 58}
    monkeypatch.setattr(board, "measure_name_swap", lambda model, items: swap)
    allsides = [{"voice": "all", "auc": 0.7, "held_out": 0.66, "low": 0.5, "high": None, "outlets": 9}]
    seesaw = [{"voice": "all", "concordance": None, "low": None, "high": None, "pairs": 0}]
    outlets = {"allsides": allsides, "chosen": "all", "seesaw": seesaw}
    monkeypatch.setattr(board, "measure_outlets", lambda model, corpora: outlets)
    audit = board.measure_audit(model, tmp_path, {})
    assert (
        set(audit) == {"name_swap", "target", "behaviour", "reliability", "lengths", "outlets"}
        and audit["behaviour"]["cases"] == 104
    )
    console = Console(width=160)
    with console.capture() as shown:
        board.show(audit, console)
    for told in (
        "moves by 0.100",
        "5.0%",
        "east asian",
        "-0.010",
        "targets that differ",
        "irony",
        "all *",
        "0.66",
        "0.50 to",
    ):
        assert told in shown.get()
    cross = {"head": "stance", "corpus": "mine", "trained_on": ["yours", "theirs"], "metric": "macro-F1"}
    cross |= {"value": 0.5, "low": 0.4, "high": 0.6, "count": 1234}
    lengths = [{"head": "stance", "words": "1 to 15", "error": 0.05, "perfect": 0.02, "count": 300}]
    metrics = {"audit": {**audit, "lengths": lengths}, "frozen": audit["behaviour"], "cross": [cross]}
    card = "\n".join(section.lines(metrics))
    for told in (
        "moves by 0.100",
        "| east asian | -0.010 |",
        "| irony | ",
        "| frozen | cases |",
        "| stance | mine | yours, theirs | macro-F1 | 0.500 | 0.400 to 0.600 | 1,234 |",
        "| stance | 1 to 15 | 0.050 | 0.020 | 300 |",
        "| all | 0.70 | 0.66 | 0.50 to – | 9 | – |",
    ):
        assert told in card


def test_lengths_are_told_apart():
    random = np.random.default_rng(0)
    words = random.integers(1, 45, size=900)
    items = {"mine": [Item(" ".join(["word"] * count), "mine") for count in words], "unread": []}
    right = random.random(900) < np.where(words > 30, 0.55, 0.95)  # as sure of long sentences, but wrong about them
    given = Answers(right.astype(int).tolist(), [np.array([0.0, 2.5])] * 900, list(range(900)))
    rows = reliability.measure_lengths(["opinion", "bias"], {"mine": {"opinion": given}, "unread": {}}, items)
    assert [(row["words"], row["count"]) for row in rows] == [
        ("1 to 15", (words <= 15).sum()),
        ("16 to 30", ((words > 15) & (words <= 30)).sum()),
        ("over 30", (words > 30).sum()),
    ]
    assert rows[2]["error"] > 0.2 > rows[0]["error"]


def test_reliability_is_measured_on_each_corpus_and_drawn(tmp_path):
    random = np.random.default_rng(0)
    logits = random.normal(size=(400, 2)) * 2
    right = random.random(400) < softmax(logits.astype(np.float32))[:, 1]
    given = Answers(right.astype(int).tolist(), list(logits), list(range(400)))
    few = Answers([0] * 9, [logits[0]] * 9, list(range(9)))
    (row,) = reliability.measure_reliability(
        ["opinion", "stance"], {"mine": {"opinion": given}, "small": {"stance": few}}
    )
    assert (row["head"], row["corpus"], row["count"], len(row["bins"])) == ("opinion", "mine", 400, 10)
    assert row["error"] < 0.1 and sum(count for _, _, count in row["bins"]) == 400
    for path in (tmp_path / "a.svg", tmp_path / "b.svg"):
        reliability.draw([row] * 4, path)
    assert (tmp_path / "a.svg").read_text().startswith("<?xml")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
