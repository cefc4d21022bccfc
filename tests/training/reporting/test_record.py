"""Measurements recorded in a model folder."""

from stancekit_training.reporting.record import record
from stancekit_training.reporting.results import Metrics, read_metrics

from tests.support.sample_metrics import AUDIT, METRICS, SCORES
from tests.training.reporting.test_card import PERMISSIVE


def test_later_measurements_are_added_to_the_metrics_and_the_card(tmp_path):
    record(tmp_path, PERMISSIVE, Metrics(scores=SCORES, others=METRICS.others))
    assert {path.name for path in tmp_path.iterdir()} == {"metrics.json", "README.md", "LICENSE"}
    record(tmp_path, PERMISSIVE, Metrics(audit=AUDIT))
    assert (tmp_path / "reliability.svg").exists()
    assert read_metrics(tmp_path) == Metrics(scores=SCORES, others=METRICS.others, audit=AUDIT)
    card = (tmp_path / "README.md").read_text()
    assert "## Scores on development data" in card and "## Audit" in card and "(reliability.svg)" in card
