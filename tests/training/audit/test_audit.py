"""The audit as a whole, on the tiny model."""

from stancekit_training.audit import audit

from tests.support import sample_metrics
from tests.training.audit.test_target_blind import SENTENCES


def test_an_audit_is_measured(model, tmp_path, monkeypatch):
    monkeypatch.setattr(audit.newsmtsc, "load", lambda folder, part: SENTENCES)
    monkeypatch.setattr(audit, "measure_name_swap", lambda model, sentences: sample_metrics.NAME_SWAP)
    monkeypatch.setattr(audit, "measure_outlets", lambda model, corpora: sample_metrics.OUTLETS)
    measured = audit.measure_audit(model, tmp_path, {})
    assert measured.behavior.cases == 104
    assert [row.sentences for row in measured.target] == ["all", "targets that differ"]
    assert measured.reliability == measured.lengths == ()
    assert (measured.name_swap, measured.outlets) == (sample_metrics.NAME_SWAP, sample_metrics.OUTLETS)
