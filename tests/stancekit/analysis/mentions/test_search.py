"""Where actors are named, and which span gives way to which."""

import re

import pytest

from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.analysis.mentions.other_names import names_beside
from stancekit.analysis.mentions.search import GivenMentions, filter_tagged, find_mentions, find_untagged, merge
from stancekit.inputs.actor import Actor, ActorList
from stancekit.inputs.text import Text
from stancekit.language.name_search import FoldedText
from stancekit.network.decoding import TaggedSpan
from tests.support.discourses import marked_text


def spans(references):
    return [(reference.start, reference.end, reference.kind, reference.given) for reference in references]


def test_match_finds_whole_words_and_the_longest_alias():
    bank, city = Actor("Deutsche Bank", aliases=["Deutsche"], kind="organization"), Actor("Frankfurt")
    text = "Deutsche Bank of Frankfurt, Frankfurter, the Deutsche’s"
    references = GivenMentions(Text(text, actors=[bank, city])).matches
    assert spans(references) == [
        (0, 13, "organization", True),
        (17, 26, None, True),
        (45, 53, "organization", True),
    ]
    assert [reference.actor for reference in references] == [bank, city, bank]
    assert [reference.alias for reference in references] == ["Deutsche Bank", "Frankfurt", "Deutsche"]


def named(start, end, actor):
    return MentionSpan(start, end, actor.kind, given=True, actor=actor)


def given(*spans):
    return [MentionSpan(start, end, None, given=True) for start, end in spans]


def test_given_spans_come_before_names_and_names_before_tags():
    actor = Actor("x")
    matched = [named(0, 4, actor), named(10, 14, actor)]
    tags = [(5, 8, "place"), (10, 16, "person"), (20, 22, "place")]
    gathered = merge(given((3, 6)), matched, tags)
    assert spans(gathered) == [(3, 6, "place", True), (10, 14, "person", True), (20, 22, "place", False)]


def test_spans_that_only_touch_both_stay():
    gathered = merge(given((5, 8)), [named(0, 5, Actor("x"))], [(8, 9, "place")])
    assert spans(gathered) == [(0, 5, None, True), (5, 8, None, True), (8, 9, "place", False)]


def test_given_spans_may_overlap_and_count_once():
    assert spans(merge(given((0, 9), (2, 4), (0, 9)), [], [])) == [(0, 9, None, True), (2, 4, None, True)]


def test_what_gives_way_leaves_its_kind():
    assert spans(merge(given((0, 5)), [], [(3, 8, "place")])) == [(0, 5, "place", True)]
    assert spans(merge(given((0, 5)), [named(3, 8, Actor("x", kind="person"))], [(0, 5, "place")])) == [
        (0, 5, "person", True)
    ]


def test_a_given_span_on_a_name_is_that_actor():
    actor = Actor("Xi")
    (exact,) = merge(given((0, 2)), [named(0, 2, actor)], [])
    (wider,) = merge(given((0, 3)), [named(0, 2, actor)], [])
    assert exact.actor is actor and wider.actor is None


def test_a_long_span_hides_all_that_it_covers():
    tags = [(match.start(), match.end(), "place") for match in re.finditer("a", "a " * 50)]
    assert spans(merge(given((0, 60)), [], tags))[1:] == [
        (start, start + 1, "place", False) for start in range(60, 100, 2)
    ]


def hinted(text, *actors):
    return [(text[hint.start : hint.end], hint.kind) for hint in find_untagged(FoldedText(text), ActorList.of(actors))]


def test_the_people_of_parties_are_hints():
    text = "Republicans and DEMOCRATS met; republicans in France, Republican senators and the GOP did not."
    party = "organization"
    assert hinted(text) == [("Republicans", party), ("DEMOCRATS", party), ("GOP", party)]


def test_short_forms_of_given_actors_are_hints():
    text = "It took us a day to tell President Putin, the US and Congress, a congress of putin."
    given = [Actor("Vladimir Putin", kind="person"), Actor("United States", kind="place"), Actor("US Congress")]
    assert sorted(hinted(text, *given)) == [("Congress", "organization"), ("Putin", "person"), ("US", "place")]
    assert hinted("The justice department and the House", Actor("House of Representatives")) == [("House", None)]


