"""Other names of countries, parties and persons."""

import pytest

from stancekit.language import gazetteer, names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Germany", "DE"),
        ("the U.S.", "US"),
        ("Britain", "GB"),
        ("Côte d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("Georgia", None),
    ],
)
def test_country(name, code):
    assert gazetteer.country(names.normalize(name)) == code


def test_the_names_of_a_country():
    assert gazetteer.other_names(("uk",)) == ("United Kingdom", "UK", "Britain", "Great Britain")


def test_usual_name():
    assert gazetteer.usual_name(("gop",)) == ("republican", "party")
    assert gazetteer.usual_name(("us", "senate")) == ("senate",)
    assert gazetteer.usual_name(("harbour", "board")) == ("harbour", "board")


def test_first_names():
    assert gazetteer.full_first_name("bill") == "william"
    assert gazetteer.full_first_name("lena") == "lena"


def test_country_names_are_those_of_cldr():
    pytest.importorskip("babel")
    from tests.support.country_names import TABLE, table

    assert TABLE.read_text(encoding="utf-8") == table(), "run python -m tests.support.country_names"
