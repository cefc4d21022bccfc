"""Metrics in a terminal."""

import pytest
from rich.console import Console
from stancekit_training.reporting.results import Metrics
from stancekit_training.reporting.terminal import show

from tests.support.sample_metrics import ARTICLES, AUDIT, METRICS, PORTRAYAL


def shown(metrics):
    console = Console(width=400)
    with console.capture() as captured:
        show(metrics, console)
    return captured.get()


@pytest.mark.parametrize(
    "part",
    [
        "moves by 0.100",
        "5.0%",
        "east asian",
        "-0.010",
        "targets that differ",
        "irony",
        "all *",
        "0.66",
        "0.50 to",
        "AUC 0.74, 0.60 to 0.86, over 47 outlets",
    ],
)
def test_audit(part):
    assert part in shown(Metrics(audit=AUDIT))


def test_voices():
    text = shown(Metrics(voices=METRICS.voices))
    assert "50.0% are that and a reported fact" in text and "balanced accuracy 0.700" in text


def test_articles():
    text = shown(Metrics(articles=ARTICLES))
    assert "+0.050" in text and "main, by name 0.970" in text and "F1 0.970 over 501 mentions" in text


def test_portrayals():
    text = shown(Metrics(portrayal=PORTRAYAL))
    assert "heroes above villains" in text and "0.750 to 0.830" in text and "label: 0.025" in text
    assert "against another: 0.670" in text and "changes in 6.0%" in text


def test_scores_and_cross_corpus():
    text = shown(METRICS)
    assert "target-blind" in text and "0.734 to 0.788" in text and "1,476" in text
    assert "yours, theirs" in text and "1,234" in text


def test_nothing_measured_prints_nothing():
    assert shown(Metrics()) == ""
