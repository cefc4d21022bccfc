"""Tagged spans, corrected: a name is what an article calls an actor, without title, possessive and marks around it.

A plural name of a party's people ("Democrats") names the party. An adjective of
a party or country ("Democratic senators", "Russian troops") names nobody, nor
do "the Ohio Democrat", a weekday, a disease, a law, a storm, an account name or a slogan.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import pairwise

from stancekit.analysis.mentions import name_bounds
from stancekit.analysis.mentions.laws import without_laws
from stancekit.analysis.mentions.name_kinds import correct_kinds
from stancekit.analysis.mentions.spelling import lower_words
from stancekit.inputs.spans import Bounds
from stancekit.labels import Kind
from stancekit.language import gazetteer, lexicon, names
from stancekit.language.folding import fold_straight
from stancekit.language.names import APOSTROPHES
from stancekit.network.decoding import TaggedSpan

SEPARATOR = re.compile(r"\s*(?:\s[-\u2013\u2014]+(?:\s|$)|[\u2014;:]|(?<=[\w.]{3})\s*/\s*(?=[A-Z]\w\w))\s*")
PLAIN = re.compile(r"[A-Z][a-z]+")  # a name with nothing to correct
PLURAL_ACRONYM = re.compile("[A-Z]{2,5}s")  # PACs
PAIR = re.compile(r"[-\u2010\u2011\u2013]")
QUOTES = frozenset("\"'“”‘’")
BRACKETS = {"(": ")", "[": "]"}
NO_NAMES = ("not_names", "adjectives", "peoples", "days_and_months", "articles")  # lists of words
FIRST_WORD = re.compile(r"[^\s\"“‘]+")
BEFORE = 12  # characters before a name that may say that it is a storm's


def correct_tagged(text: str, tagged: Iterable[TaggedSpan]) -> list[TaggedSpan]:
    """Correct the bounds and kinds of tagged spans, and drop those that are no names.

    Not a name: a title alone ("Sen."), an adjective of a party and, in a text
    that capitalizes names, a span in lower case. A span that holds two names
    is split; a known country, city, firm or party that is tagged as another
    kind is corrected, unless a person of the text has that name.
    """
    spans = sorted(tagged)
    context = _Context(text, spans)
    corrected = [trimmed for span in spans for trimmed in context.names_in(span)]
    named = [span for span in _joined(text, corrected) if not context.is_no_name(*span.bounds)]
    kept = list(without_laws(text, named))
    storms = context.storms | {text[start:end] for start, end, kind in kept if context.is_storm(start, end, kind)}
    storms |= {name.partition(" ")[2] for name in storms}  # "Storm Ida" is Ida, too
    for (first, end, _), (start, last, _) in pairwise(kept):
        if text[first:end] in storms and lexicon.pattern("known_as").fullmatch(text, end, start):
            storms.add(text[start:last])
    return list(correct_kinds(text, [span for span in kept if text[span.start : span.end] not in storms]))


class _Context:
    """A text with its tagged spans, which decide what a span means.

    Attributes:
        text: the text.
        has_case: whether the text capitalizes names.
        names: the tagged names as they are written.
        surnames: the surnames of tagged persons, folded.
        full_surnames: the surnames that the text has in a full name.
        bare: the last words of names that the text has without 's.
    """

    def __init__(self, text: str, spans: Iterable[TaggedSpan]) -> None:
        self.text = text
        spans = list(spans)
        self.has_case = any(not text[start:end].islower() for start, end, _ in spans)
        self.names = {text[start:end] for start, end, _ in spans}
        tagged = [text[start:end] for start, end, kind in spans if kind == "person"]
        ranked = [text[start:end] for start, end, _ in spans if _has_rank(text[start:end])]
        persons = [names.normalize(name) for name in (*tagged, *ranked)]
        self.surnames = {names.surname(name) for name in persons}
        self.full_surnames = {names.surname(name) for name in persons if len(name) > 1}
        self.bare = {
            text[start:end].rpartition(" ")[2] for start, end, _ in spans if text[end : end + 1] not in APOSTROPHES
        }

    def names_in(self, span: TaggedSpan) -> Iterator[TaggedSpan]:
        """Yield the names that a tagged span holds, without what surrounds them."""
        start, end, kind = span
        kind = "person" if self._has_title(start, end) else kind
        if PLAIN.fullmatch(self.text, start, end) and self.text[end : end + 1] not in APOSTROPHES:
            yield TaggedSpan(start, end, kind)
            return
        if gazetteer.kind(names.normalize(self.text[start:end], titled=False)) is not None:
            yield from self._trimmed(start, end, kind)  # Marks and Spencer
            return
        pieces = [(start, end)]
        conjunction = lexicon.pattern("between_persons" if kind == "person" else "between_bodies")
        for separator in (SEPARATOR, conjunction):
            pieces = [piece for bounds in pieces for piece in _pieces(self.text, bounds, separator)]
        for bounds in pieces:
            for piece in _without_broken_brackets(self.text, *bounds):
                for part in self._pair(*piece):
                    yield from self._trimmed(*part, kind)

    def _has_title(self, start: int, end: int) -> bool:
        """Return whether a name has a title that only persons have: "Sen. Roth", "DSP Ana Roth", then "DSP Roth"."""
        name = self.text[start:end]
        if name_bounds.has_short_title(self.text, start) or _has_rank(name) or names.leading_title(name.split()) > 1:
            return True
        return _begins_with_rank(name) and names.surname(names.normalize(name)) in self.full_surnames

    def _pair(self, start: int, end: int) -> list[Bounds]:
        """Split a pair such as "Turkey-Russia", whose parts are countries or names of the text."""
        name = self.text[start:end]
        parts = PAIR.split(name)
        is_pair = len(parts) == 2 and " " not in name.strip() and not gazetteer.country_code(names.normalize(name))
        if is_pair and all(map(self._is_known, parts)):
            return [(start, start + len(parts[0])), (end - len(parts[1]), end)]
        return [(start, end)]

    def _is_known(self, name: str) -> bool:
        words = names.normalize(name)
        return (
            name in self.names
            or (bool(words) and words[0] in self.surnames)
            or gazetteer.country_code(words) is not None
        )

    def _trimmed(self, start: int, end: int, kind: Kind) -> Iterator[TaggedSpan]:
        start, end = name_bounds.without_marks(self.text, *name_bounds.whole_name(self.text, start, end), self.bare)
        if self.has_case and end > start:
            start, end = name_bounds.without_lower_case(self.text, start, end)
        start, end = name_bounds.without_affixes(self.text, start, end)
        if kind == "person":
            start, end = name_bounds.without_title(self.text, start, end)
            start = name_bounds.without_portfolio(self.text, start, end)
            end = name_bounds.without_post_nominals(self.text, start, end)
            office = _office(self.text, start, end)
            if office:
                before = name_bounds.without_marks(self.text, start, office[0])
                yield TaggedSpan(*before, gazetteer.kind(names.normalize(self.text[slice(*before)])) or "place")
                start, end = name_bounds.without_title(self.text, office[1], end)
        end = name_bounds.without_headline_verbs(self.text, start, end)
        end = self._without_office(start, name_bounds.without_kind(self.text, start, end))
        start, end = name_bounds.without_marks(self.text, start, end, self.bare)
        if end > start:
            yield TaggedSpan(start, end, kind)

    def _without_office(self, start: int, end: int) -> int:
        """Trim what a person leads, and "State" of whom a state's attorney works for: "Berg Administration"."""
        if lexicon.pattern("state_attorney").match(self.text, end):
            return start + len(self.text[start:end].removesuffix(" State"))
        words = self.text[start:end].split()
        if len(words) != 2 or words[1].casefold() not in lexicon.words("offices_of"):
            return end
        return start + len(words[0]) if names.normalize(words[0])[0] in self.surnames else end

    def is_no_name(self, start: int, end: int) -> bool:
        """Return whether a span names no actor."""
        name = self.text[start:end]
        folded = fold_straight(name).strip(".")
        return (
            (self.has_case and name.islower())
            or (names.is_title(name) and folded not in self.full_surnames)
            or (len(folded) == 1 and name != "X")
            or (PLURAL_ACRONYM.fullmatch(name) is not None and gazetteer.kind(names.normalize(name)) is None)
            or folded in _no_names()
            or _is_partisan(name)
            or self._is_quoted_word(start, end)
            or (folded in lexicon.words("bracketed_notes") and self.text[max(0, start - 1) : start] == "(")
            or self.text[max(0, start - 1) : start] in ("@", "#")
            or name[0] in "@#"
            or _is_slogan(name)
            or (name_bounds.is_headline_verb(name) and name_bounds.is_in_headline(self.text, start, end))
        )

    def _is_quoted_word(self, start: int, end: int) -> bool:
        """Return whether a span is a word in quotation marks that the text has in lower case, too: a ‘Sham’ inquiry."""
        word = self.text[start:end]
        is_quoted = self.text[max(0, start - 1) : start] in QUOTES and self.text[end : end + 1] in QUOTES
        return is_quoted and word.lower() in self._lower_words

    def is_storm(self, start: int, end: int, kind: Kind) -> bool:
        """Return whether a name is a storm's: after "Hurricane", or together with it; a person's only amid winds."""
        words = self.text[start:end].casefold().split()
        before = self.text[max(0, start - BEFORE) : start].rstrip().casefold()
        is_whole = len(words) > 1 and words[0] in lexicon.words("storms")
        return (is_whole and (kind != "person" or self._is_stormy)) or before.endswith(tuple(lexicon.words("storms")))

    @cached_property
    def storms(self) -> set[str]:
        """The names after "Hurricane" and its like in a text about winds."""
        return set(_storm_name().findall(self.text)) if self._is_stormy else set()

    @cached_property
    def _is_stormy(self) -> bool:
        return lexicon.pattern("weather").search(self.text) is not None

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        return lower_words(self.text)


