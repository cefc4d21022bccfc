from dataclasses import replace

import numpy as np
import pytest
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.dataset.augmentation import swap_names, with_swapped_names

TEXT = "Ana Roth won; Roth beat Bo Li in Rothby, and she thanked France."


def item(*targets, text=TEXT):
    return LabeledSentence(text, "x", opinion="opinion", targets=tuple(Target(spans, "favor") for spans in targets))


def copy_of(one, seed=1):
    return swap_names(one, np.random.default_rng(seed))


def names(copy):
    return [[copy.text[start:end] for start, end in target.spans] for target in copy.targets]


def test_a_name_changes_at_every_mention_and_nothing_else_does():
    copy = copy_of(item(((0, 8), (14, 18), (45, 48)), ((24, 29),), ((57, 63),)), seed=3)
    (full, surname, she), (other,), (place,) = names(copy)
    assert full != "Ana Roth" and full.endswith(f" {surname}") and other not in ("Bo Li", full)
    assert (she, place) == ("she", "France")
    assert copy.text == f"{full} won; {surname} beat {other} in Rothby, and she thanked France."
    assert [target.stance for target in copy.targets] == ["favor"] * 3 and copy.opinion == "opinion"


def test_a_seed_determines_the_names_which_differ_between_copies():
    items = [item(((0, 8),)), item(((0, 4),), text="They won.")]
    first, again, other = ([*items, *with_swapped_names(items, 3, np.random.default_rng(seed))] for seed in (1, 1, 2))
    assert first == again != other
    assert first[:2] == items and len({one.text for one in first[::2]}) == 4
    assert first[1::2] == [items[1]] * 4  # nobody's name can be changed in it


def test_names_with_hyphens_and_apostrophes_are_swapped():
    copy = copy_of(item(((0, 17),), text="Mary O'Neill-Roth won."))
    assert "Neill" not in copy.text and copy.text.endswith(" won.")


@pytest.mark.parametrize(
    "name", ["She", "the mayor", "Congress", "White House", "Russia", "GOP", "Republicans", "The Post", "Berg’s"]
)
def test_only_names_of_persons_are_swapped(name):
    assert copy_of(item(((0, len(name)),), text=f"{name} won.")) is None


def test_labeled_actors_decide_who_is_a_person():
    listed = replace(item(((0, 8),), ((24, 29),)), actors=((0, 8, "organization"), (24, 29, "person")))
    copy = copy_of(listed)
    assert copy.text.startswith("Ana Roth won; Roth beat ") and "Bo Li" not in copy.text


def test_overlapping_targets_are_not_swapped():
    assert copy_of(item(((0, 8),), ((4, 8),))) is None
