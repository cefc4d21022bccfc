"""Counts of resolved anaphors."""

import pytest
from stancekit_training.evaluation.coreference import LinkCounts


def test_counts_add_up_over_texts():
    first = LinkCounts(anaphors=3, right=2, links=2, predicted_links=2, right_links=1)
    second = LinkCounts(anaphors=1, right=1, links=1, predicted_links=1, right_links=1)
    total = first + second + LinkCounts(predicted_links=1)  # a description that is none in the corpus
    assert total == LinkCounts(anaphors=4, right=3, links=3, predicted_links=4, right_links=2)
    assert total.accuracy == 0.75 and total.f1 == pytest.approx(4 / 7)
    assert (LinkCounts().accuracy, LinkCounts().f1) == (0, 0)