@cache
def _storm_name() -> re.Pattern[str]:
    """Match the name of a storm after the word for it."""
    storms = "|".join(sorted(word.capitalize() for word in lexicon.words("storms")))
    return re.compile(rf"\b(?:{storms})\s([A-Z][^\W\d_]{{1,20}})\b(?!\s[A-Z])")


def _begins_with_rank(name: str) -> bool:
    rank, _, rest = name.partition(" ")
    return bool(rest) and rank.isupper() and rank.casefold() in lexicon.words("ranks")


def _has_rank(name: str) -> bool:
    """Return whether a name has a rank before a full name: "DSP Ana Roth", but not "DC Comics"."""
    words = name.split()
    return len(words) > 2 and _begins_with_rank(name) and gazetteer.is_first_name(words[1].casefold())


def _is_partisan(name: str) -> bool:
    """Return whether a name says of which party and place somebody is: the Ohio Democrat."""
    words = names.normalize(name)
    return len(words) > 1 and words[-1] in lexicon.words("adjectives") and gazetteer.kind(words[:-1]) == "place"


@cache
def _no_names() -> frozenset[str]:
    """Return folded words that name no actor; of the months those that are names as well are left out."""
    listed = frozenset().union(*map(lexicon.words, NO_NAMES))
    dates = lexicon.words("weekdays", of="abbreviations") | lexicon.words("months", of="abbreviations")
    return listed | lexicon.nationalities().keys() | (dates - lexicon.words("dates_and_names"))


