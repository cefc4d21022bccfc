"""Portrayals of the actors of a document."""

import numpy as np
import pytest

from stancekit.analysis.portrayal.portrayals import Portrayals, label_numbers
from stancekit.network.manifest import PortrayalSettings
from tests.stancekit.analysis.portrayal.test_evidence import by_name, read

SETTINGS = PortrayalSettings("", temperature=2.0, against=0.3, favor=0.2)


class Votes:
    """Scores each mention by its number: the later, the more against."""

    def score(self, vectors, features, actor):
        parts = np.zeros((len(vectors), 3), np.float32)
        parts[:, 0] = np.arange(len(vectors))
        return parts.sum(0), parts


def test_an_actor_has_probabilities_a_label_and_evidence(model):
    document, sentences, _ = read(model)
    portrayed = Portrayals(Votes(), SETTINGS).add(document, sentences)
    portrayal = by_name(portrayed, "Ana Roth").portrayal
    shares = np.exp([1.5, 0, 0])
    assert [portrayal.against, portrayal.neutral, portrayal.favor] == pytest.approx(shares / shares.sum(), abs=1e-6)
    assert portrayal.label == "against" and portrayal.probability == portrayal.against
    assert portrayal.score == pytest.approx(portrayal.favor - portrayal.against)
    starts = [portrayed.mentions[index].start for index in portrayal.evidence]
    assert starts == sorted(starts, reverse=True) and len(starts) == 3  # the weightiest first
    assert repr(portrayal).startswith("<Portrayal against: -0.")


def test_nothing_else_changes(model):
    document, sentences, _ = read(model)
    portrayed = Portrayals(Votes(), SETTINGS).add(document, sentences)
    assert portrayed.sentences == document.sentences
    for before, after in zip(document.actors, portrayed.actors, strict=True):
        assert (after.name, after.stance, after.mentions) == (before.name, before.stance, before.mentions)
        assert (after.portrayal is None) == (not before.mentions)


@pytest.mark.parametrize(
    ("shares", "label"),
    [
        ((0.29, 0.60, 0.11), 1),
        ((0.30, 0.60, 0.10), 0),
        ((0.10, 0.70, 0.20), 2),
        ((0.35, 0.35, 0.30), 2),  # the greater ratio to its threshold
        ((0.60, 0.15, 0.25), 0),
    ],
)
def test_a_side_needs_its_threshold(shares, label):
    assert label_numbers(np.array(shares, np.float64), SETTINGS) == label
    assert label_numbers(np.array([shares, shares], np.float64), SETTINGS).tolist() == [label, label]