def sifted(text, *tagged):
    found = [
        TaggedSpan(text.index(name), text.index(name) + len(name), kind)
        for name, _, kind in (t.partition("/") for t in tagged)
    ]
    return [f"{text[start:end]}/{kind}" for start, end, kind in filter_tagged(text, found)]


def test_addresses_hold_no_names():
    text = "Berg wrote to Ana.Roth@example.org, see pic.example.com/Ul66 and https://example.org/Larn/plan."
    assert sifted(text, "Berg/person", "Roth/person", "Ul66/place", "Larn/place") == ["Berg/person"]
    assert sifted("Larn\u2028won.\r\nSee www.berg.example: Berg", "Larn/place", "berg/person", "Berg/person") == [
        "Larn/place",
        "Berg/person",
    ]
    assert sifted("Roth/Vogt won, said @Berg.", "Roth/person", "Vogt/person", "Berg/person") == [
        "Roth/person",
        "Vogt/person",
    ]


def test_what_is_no_name_is_left_out():
    text = "Sen. Ana Roth (R-South Dalen) met Rep. Berg, D-N.Y., and the Pope on midweek in Larn."
    kept = ["Ana Roth/person", "Berg/person", "Pope/person", "Larn/place"]
    assert sifted(text, "Sen/person", "R-South/place", "Dalen/place", "D-N/person", "midweek/place", *kept) == kept
    assert sifted("ana roth met berg in larn", "ana roth/person", "larn/place") == ["ana roth/person", "larn/place"]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("<g LARN> (<o Gull>) - <p Ana Roth> won in <g Larn>.", ["Ana Roth", "Larn"]),
        ("<g LARN>, <g Dalen>, Tuesday — <p Ana Roth> won.", ["Ana Roth"]),
        ("(<o CNN>)<p Ana Roth> won.", ["Ana Roth"]),
        ("<o LARN>: The <o Harbor Board> won.", ["Harbor Board"]),
        ("<g Larn> - The <o Harbor Board> won.", ["Harbor Board"]),
        ("<g Larn> - A City Divided\n<p Ana Roth> won in <g Larn>.", ["Larn", "Ana Roth", "Larn"]),
        ("<g Iran> - The <o Harbor Board> won.", ["Iran", "Harbor Board"]),
        ("<g Larn> — Boats.\n<g Dalen> — Mills.", ["Larn", "Dalen"]),
        ("<o HSTY> — The <o Harbor Board> won.", ["HSTY", "Harbor Board"]),
        ("<g LARN> - <g DALEN> TALKS: WHAT NEXT", ["LARN", "DALEN"]),
    ],
)
def test_the_place_and_the_agency_of_a_dateline_are_no_actors(marked, found):
    text = marked_text(marked)
    mentions = find_mentions(GivenMentions(Text(text.text)), text.sentences)
    assert [text.text[one.start : one.end] for one in mentions] == found


def test_the_country_of_a_currency_is_no_actor():
    text = marked_text("The <g US> paid <g US>$40 and HK$50.")
    mentions = find_mentions(GivenMentions(Text(text.text)), text.sentences)
    assert [(one.start, text.text[one.start : one.end]) for one in mentions] == [(4, "US")]


@pytest.mark.parametrize("ticker", ["HLB.L", "7203.T", "NYSE: HLB", "Nasdaq:HLBX", "LON HLB", "HLB LN"])
def test_a_ticker_with_its_exchange_is_no_name(ticker):
    text = f"Halberd Drugs ({ticker}) fell."
    assert sifted(text, "Halberd Drugs/organization", f"{ticker}/organization") == ["Halberd Drugs/organization"]
    assert ticker not in names_beside(text, [MentionSpan(0, len("Halberd Drugs"), "organization")])


def test_a_name_in_brackets_is_no_ticker():
    for name in ("HSA", "U.S.", "SPD", "Roth"):
        text = f"Halberd Drugs ({name}) fell."
        assert f"{name}/organization" in sifted(text, "Halberd Drugs/organization", f"{name}/organization")


def test_a_country_is_no_person_unless_a_person_has_its_name():
    assert sifted("Russia met Jordan.", "Russia/person", "Jordan/person") == ["Russia/place", "Jordan/place"]
    assert sifted("Ana Jordan and Chad. Jordan won.", "Ana Jordan/person", "Chad/organization") == [
        "Ana Jordan/person",
        "Chad/organization",
    ]
    assert sifted("Jordan won. Ana Jordan left.", "Jordan/person", "Ana Jordan/person")[0] == "Jordan/person"


