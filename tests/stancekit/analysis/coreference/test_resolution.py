"""Whom pronouns and descriptions refer to, with a scorer whose answers are known."""

import pytest

from stancekit.analysis.coreference.resolution import Coreference
from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.network.manifest import CoreferenceSettings
from tests.support.discourses import marked_text
from tests.support.resolution import DEFAULT, Fixed, Nearest, resolved


def test_anaphors_join_the_actor_of_their_antecedent():
    links, mentions, actors = resolved(
        marked_text("<p Ann Pell> won.", "She left.", "<p Bo Roth> lost his seat."), Nearest()
    )
    assert links == [("She", "Ann Pell"), ("his", "Bo Roth")]
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    assert [actor.mentions for actor in actors] == [[0, 1], [2, 3]]
    assert [(mention.form, mention.probability) for mention in mentions[:2]] == [
        ("name", None),
        ("pronoun", pytest.approx(0.9)),
    ]


def test_the_kind_of_a_pronoun_is_its_actors():
    _, mentions, _ = resolved(marked_text("<o Acme> paid.", "It closed."), Nearest())
    assert mentions[1].kind == "organization"


def test_the_probabilities_of_one_actor_are_added_up():
    marked = marked_text("<p Ann Pell> met <p Bo Roth>, and <p Ann Pell> left.", "She slept.")
    links, mentions, _ = resolved(marked, Fixed(0.3, 0.3, 0.35))  # the actor that was named last comes first
    assert links == [("She", "Ann Pell")]
    assert mentions[3].probability == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("sentence", "field"),
    [("She left.", "pronoun"), ("It left.", "other_pronoun"), ("The [guest] left.", "description")],
)
def test_thresholds_of_the_model(sentence, field):
    marked = marked_text("<p Ann Pell> won.", sentence)
    strict = CoreferenceSettings("", **{"pronoun": 0.1, "other_pronoun": 0.1, "description": 0.1} | {field: 0.7})
    assert resolved(marked, Fixed(0.6), strict)[0] == []
    assert len(resolved(marked, Fixed(0.8), strict)[0]) == 1


def test_he_or_she_is_neither_a_place_nor_a_body():
    for place in ("<g Canada>", "<o Larn Labor Party>"):
        links, _, _ = resolved(marked_text(f"<p Ann Pell> won in {place}.", "She left."), Nearest())
        assert links == []
    links, _, _ = resolved(marked_text("In <g Canada>, <p Ann Pell> won.", "She left."), Nearest())
    assert links == [("She", "Ann Pell")]
    links, _, _ = resolved(marked_text("<g Larn> won.", "It left."), Nearest())
    assert links == [("It", "Larn")]


def test_an_improbable_antecedent_is_a_guess():
    marked = marked_text("<p Ann Pell> won.", "She left.")
    assert [actor.guesses for actor in resolved(marked, Fixed(0.6))[2]] == [{1}]
    assert [actor.guesses for actor in resolved(marked, Fixed(0.7))[2]] == [set()]


def test_somebody_without_a_name_is_no_actor_but_an_antecedent():
    marked = marked_text("<p Ann Pell> met a [neighbor].", "He left.")
    assert resolved(marked, Nearest())[0] == []


def test_a_name_after_the_pronoun_in_its_sentence_is_a_candidate():
    assert resolved(marked_text("In her book, <p Ann Pell> agrees."), Fixed(0.9))[0] == [("her", "Ann Pell")]
    assert resolved(marked_text("She agrees.", "<p Ann Pell> left."), Fixed(0.9))[0] == []


def test_a_description_does_not_refer_to_a_pronoun_within_it():
    assert resolved(marked_text("His [brother] left."), Fixed(0.9))[0] == []


def test_without_candidates_there_is_nothing():
    assert resolved(marked_text("She left."), Fixed(0.9))[0] == []


def test_what_refers_to_an_unsure_description_may_refer_to_its_actor():
    marked = marked_text("<p Ann Pell> won.", "The [guest] left.", "She slept.")
    strict = CoreferenceSettings("", pronoun=0.5, description=0.9)
    links, mentions, _ = resolved(marked, Nearest(0.8), strict)
    assert links == [("She", "Ann Pell")]
    assert mentions[1].probability == pytest.approx(0.64)


def test_a_description_that_says_what_somebody_is_refers_to_nobody():
    assert resolved(marked_text("<p Ann Pell> is the [mayor]."), Nearest())[0] == []


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("I read his [<p Roth>’s] plan.", "Roth"),
        ("She praised it and him [<p Roth>].", "Roth"),
        ("He [and <p Roth>] left.", "Ann Pell"),
        ("His friend [<p Roth> said].", "Ann Pell"),
    ],
)
def test_a_name_in_brackets_says_who_a_pronoun_is(sentence, actor):
    links, mentions, _ = resolved(marked_text("<p Ann Pell> won.", sentence), Nearest())
    own = [name for word, name in links if word.casefold() in ("he", "him", "his")]
    assert own == [actor]


def test_letters_after_a_bracket_are_no_pronoun():
    links, *_ = resolved(marked_text("<p Ann Pell> won.", "“[T]he vote was fair, and [s]he knows.”"), Nearest())
    assert links == []


@pytest.mark.parametrize(
    ("description", "country"),
    [
        ("the French [government]", "France"),
        ("the [government]", "North Korea"),
        ("the North Korean [regime]", "North Korea"),
        ("the South Korean [army]", None),
        ("the U.S. [agency]", None),
    ],
)
def test_a_nationality_rules_out_other_countries(description, country):
    text = marked_text("<g France> spoke of <g North Korea>.", f"Then {description} replied.")
    links, *_ = resolved(text, Nearest())
    assert [name for _, name in links] == ([country] if country else [])


