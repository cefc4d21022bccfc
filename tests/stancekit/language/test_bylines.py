"""Lines that name the author of an article."""

import pytest

from stancekit.language import bylines, furniture


@pytest.mark.parametrize("name", ["Ana Roth", "Maria dos Santos", "Hans zu Rhein", "Omar ibn Saud", "Jan van der Berg"])
def test_particles_belong_to_a_name(name):
    assert bylines.is_name(name) and bylines.is_byline(f"By {name}")
    assert furniture.biography_of(f"{name} is a columnist for the Gazette.") == name


@pytest.mark.parametrize("line", ["Roth at Larn", "Ana do Roth", "Ana as Roth"])
def test_english_words_do_not(line):
    assert not bylines.is_name(line)
