"""`metrics.json`, written and read."""

import json
from dataclasses import fields, replace

import pytest
from stancekit_training.errors import TrainingError
from stancekit_training.reporting.results import METRICS_FILE, Metrics, read_metrics, write_metrics

from tests.support.sample_metrics import BEHAVIOR, METRICS


def test_metrics_are_read_as_they_were_written(tmp_path):
    assert all(getattr(METRICS, entry.name) is not None for entry in fields(Metrics))
    write_metrics(tmp_path, METRICS)
    assert read_metrics(tmp_path) == METRICS


def test_sections_that_were_not_measured_are_not_in_the_file(tmp_path):
    assert read_metrics(tmp_path) == Metrics()
    write_metrics(tmp_path, Metrics(frozen=BEHAVIOR))
    assert list(json.loads((tmp_path / METRICS_FILE).read_text())) == ["frozen"]


def test_null_figures_and_records_keep_their_layout(tmp_path):
    write_metrics(tmp_path, METRICS)
    content = json.loads((tmp_path / METRICS_FILE).read_text())
    assert content["audit"]["outlets"]["seesaw"] == [
        {"voice": "all", "concordance": None, "low": None, "high": None, "pairs": 0}
    ]
    assert list(content["scores"][0]) == ["corpus", "head", "metric", "value", "low", "high", "count", "baselines"]
    assert content["articles"]["stances"][0]["ahead"] == METRICS.articles.stances[0].lead_lows
    assert list(content["cross"][0])[-1] == "trained_on" and content["cross"][0]["trained_on"] == ["yours", "theirs"]
    assert [set(row) for row in content["parity"]["heads"]] == [
        {"head", "agreement", "fp32", "int8", "changed"},
        {"head", "agreement", "fp32", "int8"},
    ]


def test_measured_sections_replace_the_known_ones():
    measured = Metrics(fit={"mean": 0.9})
    assert METRICS.updated(measured) == replace(METRICS, fit={"mean": 0.9})


def test_names_of_older_files_are_read(tmp_path):
    write_metrics(tmp_path, METRICS)
    content = json.loads((tmp_path / METRICS_FILE).read_text())
    audit = content["audit"]
    audit["behaviour"] = audit.pop("behavior")
    audit["outlets"]["chosen"] = audit["outlets"]["allsides"][0]["voice"] = "fact"
    (tmp_path / METRICS_FILE).write_text(json.dumps(content))
    read = read_metrics(tmp_path).audit
    assert read.behavior == METRICS.audit.behavior
    assert read.outlets.chosen == read.outlets.allsides[0].voice == "reported"


@pytest.mark.parametrize("content", ["{", '{"voices": {"own": 1.0}}', "[]"])
def test_a_damaged_file_is_an_error_that_says_what_to_do(tmp_path, content):
    (tmp_path / METRICS_FILE).write_text(content)
    with pytest.raises(TrainingError, match="Delete it, and measure the model again"):
        read_metrics(tmp_path)