def _pieces(text: str, bounds: Bounds, separator: re.Pattern[str]) -> Iterator[Bounds]:
    begin, end = bounds
    for match in separator.finditer(text, begin, end):
        yield begin, match.start()
        begin = match.end()
    yield begin, end


def _without_broken_brackets(text: str, start: int, end: int) -> list[Bounds]:
    """Cut a span at a bracket whose counterpart is outside; "[Ana] Roth" is whole."""
    name = text[start:end]
    for opening, closing in BRACKETS.items():
        first, last = name.find(opening), name.find(closing)
        if closing == "]" and first < 0 <= last:
            is_open = text[max(0, start - 1) : start] == "["
            return [(start - is_open, end)]
        if last >= 0 and not 0 <= first < last:
            return [(start, start + last), (start + last + 1, end)]
        if 0 <= first and last < 0:
            return [(start, start + first), (start + first + 1, end)]
    return [(start, end)]


def _office(text: str, start: int, end: int) -> Bounds | None:
    """Return the titles between the name of a place or an institution and that of a person: "Utah Sen. Ana Roth"."""
    words = [match.span() for match in name_bounds.WORD.finditer(text, start, end)]
    run: list[Bounds] = []
    for bounds in words[1:]:
        if names.is_title_word(text[slice(*bounds)]):
            run.append(bounds)
        elif any(text[slice(*title)].rstrip(".").casefold() in lexicon.words("offices") for title in run):
            return run[0][0], run[-1][1]
        else:
            run = []
    return None


def _is_slogan(name: str) -> bool:
    """Return whether a name is a slogan in capitals: "LOCK THEM UP"."""
    words = name.casefold().split()
    common = lexicon.words("object_pronouns") | lexicon.words("openers", of="boundaries")
    return name.isupper() and len(words) > 1 and not common.isdisjoint(words)


def _joined(text: str, spans: Iterable[TaggedSpan]) -> list[TaggedSpan]:
    """Join a first name and a surname that are tagged apart: "Ana" and "Roth", "Ana" and "Roth" of 'Ana "Bo" Roth'."""
    joined: list[TaggedSpan] = []
    for span in spans:
        if joined and _are_parts(text, joined[-1], span):
            joined[-1] = TaggedSpan(joined[-1].start, span.end, "person")
        else:
            joined.append(span)
    return joined


def _are_parts(text: str, first: TaggedSpan, second: TaggedSpan) -> bool:
    name = FIRST_WORD.match(text, first.start, first.end)
    if name is None or {first.kind, second.kind} != {"person"}:
        return False
    is_beside = name.end() == first.end and text[first.end : second.start] == " "
    nickname = names.NICKNAME.match(text, name.end())
    is_around = nickname is not None and nickname.end() == second.start
    return (is_beside or is_around) and gazetteer.is_first_name(fold_straight(name.group()))
