"""Which names belong together."""

import pytest

from stancekit.analysis.linking.actors import link
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.analysis.salience import sort_by_salience
from stancekit.inputs.actor import Actor
from tests.support.linked_names import clustered, linked


def test_equal_names_are_one():
    assert linked("Xi/person", "Oslo/place", "XI/person") == [["Xi", "XI"], ["Oslo"]]


def test_accents_titles_and_possessives_aside():
    names = ["Erdoğan", "President Erdogan", "Erdogan's", "Erdogan’s", "Mr. Erdogan"]
    assert linked(*(f"{name}/person" for name in names)) == [names]


def test_surname_after_full_name():
    assert linked("Vladimir Putin/person", "Putin/person") == [["Vladimir Putin", "Putin"]]


def test_full_name_after_surname():
    assert linked("Putin/person", "Vladimir Putin/person") == [["Putin", "Vladimir Putin"]]


def test_a_shared_surname_is_a_guess_for_the_last_full_name():
    bill, hillary = clustered(*(f"{name}/person" for name in CLINTONS))
    assert (bill.mentions, bill.guesses) == ([0, 1, 4, 5], {0, 5})
    assert (hillary.mentions, hillary.guesses) == ([2, 3], {3})


CLINTONS = ["Clinton", "Bill Clinton", "Hillary Clinton", "Clinton", "Bill Clinton", "Clinton"]


@pytest.mark.parametrize(
    ("mention", "key"),
    [
        ("the U.S./place", "US"),
        ("Côte d’Ivoire/place", "CI"),
        ("Georgia/place", "georgia"),
        ("GOP/organization", "republican party"),
        ("Justice Department/organization", "justice department"),
        ("Donald J. Trump/person", "donald trump"),
        ("Martin Luther King Jr./person", "martin luther king jr"),
        ("J. K. Rowling/person", "j k rowling"),
    ],
)
def test_keys(mention, key):
    assert clustered(mention)[0].key == key


def test_salience_is_mentions_then_spread_and_the_headline_counts_for_several():
    names = ["A/place", "B/place", "C/place", "B/place", "C/place", "D/place", "C/place", "D/place"]
    references = [MentionSpan(2 * place, 2 * place + 1, "place") for place in range(len(names))]
    clusters = link(" ".join(name[0] for name in names), references, [])
    assert [actor.name for actor in sort_by_salience(clusters, references, None)] == ["C", "B", "D", "A"]
    assert [actor.name for actor in sort_by_salience(clusters, references, (0, 1))] == ["A", "C", "B", "D"]


@pytest.mark.parametrize("kind", ["organization", "place"])
def test_only_persons_have_surnames(kind):
    assert len(linked(f"Deutsche Bank/{kind}", f"Bank/{kind}")) == 2
    assert len(linked(f"Bank/{kind}", f"Deutsche Bank/{kind}")) == 2


def test_what_has_no_letter_has_a_name_too():
    assert linked("!", "…", "!") == [["!", "!"], ["…"]]


def test_persons_and_places_are_kept_apart():
    assert linked("Dale Washington/person", "Washington/person", "Washington/place", "Washington/person") == [
        ["Dale Washington", "Washington", "Washington"],
        ["Washington"],
    ]
    assert len(linked("Kremlin/person", "Kremlin/place", "Kremlin/place", "Kremlin/person")) == 1
    assert linked("Washington/person", "Washington") == [["Washington", "Washington"]]


def test_a_rare_kind_is_a_slip_of_the_tags():
    assert len(linked(*["Washington/person"] * 3, "Washington/place")) == 1


def test_given_actor_answers_to_all_its_names():
    putin = Actor("Vladimir Putin", aliases=["Kremlin chief"], kind="person")
    assert linked("Putin/person", "Kremlin chief", "Vladimir Putin/person", actors=[putin]) == [
        ["Putin", "Kremlin chief", "Vladimir Putin"]
    ]


def test_a_given_name_need_not_tell_a_son_from_his_father():
    holder = Actor("Eric Holder", kind="person")
    assert len(linked("Eric H. Holder Jr./person", actors=[holder])) == 1
    assert len(linked("Eric Holder/person", "Eric H. Holder Jr./person", actors=[holder])) == 2


