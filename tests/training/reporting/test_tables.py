"""Tables of several models."""

from dataclasses import replace

from stancekit_training.reporting.tables import models_table

from tests.support.sample_metrics import SCORES


def test_models_side_by_side_on_what_both_were_measured_on():
    other = [replace(SCORES[0], value=0.1234), replace(SCORES[1], corpus="elsewhere")]
    table = models_table({"mine": SCORES, "yours": other})
    assert table.headings == ["head", "corpus", "metric", "mine", "yours"] and table.names == 3
    first = SCORES[0]
    assert table.rows == [[first.head, first.corpus, first.metric, f"{first.value:.3f}", "0.123"]]
