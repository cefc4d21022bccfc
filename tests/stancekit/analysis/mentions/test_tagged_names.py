"""The bounds of tagged names, and what names nobody."""

import pytest

from tests.support.tagged_spans import corrected


@pytest.mark.parametrize(
    ("text", "tagged", "name"),
    [
        ("Attorney General Ana Voss' office", "Ana Voss'", "Ana Voss"),
        ("O’Dell’s wife", "O’Dell’", "O’Dell"),
        ("Her husband, Joe, left", "Joe,", "Joe"),
        ("Mr. Roth left", ". Roth", "Roth"),
        ("Mr. Roth left", "Mr. Roth", "Roth"),
        ("King C.J. left", "C.J", "C.J."),
        ("It is C.J.", "C.J.", "C.J."),
        ("the (Ana) Roth", "(Ana) Roth", "(Ana) Roth"),
        ("[Ana] Roth left", "Ana] Roth", "[Ana] Roth"),
        ("Lt. Gov. Ana Roth left", "Lt. Gov. Ana Roth", "Ana Roth"),
        ("DI Roth left", "DI Roth", "Roth"),
        ("Ch Insp Ana Roth left", "Ch Insp Ana Roth", "Ana Roth"),
        ("Ana Roth KC left", "Ana Roth KC", "Ana Roth"),
        ("Barr. Ana Roth left", "Barr. Ana Roth", "Ana Roth"),
        ("Kapitan Roth left", "Kapitan Roth", "Roth"),
        ("Adv. Roth left", "Adv. Roth", "Roth"),
        ("HRH Oba Ana Roth left", "HRH Oba Ana Roth", "Ana Roth"),
        ("Lance Corporal Ana Roth left", "Lance Corporal Ana Roth", "Ana Roth"),
        ("Lance Roth left", "Lance Roth", "Lance Roth"),
        ("Tan Sri Lim Roth left", "Tan Sri Lim Roth", "Lim Roth"),
        ("Premier Ana Roth Defends Hospital Cuts", "Ana Roth Defends", "Ana Roth"),
        ("the pro-Roth vote", "pro-Roth", "Roth"),
        ("a Larn-based firm", "Larn-based", "Larn"),
        ("an old Ana Roth ally", "old Ana Roth ally", "Ana Roth"),
        ("Omar al Rashid left", "Omar al Rashid", "Omar al Rashid"),
        ("Mayor Ana Roth Unveils Sweeping Plan for Schools", "Ana Roth Unveils", "Ana Roth"),
        ("Edna Names was here with all of her friends", "Edna Names", "Edna Names"),
    ],
)
def test_bounds_of_persons(text, tagged, name):
    assert corrected(text, f"{tagged}/person") == [f"{name}/person"]


@pytest.mark.parametrize(
    ("text", "tagged", "names"),
    [
        ("the House of Commons met", "House of", ["House of Commons"]),
        ("the House of late", "House of", ["House"]),
        ("shares of Macy's fell", "Macy", ["Macy's"]),
        ("shares of Kestrel's fell", "Kestrel's", ["Kestrel"]),
        ("the shops of Nando’s closed", "Nando", ["Nando’s"]),
        ("the home agency (HSA) Air Office rose", "HSA) Air Office", ["HSA", "Air Office"]),
        ("Larn Wire/Dale Media said", "Larn Wire/Dale Media", ["Larn Wire", "Dale Media"]),
        ("Dale Media - said", "Dale Media -", ["Dale Media"]),
        ("Institutes of Health and the Centers for Work", "Institutes of Health and the Centers for Work",
         ["Institutes of Health", "Centers for Work"]),
        ("Sex and the City", "Sex and the City", ["Sex and the City"]),
        ("Vogt Inc. rose", "Vogt Inc.", ["Vogt Inc."]),
    ],
)  # fmt: skip
def test_bounds_of_organizations(text, tagged, names):
    assert [name.rpartition("/")[0] for name in corrected(text, f"{tagged}/organization")] == names