def test_given_actor_without_a_mention_comes_last():
    absent, present = Actor("Absent"), Actor("Oslo", id="Q585")
    text = "Rome Oslo"
    clusters = link(text, [MentionSpan(0, 4, "place"), MentionSpan(5, 9, None, actor=present)], [absent, present])
    assert [(actor.name, actor.key, actor.mentions) for actor in clusters] == [
        ("Rome", "rome", [0]),
        ("Oslo", "Q585", [1]),
        ("Absent", "absent", []),
    ]
    assert clusters[2].kind is None


def test_what_a_cluster_says_of_itself():
    text = "Merkel Chancellor Angela Merkel Merkel's Angela Merkel"
    starts = [0, 7, 32, 41]
    ends = [6, 31, 40, 54]
    (actor,) = link(text, [MentionSpan(*span, "person") for span in zip(starts, ends, strict=True)], [])
    assert (actor.name, actor.aliases, actor.kind) == ("Angela Merkel", ("Merkel",), "person")
    assert actor.key == "angela merkel"


def test_the_kind_tagged_most_often():
    references = [MentionSpan(0, 2, None), MentionSpan(3, 5, "place"), MentionSpan(6, 8, "place")]
    (actor,) = link("Xi Xi Xi", references, [])
    assert actor.kind == "place"
    (given,) = link("Xi Xi Xi", references, [Actor("Xi", kind="place")])
    assert given.kind == "place" and given.mentions == [0, 1, 2]


def test_a_full_name_tells_the_kind_more_surely_than_a_part():
    (actor,) = clustered("Tarn Water/organization", "Tarn/person", "Tarn/person")
    assert actor.kind == "organization"


def in_text(text, *names, kind="person"):
    """Link the names of a text, each at its next place; return the names of each actor."""
    mentions, position = [], 0
    for name in names:
        start = text.index(name, position)
        position = start + len(name)
        mentions.append(MentionSpan(start, position, kind))
    return [[names[member] for member in actor.mentions] for actor in link(text, mentions, [])]


def test_titles_and_kin_tell_a_couple_apart():
    text = "Ana Roth and her husband Tom Roth left. Mrs Roth waved, Mr Roth slept."
    assert in_text(text, "Ana Roth", "Tom Roth", "Roth", "Roth") == [["Ana Roth", "Roth"], ["Tom Roth", "Roth"]]


def test_a_couple_without_full_names():
    assert in_text("Mr Roth came. Mrs Roth left. Roth slept.", "Roth", "Roth", "Roth") == [["Roth"], ["Roth", "Roth"]]


def test_two_first_names_before_one_surname():
    text = "Tom and Helen Roth voted. Mr Roth smiled."
    assert in_text(text, "Tom", "Helen Roth", "Roth") == [["Tom", "Roth"], ["Helen Roth"]]


def test_a_shared_surname_is_a_guess_for_the_person_mentioned_most():
    text = "Ana Roth won. Ana Roth, whose brother is Tom Roth, spoke. Roth smiled."
    assert in_text(text, "Ana Roth", "Ana Roth", "Tom Roth", "Roth") == [
        ["Ana Roth", "Ana Roth", "Roth"],
        ["Tom Roth"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Roth, better known as “Kes”, left. Kes slept.",
        "Ana Roth (also known as Kes) left. Kes slept.",
        "Ana Roth, nicknamed Kes, left. Kes slept.",
        "Ana Roth, alias Commander Kes, left. Kes slept.",
        "Ana Roth, a Larn singer better known as Kes, left. Kes slept.",
        "Ana Roth, dubbed “the Kes”, left. The Kes slept.",
        "Ana Roth, who goes by the name Kes, left. Kes slept.",
        "Ana Roth, who performs under the name Kes, left. Kes slept.",
        "Ana Roth, whose real name is Kes, left. Kes slept.",
    ],
)
def test_names_that_the_text_equates(text):
    assert in_text(text, "Ana Roth", "Kes", "Kes") == [["Ana Roth", "Kes", "Kes"]]


def test_an_acronym_of_a_name_without_the_place_before_it():
    text = "The Ohio Party of Labor (PL) won. The PL lost Kent."
    found = in_text(text, "Ohio Party of Labor", "PL", "PL")
    assert found == [["Ohio Party of Labor", "PL", "PL"]]


def test_the_name_by_which_somebody_is_known_may_come_first():
    text = "“Kes”, as Ana Roth is known in Larn, left. Kes slept."
    assert in_text(text, "Kes", "Ana Roth", "Kes") == [["Kes", "Ana Roth", "Kes"]]


