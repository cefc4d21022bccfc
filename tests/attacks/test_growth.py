"""Time is linear in the length of the text and in the number of actors, for hostile texts as well."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from stancekit import Actor, Text
from stancekit.analysis.coreference.resolution import resolve
from stancekit.analysis.linking.actors import link
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.analysis.mentions.name_bounds import without_title
from stancekit.analysis.mentions.tagged_names import correct_tagged
from stancekit.analysis.speech.attribution import ContentIndex, link_parts
from stancekit.analysis.speech.continuation import continue_quotations
from stancekit.analysis.speech.passage import Passage
from stancekit.analysis.speech.sources import source_actors
from stancekit.analysis.speech.text_attributions import attribute
from stancekit.analysis.structure.interviews import mark_unlabeled_turns
from stancekit.analysis.structure.lines import Line, SentenceStructure
from stancekit.analysis.structure.sentences import find_structure
from stancekit.inputs.formats import is_page
from stancekit.language.names import normalize, strip
from stancekit.language.quotations import find_quotations
from stancekit.language.segmentation import blocks, split_sentences
from stancekit.network.decoding import TaggedSpan
from stancekit.network.manifest import CoreferenceSettings
from tests.support.discourses import marked_text
from tests.support.fake_model import fake_model
from tests.support.growth import assert_linear, seconds
from tests.support.marked_sentences import predictions, spans

UNITS = [
    *("“ ", "“a ", "« ", "«a. ", "“a. ", '"a. ', "(a. ", "( ", "‘ ", "„a ", "‹a ", "「 ", "漢字。", "A.", "a. "),
    *(
        "a! ",
        "1. ",
        "a... ",
        "a.\n\n",
        "“a.” ",
        "a” ",
        "www.a.b ",
        "a@b.c. ",
        "a.[1] ",
        ". “",
        "?” A ",
        "'a ",
        ". [1]",
        "“a. (b? «c! ",
        "a\n",
        "\n",
        " ",
    ),
]


@pytest.mark.parametrize("unit", UNITS)
def test_segmentation(unit):
    assert_linear(lambda size: split_sentences(unit * size), 2000)


LINES = [
    *(
        "A: b\n",
        "Ann Pell is ",
        "By Ann Pell, ",
        "Ann, ",
        "(a",
        "views expressed ",
        "a@b.c ",
        "May 5, ",
        "- a\n",
        "a:\nb\n",
    ),
    *("(abc ", "AP/", "— x (@a) ", "he said:\n", "Ab Cd\n", "list of 4 items\n\n", "a\n@b\n"),
    *(
        "— x (@a)\n\n",
        "A post shared by x (@a)\n",
        "@a b ♬ c\n",
        "Ann made two charges.\n- a\n",
        "View this post on a\n",
    ),
]


@pytest.mark.parametrize("unit", [*UNITS, *LINES])
def test_structure(unit):
    def work(size):
        text = Text(unit * size)
        find_structure(text, split_sentences(text.text))

    assert_linear(work, 500)


def test_interviews():
    def work(size):
        lines = [Line(0, 0, text) for text in ("Interview with Ann Pell", *("What do you do?", "I sail.") * size)]
        mark_unlabeled_turns(lines)
        assert lines[-1].role == "speaker_turn"

    assert_linear(work, 2000)


@pytest.mark.parametrize("unit", ["“a ", "“a”\n\n“", '"', "‘a’ ", "'as ", "'a' 's ", "'a\n\n", "``a ''", '“a" ”b '])
def test_quotations(unit):
    assert_linear(lambda size: find_quotations(text := unit * size, blocks(text)), 2000)


@pytest.mark.parametrize("unit", [b"<!---->", b"<!-- ", b"<?xml ?>", b" <!--\n-->", b"<"])
def test_the_type_of_a_file(unit):
    assert_linear(lambda size: is_page(unit * size + b"hello"), 2000)


def attributions(count):
    """Link the parts of many attributions in one quoted sentence."""
    text = '"A b," c d,     ' * count
    spans = []
    for start in range(0, len(text), 16):
        spans += [(start, start + 6, "content"), (start + 7, start + 8, "source"), (start + 9, start + 10, "cue")]
    linked = link_parts(spans)
    assert len(linked) == count
    sentence = replace(predictions(text, "", 0), end=len(text))
    passage = Passage(text, [sentence], [SentenceStructure()], list(blocks(text)), [linked])
    continue_quotations(passage, find_quotations(text, passage.paragraphs))
    index = ContentIndex(passage.by_sentence[0])
    assert [index.around(0, start + 1, start + 2) for start in range(0, len(text), 16)] == list(range(count))


@pytest.mark.parametrize(
    "sentence",
    [
        "“It is.” ",
        "<c “It is,”> <q said> <s he> <p Berg>. ",
        "<s I> <q say> <c it>. ",
        "<s She> <q says> <c it>. ",
        "<c a><q :> <s b>, <p Ana>, c. ",
        "<s Prosecutors> <q said> <c he lied>. ",
        "He had lied and he was vile. ",
        '"?" ',
        "'a\n\n",
    ],
)
@pytest.mark.parametrize("role", ["body", "headline", "quote_block"])
@pytest.mark.parametrize("is_one", [True, False])
def test_sources(sentence, role, is_one):
    plain = predictions(sentence, sentence, 0)
    width = plain.end

    def work(size):
        shifts = range(0, size * width, width)
        sentences = [_shifted(plain, shifts)] if is_one else [_shifted(plain, [shift]) for shift in shifts]
        text = spans(sentence)[0] * size
        paragraphs = list(blocks(text))
        quotations = find_quotations(text, paragraphs)
        attributions = attribute(text, sentences, [SentenceStructure(role)] * len(sentences), quotations, paragraphs)
        source_actors(text, [(one.start, one.end) for one in sentences], attributions, [], {})

    assert_linear(work, 200)


def _shifted(sentence, shifts):
    """Return a sentence repeated at some positions."""
    return replace(
        sentence,
        start=shifts[0],
        end=shifts[-1] + sentence.end,
        actors=[TaggedSpan(start + at, end + at, kind) for at in shifts for start, end, kind in sentence.actors],
        roles=[(start + at, end + at, role) for at in shifts for start, end, role in sentence.roles],
    )


@pytest.mark.parametrize(
    "sentence", ["Storm <p Ida> hit Larn. ", "<p Storm Ida> hit. ", "<p Ana-Lena>, known as <p Bo>. ", "<o Abcd>. "]
)
def test_names(sentence):
    plain = predictions(sentence, sentence, 0)

    def work(size):
        text = spans(sentence)[0] * size
        shifts = range(0, size * plain.end, plain.end)
        tagged = [TaggedSpan(start + at, end + at, kind) for at in shifts for start, end, kind in plain.actors]
        mentions = [MentionSpan(start, end, kind) for start, end, kind in correct_tagged(text, tagged)]
        link(text, mentions, [])

    assert_linear(work, 200)


class Certain:
    """Gives the first candidate of each anaphor all the probability."""

    def probabilities(self, anaphor, candidates, anaphor_features, pair_features):
        return np.eye(1, len(candidates), dtype=np.float32)[0]


@cache
def one_sentence(unit, size):
    return marked_text(unit * size).named()


@pytest.mark.parametrize("unit", ["he ", "<p Ana> he "])
def test_coreference_in_one_sentence(unit):
    def work(size):
        named = one_sentence(unit, size)
        resolve(named.discourse(), named.owners, Certain(), CoreferenceSettings(""))

    assert_linear(work, 200)


@pytest.mark.parametrize("name", ["Mr ", "the ", "Prime Minister ", "Inc. "])
def test_long_names(name):
    def work(size):
        text = name * size + "Roth"
        normalize.__wrapped__(text)
        normalize.__wrapped__("Roth " + name * size)
        strip.__wrapped__(text)
        without_title(text, 0, len(text))

    assert_linear(work, 1000)


def test_acronyms_of_many_names():
    def work(size):
        text, mentions = "", []
        for number in range(size):
            name = f"A{'abcdefghij'[number % 10]}{number} X{number}"
            mentions += [MentionSpan(len(text), len(text) + len(name), "organization")]
            mentions += [MentionSpan(len(text) + len(name) + 2, len(text) + len(name) + 4, "organization")]
            text += f"{name} (AX). "
        link(text, mentions, [])

    assert_linear(work, 500)


def test_attributions_in_one_sentence():
    assert_linear(attributions, 200)


def test_sources_and_cues_apart():
    def work(size):
        spans = [(2 * at, 2 * at + 1, "source") for at in range(size)]
        spans += [(2 * at, 2 * at + 1, "cue") for at in range(size, 2 * size)]
        link_parts(spans)

    assert_linear(work, 500)


@pytest.mark.parametrize(
    "name",
    [lambda at: f"Person{at} Name{at}", lambda at: f"The {at}", lambda at: f"Ana {'a ' * (at % 50)}{at}"],
    ids=["other words", "one first word", "long names"],
)
def test_given_actors(tiny_model_folder, name):
    model = fake_model(tiny_model_folder)

    def work(size):
        model(
            Text("The mayor of Oslo lied to the 7.", actors=[Actor(name(at), aliases=[f"X{at}"]) for at in range(size)])
        )

    assert_linear(work, 200)


def test_given_actors_are_checked_once_for_many_texts(tiny_model_folder):
    actors = Text("", actors=[f"Person{at} Name{at}" for at in range(3000)]).actors
    once = seconds(lambda size: [Text("The mayor lied.", actors=actors) for _ in range(size)], 1000)
    assert once < 0.5
    assert all(Text("The mayor lied.", actors=actors).actors is actors for _ in range(3))


def test_mentions_of_one_text(tiny_model_folder):
    model = fake_model(tiny_model_folder)

    def work(size):
        text = "Ana Berg lied. " * size
        model(Text(text, mentions=[(start, start + 8) for start in range(0, len(text), 15)]))

    assert_linear(work, 100)


def test_spans_that_no_boundary_may_cut():
    def work(size):
        starts = np.arange(size) * 7
        split_sentences("One A. " * size, keep=[(int(start), int(start) + 9) for start in starts])

    assert_linear(work, 500)
