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
    assert gazetteer.country_code(names.normalize(name)) == code


def test_the_names_of_a_country():
    assert gazetteer.other_names(("uk",)) == ("United Kingdom", "UK", "Britain", "Great Britain")


def test_usual_name():
    assert gazetteer.usual_name(("gop",)) == ("republican", "party")
    assert gazetteer.usual_name(("us", "senate")) == ("senate",)
    assert gazetteer.usual_name(("harbour", "board")) == ("harbour", "board")


def test_forms_of_first_names():
    pairs = [("bill", "william"), ("tom", "thomas"), ("steven", "stephen"), ("lena", "lena")]
    assert all(gazetteer.are_first_name_forms(*pair) for pair in pairs)
    assert not gazetteer.are_first_name_forms("jack", "jacqueline")
    assert not gazetteer.are_first_name_forms("lena", "lotta")
    assert gazetteer.is_first_name("bill") and not gazetteer.is_first_name("kestrel")


def test_first_names_hint_at_a_sex():
    assert [gazetteer.likely_sex(name) for name in ("helen", "bill", "siobhan", "henrik", "kim", "kestrel")] == [
        "female",
        "male",
        "female",
        "male",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Taliban", "organization"),
        ("Republicans", "organization"),
        ("Huawei", "organization"),
        ("Pyongyang", "place"),
        ("Khulna", "place"),
        ("France", "place"),
        ("Washington", "place"),
        ("MBS", "person"),
        ("Morrisons", "organization"),
        ("Nando's", "organization"),
        ("St. John's", "place"),
        ("N. Ireland", "place"),
        ("Kestrel", None),
    ],
)
def test_kinds_of_known_actors(name, kind):
    assert gazetteer.kind(names.normalize(name, titled=False)) == kind


def test_full_names_of_persons():
    assert gazetteer.full_name(("bibi",)) == ("benjamin", "netanyahu")
    assert gazetteer.full_name(("ana", "roth")) == ("ana", "roth")


def test_country_names_are_those_of_cldr():
    pytest.importorskip("babel")
    from tests.support.country_names import TABLE, table

    assert TABLE.read_text(encoding="utf-8") == table(), "run python -m tests.support.country_names"
