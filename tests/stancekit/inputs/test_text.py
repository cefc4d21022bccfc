"""Every option of a Text is checked when it is made."""

import pickle

import numpy as np
import pytest

from stancekit import Actor, ActorError, InputError, SpanError, Text
from stancekit.inputs.text import as_text

TEXT = "Xi met Ana.  "


@pytest.mark.parametrize("text", [None, 1, b"Xi", ["Xi"]])
def test_not_a_str(text):
    with pytest.raises(TypeError, match=f"the text is of type {type(text).__name__}, expected a str"):
        Text(text)


@pytest.mark.parametrize("text", ["ab\ud83d", "ab\ude00\ud83d"])
def test_lone_surrogate(text):
    with pytest.raises(InputError, match="lone surrogate.* at 2: decode"):
        Text(text)


def test_options_are_kept():
    actor = Actor("Ana", aliases=["A."])
    text = Text(TEXT, id="7", mentions=[[0, 2]], actors=["Xi", actor], title=(0, 2), split=False)
    assert text.mentions == ((0, 2),)
    assert text.actors == (Actor("Xi"), actor) and actor.aliases == ("A.",)
    assert (text.id, text.title, text.split) == ("7", (0, 2), False)
    assert pickle.loads(pickle.dumps(text)) == text
    assert as_text(text) is text and as_text(TEXT) == Text(TEXT)


@pytest.mark.parametrize(
    ("span", "message"),
    [
        ((3, 3), r"\(3, 3\) is empty"),
        ((5, 3), r"\(5, 3\) is reversed"),
        ((7, 14), r"\(7, 14\) lies outside the text, which has 13 characters"),
        ((-2, 3), r"\(-2, 3\) lies outside"),
        ((2, 3), r"\(2, 3\) covers only white space"),
        ((0.0, 2.0), r"\(0.0, 2.0\) is not a pair \(start, end\) of integers"),
        (("0", "2"), r"\('0', '2'\) is not a pair"),
        ((0, 1, 2), r"\(0, 1, 2\) is not a pair"),
        (3, "3 is not a pair"),
        (None, "None is not a pair"),
    ],
)
def test_bad_span(span, message):
    with pytest.raises(SpanError, match=f"mention {message}"):
        Text(TEXT, mentions=[(0, 2), span])
    if span is not None:
        with pytest.raises(SpanError, match=f"title {message}"):
            Text(TEXT, title=span)


def test_a_single_span_in_place_of_a_list():
    with pytest.raises(SpanError, match="mention 0 is not a pair"):
        Text(TEXT, mentions=(0, 2))


def test_a_span_to_the_end_with_trailing_blanks_stays_exact():
    assert Text(TEXT, mentions=[(7, 13)]).mentions == ((7, 13),)


def test_numpy_integers_become_ints():
    ((start, end),) = Text(TEXT, mentions=np.array([[0, 2]])).mentions
    assert (start, end) == (0, 2) and type(start) is type(end) is int


@pytest.mark.parametrize("actors", ["Xi", Actor("Xi")])
def test_actors_not_a_list(actors):
    with pytest.raises(TypeError, match="expected a list of them"):
        Text(TEXT, actors=actors)


def test_aliases_not_a_list():
    with pytest.raises(TypeError, match=r"aliases=\['Putin'\]"):
        Actor("Vladimir Putin", aliases="Putin")


def test_an_actor_of_the_wrong_type():
    with pytest.raises(TypeError, match="an actor is of type int"):
        Text(TEXT, actors=[1])


@pytest.mark.parametrize("name", ["", " ", "—"])
def test_blank_name(name):
    with pytest.raises(ActorError, match="no letter or digit"):
        Text(TEXT, actors=[name])


@pytest.mark.parametrize("fields", [("Xi", [""]), ("Xi", ["..."]), (None, ()), (" ", ())])
def test_an_actor_is_checked_when_it_is_made(fields):
    with pytest.raises(ActorError, match="no letter or digit"):
        Actor(*fields)
    with pytest.raises(ActorError, match="has the id 7, expected a string"):
        Actor("Xi", id=7)


def test_unknown_kind_lists_the_valid():
    with pytest.raises(ActorError, match="'city'; valid kinds: person, organization, place"):
        Actor("Xi", kind="city")


def test_the_same_actor_twice_is_one():
    assert Text(TEXT, actors=["Xi", Actor("Xi"), "Xi"]).actors == (Actor("Xi"),)


def test_one_name_of_one_actor_may_recur():
    assert len(Text(TEXT, actors=[Actor("Xi", aliases=["XI", "Xi"])]).actors) == 1


@pytest.mark.parametrize(
    "actors", [[Actor("Xi", id="1"), Actor("Xi", id="2")], ["Ana", Actor("Xi", aliases=["ANA"])], ["xi", "Xi"]]
)
def test_one_name_of_two_actors(actors):
    with pytest.raises(ActorError, match="two actors have the name"):
        Text(TEXT, actors=actors)


def test_two_actors_that_differ_in_accents_alone_claim_one_name():
    with pytest.raises(ActorError, match="erdogan"):
        Text("x", actors=["Erdoğan", "Erdogan"])


@pytest.mark.parametrize(
    ("tag", "code"), [("en", "en"), ("en-US", "en"), ("pt_BR", "pt"), ("DE", "de"), ("ckb", "ckb")]
)
def test_a_language_is_the_code_of_its_tag(tag, code):
    assert Text(TEXT, language=tag).language == code


@pytest.mark.parametrize("tag", ["English", "", "e", "12"])
def test_another_string_is_no_language(tag):
    with pytest.raises(InputError, match="expected an ISO 639 code such as 'en'"):
        Text(TEXT, language=tag)