def test_names_that_the_network_finds_elsewhere_are_hints():
    text = "Ana Roth won. Roth, said Berg, is ROTH. A roth? Berg! Hill; the Hill and a Hill on the Hill."
    found = [(0, 8, "person"), (25, 29, "organization"), (54, 58, "organization")]
    missed = find_untagged(FoldedText(text), ActorList(), found)
    assert [(text[hint.start : hint.end], hint.start, hint.kind) for hint in missed] == [
        ("Roth", 14, "person"),
        ("ROTH", 34, "person"),
        ("Berg", 48, "organization"),
    ]


def found(text, *tagged):
    spans = [
        TaggedSpan(text.index(name), text.index(name) + len(name), kind)
        for name, _, kind in (t.partition("/") for t in tagged)
    ]
    return [(text[hint.start : hint.end], hint.kind) for hint in find_untagged(FoldedText(text), ActorList(), spans)]


def test_acronyms_and_names_that_the_text_gives_are_hints():
    organization = "organization"
    text = "Harbor Safety Office rose. HSO said so; an hso did not."
    assert found(text, "Harbor Safety Office/organization") == [("HSO", organization)]
    text = "Inner Seas (IS) rose. IS said so, and is right. TELL US NOW."
    assert found(text, "Inner Seas/organization") == [("IS", organization), ("IS", organization)]
    assert found("Inner Seas (IXQ) rose. IXQ said so.", "Inner Seas/organization") == []
    assert found("Halberd (HLB) rose. HLB said so.", "Halberd/organization") == []
    text = "Nora Ilse Berg won. NIB is here, and Ana Roth with AR."
    assert found(text, "Nora Ilse Berg/person", "Ana Roth/person") == [("NIB", "person")]
    text = "Ana de Roth won. ADR is here, with AR."
    assert found(text, "Ana de Roth/person") == [("ADR", "person")]
    text = "Ana Roth, better known as “Kes”, won. Kes left, a kes did not."
    assert found(text, "Ana Roth/person") == [("Kes", "person"), ("Kes", "person")]


def test_an_acronym_after_the_label_of_a_speaker_is_no_hint():
    text = marked_text("Ana Berg (AB): <p Tom Roth> won, and AB lost.")
    given = GivenMentions(Text(text.text))
    mentions = find_mentions(given, text.sentences, labels=[(0, 8)])
    assert [text.text[one.start : one.end] for one in mentions] == ["Tom Roth"]


def test_known_actors_are_hints():
    text = "The Taliban told the Mail on Sunday of the US; tell us who."
    assert found(text) == [("Taliban", "organization"), ("Mail on Sunday", "organization"), ("US", "place")]
    assert found("GIVE US MORE TIME, SAID EVERYBODY IN TOWN YESTERDAY") == []


def matched(text, *actors):
    return [text[match.start : match.end] for match in GivenMentions(Text(text, actors=actors)).matches]


def test_a_given_name_of_one_word_matches_as_it_is_written():
    text = "Who told the WHO? We are who we are. Kestrel ate; a kestrel flew. KESTREL!"
    assert matched(text, "WHO") == ["WHO"]
    assert matched(text, "Kestrel") == ["Kestrel", "KESTREL"]
    assert matched(text, "kestrel") == ["Kestrel", "kestrel", "KESTREL"]
    assert matched(text, Actor("Kestrel", ignore_case=True)) == ["Kestrel", "kestrel", "KESTREL"]
    assert matched("Unido and UNIDO", "UNIDO") == ["Unido", "UNIDO"]
    assert matched("Care is due. CARE takes care.", "CARE") == ["CARE"]
    assert matched("the harbor board met the Harbor Board", "Harbor Board") == ["harbor board", "Harbor Board"]
    assert matched("kestrel told who", "Kestrel", "WHO") == ["kestrel"]


def test_a_hint_gives_way_to_everything():
    hint = MentionSpan(4, 9, "person")
    assert spans(merge([], [], [(0, 9, "person")], [hint])) == [(0, 9, "person", False)]
    assert spans(merge(given((8, 12)), [], [], [hint])) == [(8, 12, None, True)]
    assert spans(merge([], [], [], [hint])) == [(4, 9, "person", False)]
