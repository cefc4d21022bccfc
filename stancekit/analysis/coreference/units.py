"""The units of coreference: names, descriptions such as "the mayor", and third-person pronouns."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.inputs.spans import Bounds
from stancekit.labels import Form, Kind
from stancekit.language import lexicon
from stancekit.language.names import POSSESSIVES
from stancekit.language.sexes import is_kin
from stancekit.network.decoding import SentencePredictions, TaggedSpan

MAX_MODIFIERS = 6  # words between a determiner and its noun
BEFORE = 60  # characters before a noun that are searched for its determiner
HYPHENATED = re.compile(r"[-‐‑]\w")
WORD = re.compile(r"(?:[A-Z]\.)+[A-Z]?|[^\W_][\w’'-]*")  # "U.S.", "44-year-old"


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
        is_predicate: a description that says what somebody is: "she is a lawyer".
    """

    start: int
    end: int
    form: Form
    kind: Kind | None
    sentence: int
    name: int | None = None
    noun: str = ""
    is_anaphor: bool = False
    is_predicate: bool = False


def find_units(
    text: str,
    sentences: Sequence[SentencePredictions],
    mentions: Sequence[MentionSpan],
    *,
    unmeasured: Collection[int] = (),
    resolved: Collection[Bounds] = (),
) -> list[Unit]:
    """Return the units of a text, in its order.

    Args:
        text: the whole text.
        sentences: its predictions.
        mentions: the names, in the order of the text, and the descriptions
            and pronouns whose actor the user knows.
        unmeasured: the sentences that are not article text, in which there
            are these mentions at most.
        resolved: spans of which only those among the mentions are units.
    """
    starts = [sentence.start for sentence in sentences]
    taken = _Spans([mention.bounds for mention in mentions])
    units = [
        _known(text, mention, bisect_right(starts, mention.start) - 1, index) for index, mention in enumerate(mentions)
    ]
    for number, sentence in enumerate(sentences):
        if number in unmeasured:
            continue
        for noun in _heads(text, sentence.nominals):
            if not taken.overlap(*noun.bounds) and not taken.begins_after(text, noun.end):
                units.append(_description(text, sentence, number, noun, taken))
        for bounds in _pronouns(text, sentence):
            if not taken.overlap(*bounds):
                units.append(Unit(*bounds, "pronoun", None, number, is_anaphor=True))
    kept = (unit for unit in units if unit.name is not None or (unit.start, unit.end) not in resolved)
    return sorted(kept, key=lambda unit: (unit.start, -unit.end))


def _pronouns(text: str, sentence: SentencePredictions) -> Iterator[Bounds]:
    """Yield the third-person pronouns of a sentence, but not "he or she", nor the "it" of "it is clear that"."""
    classes, bounds = lexicon.table("pronoun_classes"), sentence.bounds
    patterns = map(lexicon.pattern, ("he_or_she", "expletive_it"))
    nobody = _Spans(sorted(match.span() for pattern in patterns for match in pattern.finditer(text, *bounds)))
    for match in lexicon.pattern("third_person_pronoun").finditer(text, *bounds):
        if match.group().casefold() in classes and not nobody.overlap(*match.span()):
            yield match.span()


def _known(text: str, mention: MentionSpan, sentence: int, index: int) -> Unit:
    """Return the unit of a mention with an actor."""
    words = text[mention.start : mention.end].casefold().split()
    noun = words[-1] if mention.form == "description" else ""
    return Unit(mention.start, mention.end, mention.form, mention.kind, sentence, index, noun)


def _heads(text: str, nouns: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Leave out vague nouns, parts of words, and those that another noun follows: of "union leader", the leader."""
    starts = {noun.start for noun in nouns}
    heads = (noun for noun in nouns if noun.end + 1 not in starts and not HYPHENATED.match(text, noun.end))
    return [noun for noun in heads if text[slice(*noun.bounds)].casefold() not in lexicon.words("vague_nouns")]


class _Spans:
    """Spans in the order of their starts, searched by position; the user's may overlap."""

    def __init__(self, spans: Sequence[Bounds]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))  # the furthest so far

    def overlap(self, start: int, end: int) -> bool:
        """Return whether a span shares a character with one of them."""
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)

    def end_at(self, end: int) -> bool:
        """Return whether one ends at a position."""
        return end in self._ends[bisect_left(self._ends, end) :][:1]

    def begins_after(self, text: str, end: int) -> bool:
        """Return whether one begins one space after a word, which is then a title."""
        return text[end : end + 1].isspace() and end + 1 in self._starts[bisect_left(self._starts, end + 1) :][:1]


def _description(text: str, sentence: SentencePredictions, number: int, noun: TaggedSpan, names: _Spans) -> Unit:
    """Return a description from its determiner to its noun; without a determiner, the noun alone.

    A description without a determiner directly after a name and a comma
    begins after the comma: "Ana Roth, chief of police".
    """
    start, end, kind = noun
    words = list(WORD.finditer(text, max(sentence.start, start - BEFORE), start))[-MAX_MODIFIERS - 1 :]
    begin, is_anaphor, following = start, False, start
    for word in reversed(words):
        if text[word.end() : following].strip():
            break  # punctuation
        folded = word.group().casefold()
        is_clause = folded in lexicon.words("relative_pronouns") or (folded == "that" and following < start)
        if is_clause or folded in lexicon.words("noun_prepositions"):
            break  # the determiner before it is another noun's
        following = word.start()
        if folded in lexicon.words("determiners"):
            is_apposed = text[following - 2 : following] == ", "
            is_known = folded in lexicon.words("definite_determiners") and not _is_speakers_kin(folded, text[start:end])
            begin, is_anaphor = following, is_apposed or is_known
            break
    if begin == start and text[following - 2 : following] == ", " and names.end_at(following - 2):
        begin, is_anaphor = following, True
    is_predicate = _is_predicate(text, sentence.start, begin, end)
    return Unit(
        begin,
        end,
        "description",
        kind,
        number,
        noun=text[start:end].casefold(),
        is_anaphor=is_anaphor and not is_predicate,
        is_predicate=is_predicate,
    )


def _is_speakers_kin(determiner: str, noun: str) -> bool:
    """Return whether a description is of the speaker's family, who seldom has a name in the text: "my mother"."""
    return determiner in lexicon.words("speakers_possessives") and is_kin(noun.casefold())


def _is_predicate(text: str, first: int, start: int, end: int) -> bool:
    """Return whether a description follows a form of "be" or "become" and does not modify another noun."""
    is_possessor = text[end : end + 2] in POSSESSIVES
    before = text[max(first, start - BEFORE) : start]
    return not is_possessor and lexicon.pattern("copula").search(before) is not None
