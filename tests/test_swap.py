"""Other names in the same sentences."""

import pytest

from training.item import Item, Target
from training.swap import swapped

TEXT = "Ana Roth won; Roth beat Bo Li in Rothby, and she thanked France."


def item(*targets, text=TEXT):
    return Item(text, "x", opinion="opinion", targets=tuple(Target(spans, "favor") for spans in targets))


def names(twin):
    return [[twin.text[start:end] for start, end in target.spans] for target in twin.targets]


def test_a_name_is_another_everywhere_and_nothing_else_changes():
    (twin,) = swapped([item(((0, 8), (14, 18), (45, 48)), ((24, 29),), ((57, 63),))], seed=3)
    (full, surname, she), (other,), (place,) = names(twin)
    assert full != "Ana Roth" and full.endswith(f" {surname}") and other not in ("Bo Li", full)
    assert (she, place) == ("she", "France")
    assert twin.text == f"{full} won; {surname} beat {other} in Rothby, and she thanked France."
    assert [target.stance for target in twin.targets] == ["favor"] * 3 and twin.opinion == "opinion"


def test_the_same_seed_gives_the_same_names():
    items = [item(((0, 8),))] * 5
    first, again, other = (list(swapped(items, seed=seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert len({twin.text for twin in first}) > 1


@pytest.mark.parametrize(
    "name", ["She", "the mayor", "Congress", "White House", "Russia", "GOP", "Republicans", "The Post"]
)
def test_what_is_no_persons_name_has_no_twin(name):
    assert list(swapped([item(((0, len(name)),), text=f"{name} won.")], seed=1)) == []


def test_targets_that_overlap_have_no_twin():
    assert list(swapped([item(((0, 8),), ((4, 8),))], seed=1)) == []
