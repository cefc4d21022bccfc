"""Other names in the same sentences."""

from dataclasses import replace

import numpy as np
import pytest
from stancekit_training.corpora.sentence import Item, Target
from stancekit_training.dataset.augmentation import renamed, versions

TEXT = "Ana Roth won; Roth beat Bo Li in Rothby, and she thanked France."


def item(*targets, text=TEXT):
    return Item(text, "x", opinion="opinion", targets=tuple(Target(spans, "favor") for spans in targets))


def twin_of(one, seed=1):
    return renamed(one, np.random.default_rng(seed))


def names(twin):
    return [[twin.text[start:end] for start, end in target.spans] for target in twin.targets]


def test_a_name_is_another_everywhere_and_nothing_else_changes():
    twin = twin_of(item(((0, 8), (14, 18), (45, 48)), ((24, 29),), ((57, 63),)), seed=3)
    (full, surname, she), (other,), (place,) = names(twin)
    assert full != "Ana Roth" and full.endswith(f" {surname}") and other not in ("Bo Li", full)
    assert (she, place) == ("she", "France")
    assert twin.text == f"{full} won; {surname} beat {other} in Rothby, and she thanked France."
    assert [target.stance for target in twin.targets] == ["favor"] * 3 and twin.opinion == "opinion"


def test_the_same_seed_gives_the_same_names_each_twin_its_own():
    items = [item(((0, 8),)), item(((0, 4),), text="They won.")]
    first, again, other = (versions(items, 3, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    assert first[:2] == items and len({one.text for one in first[::2]}) == 4
    assert first[1::2] == [items[1]] * 4  # nobody's name can be changed in it


def test_a_name_is_written_with_hyphens_and_apostrophes():
    twin = twin_of(item(((0, 17),), text="Mary O'Neill-Roth won."))
    assert "Neill" not in twin.text and twin.text.endswith(" won.")


@pytest.mark.parametrize(
    "name", ["She", "the mayor", "Congress", "White House", "Russia", "GOP", "Republicans", "The Post", "Berg’s"]
)
def test_what_is_no_persons_name_has_no_twin(name):
    assert twin_of(item(((0, len(name)),), text=f"{name} won.")) is None


def test_an_item_that_lists_its_actors_tells_who_is_a_person():
    listed = replace(item(((0, 8),), ((24, 29),)), actors=((0, 8, "organization"), (24, 29, "person")))
    twin = twin_of(listed)
    assert twin.text.startswith("Ana Roth won; Roth beat ") and "Bo Li" not in twin.text


def test_targets_that_overlap_have_no_twin():
    assert twin_of(item(((0, 8),), ((4, 8),))) is None