def test_a_relative_clause_is_no_apposition():
    links, *_ = resolved(marked_text("<p Ann Pell>, whose frantic [style] is known, won."), Nearest())
    assert links == []


def test_the_world_is_no_actor():
    links, *_ = resolved(marked_text("<g Larn> fell, and the [world] watched."), Nearest())
    assert links == []


def test_he_or_she_is_nobody():
    links, *_ = resolved(
        marked_text("<p Ann Pell> won.", "A juror may say what he or she thinks of his/her day."), Nearest()
    )
    assert links == []


def test_a_reflexive_beside_a_name_is_its_actor():
    links, *_ = resolved(
        marked_text("<p Ann Pell> won.", "<p Bo Roth> himself left. <p Kim> saw her herself."), Nearest()
    )
    assert links == [("himself", "Bo Roth"), ("her", "Kim"), ("herself", "Kim")]


def test_a_quoted_pronoun_is_not_the_speaker():
    text = marked_text("<p Ann Pell> and <p Bo Roth> met.", "“She lies,” <p Pell> said of her.")
    start = len("Ann Pell and Bo Roth met. ")
    quotation = AttributionSpans(1, (start + 12, start + 16), (start + 17, start + 21), [(start, start + 11)])
    mentions, actors = Coreference(Nearest(), DEFAULT).extend(text.named([quotation]))
    owner = {position: actor.name for actor in actors for position in actor.mentions}
    assert [owner[index] for index, mention in enumerate(mentions) if mention.form != "name"] == ["Bo Roth", "Ann Pell"]


@pytest.mark.parametrize(
    ("told", "pronouns"),
    [
        ("<p Bo Roth> lied to him", []),
        ("<p Bo Roth> lied", ["he"]),
        ("<p Bo Roth> won because many like him", ["him", "he"]),
    ],
)
def test_a_source_is_not_whom_it_speaks_of_beside_itself(told, pronouns):
    marked = marked_text(f"{told}, he said.")
    end = marked.text.index(", he")
    said = AttributionSpans(0, source=(end + 2, end + 4), content=[(0, end)])
    mentions, _ = Coreference(Nearest(), DEFAULT).extend(marked.named([said]))
    assert [marked.text[one.start : one.end] for one in mentions if one.form == "pronoun"] == pronouns


def test_a_name_in_apposition_says_who_a_description_is():
    text = marked_text("<p Ann Pell> won.", "Its [founder], <p Bo Roth>, left. The [mayor], <p Kim> said, knew.")
    links, *_ = resolved(text, Nearest())
    assert {("Its founder", "Bo Roth"), ("Its", "Ann Pell")} < set(links)
    assert ("The mayor", "Kim") not in links
    text = marked_text(
        "<p Ann Pell> won.", "Her [rival] in the race, <p Bo Roth>, and his [aides] in Larn, <p Kim> said, wept."
    )
    links, *_ = resolved(text, Nearest())
    assert ("Her rival", "Bo Roth") in links and ("his aides", "Kim") not in links


def test_a_title_may_stand_before_the_name_in_apposition():
    links, *_ = resolved(marked_text("The [judge] in the case, Mrs Justice <p Roth>, left."), Nearest())
    assert links == [("The judge", "Roth")]


@pytest.mark.parametrize(
    ("sentence", "is_other"),
    [
        ("Pressed about <p Ann Pell>, he left.", True),
        ("Speaking after a row with <p Ann Pell> on Sunday, he left.", True),
        ("In an email to <p Ann Pell>, she said no.", True),
        ("Unlike <p Ann Pell>, she paid.", True),
        ("When <p Ann Pell> arrived, she left.", False),
        ("Waiting until <p Ann Pell> had left, she wept.", False),
    ],
)
def test_who_is_named_in_a_phrase_before_the_subject_is_somebody_else(sentence, is_other):
    links, *_ = resolved(marked_text("They won.", sentence), Nearest())
    assert (links == []) == is_other


@pytest.mark.parametrize(
    ("sentence", "link"),
    [
        ("My own [father], <p Bo Roth>, left.", ("My own father", "Bo Roth")),
        ("A [baker] from Larn, <p Bo Roth>, left.", ("A baker", "Bo Roth")),
        ("They met in the [city] of <g Dalen>.", ("the city", "Dalen")),
    ],
)
def test_what_comes_before_its_name_refers_to_it(sentence, link):
    links, *_ = resolved(marked_text("<p Ann Pell> won.", sentence), Nearest())
    assert link in links


def test_the_head_of_a_place_is_no_place():
    assert resolved(marked_text("The [mayor] of <g Dalen> left."), Fixed(0.0))[0] == []


def test_who_is_named_in_a_relative_clause_is_somebody_else():
    assert resolved(marked_text("The [senator], who beat <p Ann Pell>, won."), Nearest())[0] == []
    assert resolved(marked_text("The [senator] told <p Ann Pell>."), Nearest())[0] == [("The senator", "Ann Pell")]


@pytest.mark.parametrize("sentence", ["“My [mum] left.”", "A co-[founder] left.", "The [co]-pilot left."])
def test_no_description_of_an_actor(sentence):
    links, *_ = resolved(marked_text("<p Ann Pell> won.", sentence), Nearest())
    assert links == []