def test_an_acronym_in_brackets():
    text = "The Harbor Safety Authority (HSTY) closed; HSTY (Larn) said so."
    assert in_text(text, "Harbor Safety Authority", "HSTY", "HSTY", "Larn", kind="organization") == [
        ["Harbor Safety Authority", "HSTY", "HSTY"],
        ["Larn"],
    ]
    text = "The Harbor Authority ( HA ) closed; HA said so."
    assert in_text(text, "Harbor Authority", "HA", "HA", kind="organization") == [["Harbor Authority", "HA", "HA"]]
    text = "Shares of Kestin (KST) fell; KST (Larn) said so."
    assert in_text(text, "Kestin", "KST", "KST", "Larn", kind="organization") == [["Kestin", "KST", "KST"], ["Larn"]]


def test_a_full_name_in_capitals_is_not_shown():
    (actor,) = clustered("ANA ROTH/person", "ANA ROTH/person", "Ana Roth/person")
    assert (actor.name, actor.key) == ("Ana Roth", "ana roth")
    (place,) = clustered("LARN/place", "LARN/place", "Larn/place")  # of a dateline
    assert place.name == "Larn"
    (agency,) = clustered("HSTY/organization", "HSTY's/organization")
    assert agency.name == "HSTY"


def test_one_mention_does_not_rename_a_body():
    (party,) = clustered(*["Tea Party/organization"] * 4, "Larn Tea Party/organization")
    assert (party.name, party.aliases) == ("Tea Party", ("Larn Tea Party",))
    (team,) = clustered(*["Hawks/organization"] * 4, "Larn Hawks/organization")
    assert team.name == "Larn Hawks"
    (paper,) = clustered("Larn Chronicle/organization", *["Chronicle/organization"] * 4)
    assert paper.name == "Larn Chronicle"


def test_a_state_is_no_part_of_a_citys_name():
    (city,) = clustered("Larn, Ohio/place", "Larn/place")
    assert (city.name, city.key) == ("Larn", "larn")
    assert len(clustered("Larn, Ohio/place", "Larn/organization")) == 2
    assert len(clustered("Larn, Ohio/place", "Larn, Iowa/place")) == 2


def test_a_daughter_who_is_named_later_is_not_meant_before():
    text = "Tom Roth ran. Oye Roth spoke. Mrs. Roth slept. Mr. Roth left. Ana Roth wept."
    found = in_text(text, "Tom Roth", "Oye Roth", "Roth", "Roth", "Ana Roth")
    assert found == [["Tom Roth", "Roth"], ["Oye Roth", "Roth"], ["Ana Roth"]]


def test_a_nickname_of_several_words_is_no_part_of_a_key():
    (actor,) = clustered('Ana "The Oar" Roth/person', "Ana Roth/person", "Ana Roth/person")
    assert (actor.name, actor.key) == ("Ana Roth", "ana roth")


def test_titles_stay_out_of_names_and_keys():
    (actor,) = clustered("Shri Anand Rao/person", "Hon. Rao/person")
    assert (actor.name, actor.key) == ("Anand Rao", "anand rao")


def test_what_the_text_tells_of_the_sex():
    text = "Mrs Ana Roth and Tom Berg"
    ana, tom = link(text, [MentionSpan(4, 12, "person"), MentionSpan(17, 25, "person")], [])
    assert (ana.sex, tom.sex) == ("female", None)


def test_a_surname_stands_for_its_best_known_bearer():
    text = "Obama spoke. Obama left with Michelle Obama. Obama waved. Michelle smiled."
    assert in_text(text, "Obama", "Obama", "Michelle Obama", "Obama", "Michelle") == [
        ["Obama", "Obama", "Obama"],
        ["Michelle Obama", "Michelle"],
    ]
    text = "Michelle Obama spoke. Obama waved."
    assert in_text(text, "Michelle Obama", "Obama") == [["Michelle Obama", "Obama"]]


def test_father_and_son_of_one_name():
    assert len(linked("George W. Bush/person", "George H.W. Bush/person")) == 2


def test_an_actor_is_shown_by_its_name_in_full():
    text = "Conn. Connecticut Conn."
    spans = [MentionSpan(0, 5, "place"), MentionSpan(6, 17, "place"), MentionSpan(18, 23, "place")]
    (actor,) = link(text, spans, [])
    assert (actor.name, actor.aliases) == ("Connecticut", ("Conn.",))
