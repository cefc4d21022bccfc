"""Time is linear in the length of the text and in the number of actors, for hostile texts as well.

A test compares the CPU time of two sizes: four times the size may take at
most six times the time.
"""

import time

import numpy as np
import pytest

from stancekit import Actor, Text
from stancekit.analysis.attribution import ContentIndex, continue_quotations, link_parts
from stancekit.inputs.web_pages import is_page
from stancekit.language.quotations import find_quotations
from stancekit.language.segmentation import blocks, split_sentences
from tests.support.fake_model import fake_model

RATIO = 6.0
LEAST = 0.02  # seconds below which a clock says nothing


def seconds(work, size):
    """Return the least CPU time of three runs."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work(size)
        times.append(time.process_time() - began)
    return min(times)


def assert_linear(work, size):
    while (short := seconds(work, size)) < LEAST and size < 1 << 18:
        size *= 2
    assert seconds(work, 4 * size) < RATIO * max(short, LEAST)


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
        "“a. (b? «c! ",
        "a\n",
        "\n",
        " ",
    ),
]


@pytest.mark.parametrize("unit", UNITS)
def test_segmentation(unit):
    assert_linear(lambda size: split_sentences(unit * size), 2000)


@pytest.mark.parametrize("unit", ["“a ", "“a”\n\n“", '"', "‘a’ "])
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
    found = continue_quotations(text, linked, [(0, len(text))], find_quotations(text, blocks(text)))
    index = ContentIndex(found)
    assert [index.around(0, start + 1, start + 2) for start in range(0, len(text), 16)] == list(range(count))


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