def test_names_tagged_together():
    assert corrected("Moor and Limb left", "Moor and Limb/person") == ["Moor/person", "Limb/person"]
    assert corrected("the Turkey-Russia pact", "Turkey-Russia/place") == ["Turkey/place", "Russia/place"]
    assert corrected("Guinea-Bissau won", "Guinea-Bissau/place") == ["Guinea-Bissau/place"]
    full = ["Ana Roth/person", "Tom Berg/person"]
    text = "Ana Roth met Tom Berg. Roth-Berg won."
    assert corrected(text, *full, "Roth-Berg/person") == [*full, "Roth/person", "Berg/person"]
    assert corrected("Ana Roth-Berg won.", "Ana Roth-Berg/person") == ["Ana Roth-Berg/person"]
    assert corrected("Utah Sen. Ana Roth left", "Utah Sen. Ana Roth/person") == ["Utah/place", "Ana Roth/person"]
    assert corrected("Larn Lt. Gov. Ana Roth left", "Larn Lt. Gov. Ana Roth/person") == [
        "Larn/place",
        "Ana Roth/person",
    ]
    assert corrected("Larn Ward MCA Ana Roth left", "Larn Ward MCA Ana Roth/person") == [
        "Larn Ward/place",
        "Ana Roth/person",
    ]
    assert corrected("Martin Luther King Jr. left", "Martin Luther King Jr./person") == [
        "Martin Luther King Jr./person"
    ]
    assert corrected("House Speaker Ana Roth left", "House Speaker Ana Roth/person") == [
        "House/organization",
        "Ana Roth/person",
    ]


def test_names_tagged_apart():
    assert corrected("Donald Roth left", "Donald/person", "Roth/person") == ["Donald Roth/person"]
    assert corrected("Donald “Bo” Roth left", "Donald/person", "Roth/person") == ["Donald “Bo” Roth/person"]
    assert corrected('Donald "The Oar" Roth left', 'Donald "The/person', "Roth/person") == [
        'Donald "The Oar" Roth/person'
    ]
    assert corrected("Donald “It rains”, Roth left", "Donald/person", "Roth/person") == ["Donald/person", "Roth/person"]
    assert corrected("Donald, Roth left", "Donald/person", "Roth/person") == ["Donald/person", "Roth/person"]


@pytest.mark.parametrize(
    ("text", "tagged"), [("No, Sen. Roth", "Sen. Roth"), ("No, Sen. Roth", "Roth"), ("Rep. Ana Roth", "Ana Roth")]
)
def test_a_short_title_makes_a_person(text, tagged):
    assert corrected(text, f"{tagged}/place") == [f"{tagged.removeprefix('Sen. ')}/person"]


def test_a_stop_before_a_place_is_no_title():
    assert corrected("He met the Sen. In Larn it rained", "Larn/place") == ["Larn/place"]
    assert corrected("Mt. Larn is high", "Mt. Larn/place") == ["Mt. Larn/place"]


def test_what_a_person_leads_is_the_person():
    assert corrected("Ana Roth. The Roth Administration", "Ana Roth/person", "Roth Administration/organization") == [
        "Ana Roth/person",
        "Roth/organization",
    ]
    assert corrected("Larn County State's Attorney", "Larn County State/organization") == ["Larn County/organization"]
    assert corrected("the Harbor Administration", "Harbor Administration/organization") == [
        "Harbor Administration/organization"
    ]


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("Rain on Thurs. in Larn", "Thurs."),
        ("It fell on Tuesday", "Tuesday"),
        ("Covid spread", "Covid"),
        ("the S&P 500 rose", "S&P 500"),
        ("Democratic senators met", "Democratic"),
        ("Kenyan troops met", "Kenyan"),
        ("The progressives met", "The progressives"),
        ("as @realRoth wrote", "realRoth"),
        ("as #RothOut wrote", "#RothOut"),
        ("Ana Roth (D) won", "D"),
        ("They sang LOCK THEM UP for hours", "LOCK THEM UP"),
        ("The Sen. left", "Sen."),
        ("as PACs pay", "PACs"),
    ],
)
def test_what_names_nobody(text, tagged):
    for kind in ("person", "place", "organization"):
        assert corrected(f"{text}, said Larn", f"{tagged}/{kind}", "Larn/place") == ["Larn/place"]


def test_a_rank_in_capitals_makes_a_person():
    text = "DSP Ana Roth left. DSP Roth slept."
    assert corrected(text, "DSP Ana Roth/organization", "DSP Roth/organization") == ["Ana Roth/person", "Roth/person"]
    assert corrected("DC Comics closed", "DC Comics/organization") == ["DC Comics/organization"]


