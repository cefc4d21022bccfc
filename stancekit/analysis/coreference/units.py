"""The units of coreference: names, descriptions such as "the mayor", and third-person pronouns."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.labels import Form, Kind
from stancekit.language import lexicon
from stancekit.network.decoding import SentencePredictions

MODIFIERS = 4  # words between a determiner and its noun
BEFORE = 60  # characters before a noun that are searched for its determiner
WORD = re.compile(r"[^\W\d_][\w’'-]*")

Bounds: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Unit:
    """A mention before coreference.

    Attributes:
        start, end: in the text.
        form: a description may be the first mention of somebody without a name.
        kind: as tagged; None of a pronoun.
        sentence: index of the sentence.
        name: index of the name among the mentions, or of another form whose
            actor the user knows; None of other units.
        noun: the folded noun of a description.
        is_anaphor: a pronoun, or a description that may refer to somebody
            before it: with "the", "this" or a possessive, or after a comma.
    """

    start: int
    end: int
    form: Form
    kind: Kind | None
    sentence: int
    name: int | None = None
    noun: str = ""
    is_anaphor: bool = False


def find_units(
    text: str,
    sentences: Sequence[SentencePredictions],
    mentions: Sequence[MentionSpan],
    *,
    unmeasured: Collection[int] = (),
) -> list[Unit]:
    """Return the units of a text, in its order.

    Args:
        text: the whole text.
        sentences: its predictions.
        mentions: the names, in the order of the text, and the descriptions
            and pronouns whose actor the user knows.
        unmeasured: the sentences that are not article text, in which there
            are these mentions at most.
    """
    starts = [sentence.start for sentence in sentences]
    taken = _Spans([(mention.start, mention.end) for mention in mentions])
    units = [
        _known(text, mention, bisect_right(starts, mention.start) - 1, index) for index, mention in enumerate(mentions)
    ]
    classes = lexicon.table("pronoun_classes")
    for number, sentence in enumerate(sentences):
        if number in unmeasured:
            continue
        for noun in sentence.nominals:
            if not taken.overlap(*noun[:2]) and not taken.begins_after(text, noun[1]):
                units.append(_description(text, sentence, number, noun))
        for match in lexicon.pattern("third_person_pronoun").finditer(text, sentence.start, sentence.end):
            if match.group().casefold() in classes and not taken.overlap(*match.span()):
                units.append(Unit(*match.span(), "pronoun", None, number, is_anaphor=True))
    return sorted(units, key=lambda unit: (unit.start, -unit.end))


def _known(text: str, mention: MentionSpan, sentence: int, index: int) -> Unit:
    """Return the unit of a mention with an actor."""
    words = text[mention.start : mention.end].casefold().split()
    noun = words[-1] if mention.form == "description" else ""
    return Unit(mention.start, mention.end, mention.form, mention.kind, sentence, index, noun)


class _Spans:
    """Spans in the order of their starts, searched by position; the user's may overlap."""

    def __init__(self, spans: Sequence[Bounds]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))  # the furthest so far

    def overlap(self, start: int, end: int) -> bool:
        """Tell whether a span shares a character with one of them."""
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)

    def begins_after(self, text: str, end: int) -> bool:
        """Tell whether one begins one space after a word, which is then a title."""
        return text[end : end + 1].isspace() and end + 1 in self._starts[bisect_left(self._starts, end + 1) :][:1]


def _description(text: str, sentence: SentencePredictions, number: int, noun: tuple[int, int, Kind]) -> Unit:
    """Return a description from its determiner to its noun; without a determiner, the noun alone."""
    start, end, kind = noun
    folded = text[start:end].casefold()
    begin = max(sentence.start, start - BEFORE)
    words = list(WORD.finditer(text, begin, start))[-MODIFIERS - 1 :]
    following = start
    for word in reversed(words):
        if text[word.end() : following].strip():
            break  # punctuation
        following = word.start()
        if word.group().casefold() in lexicon.words("determiners"):
            is_definite = word.group().casefold() in lexicon.words("definite_determiners")
            is_apposed = text[word.start() - 2 : word.start()] == ", "
            is_anaphor = is_definite or is_apposed
            return Unit(word.start(), end, "description", kind, number, noun=folded, is_anaphor=is_anaphor)
    return Unit(start, end, "description", kind, number, noun=folded)
