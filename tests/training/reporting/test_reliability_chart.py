"""Reliability diagrams."""

from stancekit_training.reporting.reliability_chart import draw_reliability

from tests.support.sample_metrics import AUDIT


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for path in (tmp_path / "a.svg", tmp_path / "b.svg"):
        draw_reliability(AUDIT.reliability * 4, path)
    assert (tmp_path / "a.svg").read_text().startswith("<?xml")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