def test_the_possessive_of_a_person_is_no_shop():
    text = "Ana Marshall is ill. Marshall’s aide wept."
    assert corrected(text, "Ana Marshall/person", "Marshall’s/person") == ["Ana Marshall/person", "Marshall/person"]
    assert corrected("It rained at Marshall’s.", "Marshall’s/person") == ["Marshall’s/organization"]


def test_a_portfolio_and_a_nationality_are_no_part_of_a_name():
    assert corrected("Secretary for Education Ana Roth left.", "Education Ana Roth/person") == ["Ana Roth/person"]
    assert corrected("The Canadian Ana Roth left.", "Canadian Ana Roth/person") == ["Ana Roth/person"]
    assert corrected("Justice Ana Roth left.", "Justice Ana Roth/person") == ["Ana Roth/person"]
    assert corrected("The minister of Health left.", "Health/organization") == ["Health/organization"]


def test_a_note_in_brackets_is_no_actor():
    tags = "Ana Roth/person", "Lab/organization"
    assert corrected("Ana Roth (Lab, Larn) won.", *tags) == ["Ana Roth/person"]
    assert corrected("Ana Roth left Lab.", *tags) == list(tags)
    chief = "The director general of police (DGP) left."
    assert corrected(chief, "DGP/organization") == []


def test_a_storm_is_no_actor():
    text = "Hurricane Ida hit Larn. Ida killed ten. Ida Roth wept."
    assert corrected(text, "Ida/person", "Larn/place", "Ida/person", "Ida Roth/person") == [
        "Larn/place",
        "Ida Roth/person",
    ]
    whole = "Storm Ida hit Larn. Ida killed ten. Storm Roth acts."
    assert corrected(whole, "Storm Ida/place", "Larn/place", "Ida/place", "Storm Roth/person") == [
        "Larn/place",
        "Storm Roth/person",
    ]
    named = "Typhoon Ida, known locally as Berta, hit Larn. Berta passed."
    tags = "Ida/person", "Berta/person", "Larn/place", "Berta/person"
    assert corrected(named, *tags) == ["Larn/place"]
    windy = "Storm Ida brought winds to Larn."
    assert corrected(windy, "Storm Ida/person", "Larn/place") == ["Larn/place"]
    super_storm = "Super Typhoon Ida made landfall. Ida killed ten."
    untagged = corrected(super_storm.replace("landfall. Ida", "landfall. Later Ida"), "Ida/person")
    assert untagged == []


def test_a_title_that_is_a_surname_is_a_name():
    assert corrected("Ana Bishop left. Bishop slept.", "Ana Bishop/person", "Bishop/person") == [
        "Ana Bishop/person",
        "Bishop/person",
    ]


def test_the_member_of_a_party_from_a_place_is_described_and_not_named():
    assert corrected("The Ohio Democrat left.", "Ohio Democrat/organization") == []
    assert corrected("The Ohio Democrats met.", "Ohio Democrats/organization") == ["Ohio Democrats/organization"]


def test_a_quoted_word_is_no_name():
    assert corrected("‘Sham’ inquiry ends. It was a sham.", "Sham/person") == []
    assert corrected("‘Bounty’ left. He slept.", "Bounty/person") == ["Bounty/person"]


def test_a_modifier_before_a_name():
    text = "The Larn-aligned Plains Institute and Oslo-based Halberd agreed"
    assert corrected(text, "Larn-aligned Plains Institute/organization", "Oslo-based Halberd/organization") == [
        "Plains Institute/organization",
        "Halberd/organization",
    ]


def test_a_text_without_capitals():
    assert corrected("ana roth met berg in larn", "ana roth/person", "larn/place") == ["ana roth/person", "larn/place"]


def test_what_a_body_is_stands_after_its_name():
    assert corrected("the Larn First super PAC", "Larn First super PAC/organization") == ["Larn First/organization"]
    assert corrected("Senate Republican leaders", "Senate Republican/organization") == ["Senate/organization"]
    assert corrected("House Republicans met", "House Republicans/organization") == ["House Republicans/organization"]
