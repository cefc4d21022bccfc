"""Which names belong together, and which span gives way to which."""

import re

import pytest

from stancekit.actors import Reference, gather, link, match
from stancekit.document import Actor


def linked(*mentions: str, actors=()):
    """Link names that stand in a row, each "name/kind" or "name"; return the names of each cluster."""
    text, references = "", []
    for mention in mentions:
        name, _, kind = mention.partition("/")
        references.append(Reference(len(text), len(text) + len(name), kind or None))
        text += f"{name} "
    clusters = link(text, references, actors)
    return [[mentions[member].partition("/")[0] for member in cluster.members] for cluster in clusters]


def test_equal_names_are_one():
    assert linked("Xi/person", "Oslo/place", "XI/person") == [["Xi", "XI"], ["Oslo"]]


def test_accents_titles_and_possessives_aside():
    names = ["Erdoğan", "President Erdogan", "Erdogan's", "Erdogan’s", "Mr. Erdogan"]
    assert linked(*(f"{name}/person" for name in names)) == [names]


def test_surname_after_full_name():
    assert linked("Vladimir Putin/person", "Putin/person") == [["Vladimir Putin", "Putin"]]


def test_full_name_after_surname():
    assert linked("Putin/person", "Vladimir Putin/person") == [["Putin", "Vladimir Putin"]]


def test_surname_belongs_to_the_last_full_name():
    assert linked("Bill Clinton/person", "Hillary Clinton/person", "Clinton/person") == [
        ["Hillary Clinton", "Clinton"],
        ["Bill Clinton"],
    ]


def test_a_second_full_name_does_not_join_the_first():
    assert linked("Clinton/person", "Bill Clinton/person", "Hillary Clinton/person") == [
        ["Clinton", "Bill Clinton"],
        ["Hillary Clinton"],
    ]


@pytest.mark.parametrize("kind", ["organization", "place"])
def test_only_persons_have_surnames(kind):
    assert len(linked(f"Deutsche Bank/{kind}", f"Bank/{kind}")) == 2
    assert len(linked(f"Bank/{kind}", f"Deutsche Bank/{kind}")) == 2


def test_a_first_name_is_not_a_surname():
    assert len(linked("Vladimir Putin/person", "Vladimir/person")) == 2


def test_what_has_no_letter_has_a_name_too():
    assert linked("!", "…", "!") == [["!", "!"], ["…"]]


def test_kinds_are_kept_apart():
    assert linked("Washington/person", "Washington/place", "Washington/person") == [
        ["Washington", "Washington"],
        ["Washington"],
    ]
    assert linked("Washington/person", "Washington") == [["Washington", "Washington"]]


def test_given_actor_answers_to_all_its_names():
    putin = Actor("Vladimir Putin", aliases=["Kremlin chief"], kind="person")
    assert linked("Putin/person", "Kremlin chief", "Vladimir Putin/person", actors=[putin]) == [
        ["Putin", "Kremlin chief", "Vladimir Putin"]
    ]


def test_given_actor_without_a_mention_comes_last():
    absent, present = Actor("Absent"), Actor("Oslo", id="Q585")
    text = "Rome Oslo"
    clusters = link(text, [Reference(0, 4, "place"), Reference(5, 9, None, actor=present)], [absent, present])
    assert [(cluster.name, cluster.key, cluster.members) for cluster in clusters] == [
        ("Rome", "rome", [0]),
        ("Oslo", "Q585", [1]),
        ("Absent", "absent", []),
    ]
    assert clusters[2].kind is None


def test_what_a_cluster_says_of_itself():
    text = "Merkel Chancellor Angela Merkel Merkel's Angela Merkel"
    starts = [0, 7, 32, 41]
    ends = [6, 31, 40, 54]
    (cluster,) = link(text, [Reference(*span, "person") for span in zip(starts, ends, strict=True)], [])
    assert (cluster.name, cluster.aliases, cluster.kind) == ("Angela Merkel", ("Merkel",), "person")
    assert cluster.key == "angela merkel"


def test_the_kind_tagged_most_often():
    references = [Reference(0, 2, None), Reference(3, 5, "place"), Reference(6, 8, "place")]
    (cluster,) = link("Xi Xi Xi", references, [])
    assert cluster.kind == "place"
    (given,) = link("Xi Xi Xi", references, [Actor("Xi", kind="place")])
    assert given.kind == "place" and given.members == [0, 1, 2]


def spans(references):
    return [(reference.start, reference.end, reference.kind, reference.given) for reference in references]


def test_match_finds_whole_words_and_the_longest_alias():
    bank, city = Actor("Deutsche Bank", aliases=["Deutsche"], kind="organization"), Actor("Frankfurt")
    text = "Deutsche Bank of Frankfurt, Frankfurter, the Deutsche’s"
    references = match(text, [bank, city])
    assert spans(references) == [
        (0, 13, "organization", True),
        (17, 26, None, True),
        (45, 53, "organization", True),
    ]
    assert [reference.actor for reference in references] == [bank, city, bank]


def named(start, end, actor):
    return Reference(start, end, actor.kind, given=True, actor=actor)


def test_given_spans_come_before_names_and_names_before_tags():
    actor = Actor("x")
    matched = [named(0, 4, actor), named(10, 14, actor)]
    tags = [(5, 8, "place"), (10, 16, "person"), (20, 22, "place")]
    gathered = gather([(3, 6)], matched, tags)
    assert spans(gathered) == [(3, 6, "place", True), (10, 14, "person", True), (20, 22, "place", False)]


def test_spans_that_only_touch_both_stay():
    gathered = gather([(5, 8)], [named(0, 5, Actor("x"))], [(8, 9, "place")])
    assert spans(gathered) == [(0, 5, None, True), (5, 8, None, True), (8, 9, "place", False)]


def test_given_spans_may_overlap_and_count_once():
    assert spans(gather([(0, 9), (2, 4), (0, 9)], [], [])) == [(0, 9, None, True), (2, 4, None, True)]


def test_what_gives_way_leaves_its_kind():
    assert spans(gather([(0, 5)], [], [(3, 8, "place")])) == [(0, 5, "place", True)]
    assert spans(gather([(0, 5)], [named(3, 8, Actor("x", kind="person"))], [(0, 5, "place")])) == [
        (0, 5, "person", True)
    ]


def test_a_given_span_on_a_name_is_that_actor():
    actor = Actor("Xi")
    (exact,) = gather([(0, 2)], [named(0, 2, actor)], [])
    (wider,) = gather([(0, 3)], [named(0, 2, actor)], [])
    assert exact.actor is actor and wider.actor is None


def test_a_long_span_hides_all_that_it_covers():
    tags = [(match.start(), match.end(), "place") for match in re.finditer("a", "a " * 50)]
    assert spans(gather([(0, 60)], [], tags))[1:] == [(start, start + 1, "place", False) for start in range(60, 100, 2)]
