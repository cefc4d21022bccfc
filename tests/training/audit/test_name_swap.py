"""The name swap: where the name occurs, and the metrics."""

from types import SimpleNamespace

import pytest
from stancekit_training.audit.name_swap import measure_name_swap, name_groups, templates
from stancekit_training.corpora.sentence import LabeledSentence, Target

from stancekit.document.scores import Stance


class Fixed:
    """A model that tags two names, and whose stance depends on one word of the name alone."""

    def __init__(self, disliked=""):
        self.disliked = disliked

    def logits(self, source):
        return [source.text]

    @property
    def decoder(self):
        return SimpleNamespace(actor_spans=self.actor_spans, decode=self.decode)

    def actor_spans(self, text):
        return [
            (text.index(name), text.index(name) + len(name), "person") for name in ("Ana Roth", "Bo") if name in text
        ]

    def decode(self, text):
        def stance(start, end):
            bad = self.disliked and self.disliked in text[start:end]
            return Stance(0.8, 0.1, 0.1) if bad else Stance(0.1, 0.1, 0.8)

        return SimpleNamespace(stance=stance)


TEXT = "Yesterday Ana Roth won; Roth beat Bo in Rothby."
ITEM = LabeledSentence(TEXT, "x", targets=(Target(((10, 18), (24, 28)), "favor"), Target(((34, 36),), "against")))


def test_a_sentence_is_split_at_each_occurrence_of_the_name():
    first, second = templates(Fixed(), [ITEM])
    assert first.with_name() == (TEXT, (10, 18))
    assert first.with_name("Mary Ann Smith") == ("Yesterday Mary Ann Smith won; Smith beat Bo in Rothby.", (10, 24))
    assert second.with_name("Li Wei") == ("Yesterday Ana Roth won; Roth beat Wei in Rothby.", (34, 37))


def test_only_persons_with_a_name_are_swapped():
    text = "The mayor met Ana Roth."
    item = LabeledSentence(text, "x", targets=(Target(((0, 9),), "favor"), Target(((14, 22), (0, 9)), "favor")))
    (template,) = templates(Fixed(), [item])
    assert template.with_name("Li Wei")[0] == "The mayor met Li Wei."


def test_a_model_that_ignores_names_does_not_move():
    measured = measure_name_swap(Fixed(), [ITEM])
    assert (measured.delta, measured.changed, measured.range) == (0, 0, 0)
    assert list(measured.groups.values()) == pytest.approx([0] * len(name_groups()))
    assert measured.sentences == 2 and measured.names == sum(map(len, name_groups().values())) >= 50


def test_a_model_that_dislikes_a_name_is_found_out():
    measured = measure_name_swap(Fixed("Trump"), [ITEM])
    assert measured.delta == pytest.approx(1.4 / measured.names)
    assert measured.changed == pytest.approx(1 / measured.names)
    assert measured.range == pytest.approx(1.4)
    assert measured.groups["republicans"] == pytest.approx(-1.4 / 8)
    assert measured.groups["leaders"] > 0
