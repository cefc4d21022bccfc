"""Mutated texts: no crash, exact offsets, the same result alone and in a pipe, valid JSON, pages and terminal views."""

import io
import itertools
import json
import random
import re
import unicodedata

import pytest
from rich.console import Console

import stancekit
from stancekit import Actor, ActorError, Document, InputError, SpanError, Text
from stancekit.inputs import prose
from stancekit.report.terminal import render
from tests.stancekit.test_bad_input import assert_contracts

SENTENCES = [
    "The mayor, Anna Berg, lied again.",
    "“The harbour plan is good,” said Dr. Xi of the U.S. Harbour Board, “and it will win.”",
    "Sen. Marcus Thorne (R-Texas) said on Monday at 9 a.m. that the budget was bad; he left.",
    "Nobody in Oslo thanked Erdoğan's aides for it!",
    "What were they thinking? The city of Larn can no longer afford the offence.",
]
CHARACTERS = [
    *map(
        chr, (0, 7, 8, 11, 12, 27, 28, 29, 30, 31, 0x7F, 0x85, 0xA0, 0xAD, 0x301, 0x489, 0x200B, 0x200D, 0x200F, 0x202E)
    ),
    *map(
        chr, (0x2028, 0x2029, 0x2066, 0x2069, 0xFEFF, 0x3000, 0x1680, 0x180E, 0x345, 0xE000, 0xFFFE, 0xFFFD, 0x10FFFF)
    ),
    *"İıßﬁǆé漢한。！؟😀²½①",
    *"\"'“”‘’«»„‹›()[]{}<>-–—,;:/\\@#$%&*!?….|~^`_=+",
]
FRAGMENTS = [
    *(
        "<b>x</b>",
        '{"a": 1}',
        "http://x.y/z?a=b",
        "a@b.co",
        "1,234.56",
        "[SEP]",
        "[UNK]",
        "##ing",
        "{{ x }}",
        "<!--",
        "]]>",
    ),
    *("&lt;", "%s", "\\u0041", "\x1b[31m", "\x1b]8;;http://x\x07", "</script>", "(D-N.Y.)"),
]


class Mutations:
    """An endless supply of texts from a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self):
        parts = [self._part() for _ in range(self.random.choice((1, 1, 2, 3)))]
        return self.random.choice((" ", "\n", "\n\n", "\r\n", "\u2028", "\t", "")).join(parts)

    def span(self, text):
        return tuple(sorted(self.random.randrange(len(text) + 1) for _ in range(2)))

    def _part(self):
        kind = self.random.random()
        if kind < 0.25:
            pieces = [*CHARACTERS, " ", "a", "The ", "Xi "]
            return "".join(self.random.choice(pieces) for _ in range(self.random.randint(0, 40)))
        if kind < 0.35:
            return self.random.choice(FRAGMENTS) * self.random.randint(1, 4)
        sentence = self.random.choice(SENTENCES)
        for _ in range(self.random.randint(0, 4)):
            sentence = self._mutated(sentence)
        return sentence

    def _mutated(self, sentence):
        at, kind = self.random.randrange(len(sentence) + 1), self.random.random()
        if kind < 0.5:
            return sentence[:at] + self.random.choice(CHARACTERS) + sentence[at:]
        if kind < 0.7:
            return sentence[:at] + sentence[at + self.random.randint(1, 8) :]
        if kind < 0.85:
            return sentence.upper() if at % 2 else sentence.lower()
        return sentence[:at] + unicodedata.normalize("NFD", sentence[at:])


def assert_serializes(document):
    assert Document.from_dict(json.loads(json.dumps(document.to_dict(), allow_nan=False))) == document


def assert_page_holds(document):
    page = document.to_html()
    assert page.count("<script") == page.count("<style") == 1
    assert not any(unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t" for character in page)


def assert_terminal_holds(document):
    console = Console(file=io.StringIO(), width=60, force_terminal=True)
    render(document, console)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", console.file.getvalue())
    hidden = ("Cc", "Cs", "Cf")
    assert not any(unicodedata.category(each) in hidden and each not in "\n\u200c\u200d" for each in shown)


def assert_options_hold(model, mutations, text):
    """Given spans keep their bounds, inside their sentence; whatever cannot be used is an error of ours."""
    for options in (
        {"mentions": [mutations.span(text)]},
        {"title": mutations.span(text)},
        {"split": False},
        {"actors": [mutations.text()[:20], Actor("Xi", aliases=["the mayor"])]},
    ):
        try:
            document = model(Text(text, **options))
        except (SpanError, ActorError):
            continue
        assert_contracts(document)
        for given in options.get("mentions", ()):
            assert given in [(mention.start, mention.end) for mention in document.mentions if mention.given]


def is_prose(text):
    """Return whether a text is analyzed; any other one is an error of ours, which says so."""
    if prose.fault(text) is None:
        return True
    with pytest.raises(InputError, match="expected prose"):
        Text(text)
    return False


CHECKS = (assert_serializes, assert_page_holds, assert_terminal_holds)


def fuzz(folder, count, seed):
    model, other = stancekit.load(folder, threads=1), stancekit.load(folder, threads=2)
    mutations = Mutations(seed)
    checks = itertools.cycle(CHECKS)
    texts = [text for text in (mutations.text() for _ in range(count)) if is_prose(text)]
    assert len(texts) > 0.9 * count
    for number, (text, piped) in enumerate(zip(texts, other.pipe(texts), strict=True)):
        document = model(text)
        assert document == piped, f"seed {seed}, text {number}: {text!r}"
        assert_contracts(document)
        if number % 10 == 0:
            next(checks)(document)
        if number % 10 == 5:
            assert_options_hold(model, mutations, text)


def test_mutated_texts(tiny_model_folder):
    fuzz(tiny_model_folder, 600, seed=1)


@pytest.mark.slow
@pytest.mark.exhaustive
def test_20_000_mutated_texts(tiny_model_folder):
    fuzz(tiny_model_folder, 20_000, seed=2)


def test_a_given_mention_that_begins_or_ends_with_white_space(tiny_model_folder):
    text = "He left.\n  Xi Jinping won the vote. It rained."
    document = stancekit.load(tiny_model_folder)(text, mentions=[(8, 12), (35, 38)])
    for mention in document.mentions:
        sentence = document.sentences[mention.sentence]
        assert sentence.start <= mention.start < mention.end <= sentence.end
    assert_contracts(document)
