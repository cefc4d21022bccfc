"""Boundaries of the sentences in a block of text.

Each terminator before white space is a candidate. The words and marks around
it decide: an abbreviation, a quotation and its speaker, a list number, an
ellipsis. No boundary lies within quotation marks or brackets.
"""

import re
from functools import cache

from stancekit.language import lexicon
from stancekit.language.abbreviations import abbreviations, is_opener, may_end
from stancekit.language.candidate import Candidate
from stancekit.language.enclosures import ENCLOSURE, OPENING_MARKS

# Terminators, the group PLAIN before a space and a capitalized word; and enclosures, which the scan skips.
# The character class comes first, because the search for one is fast.
SCAN = re.compile(
    rf"""[.!?…。！？{OPENING_MARKS}] (?: (?<=[.!?…。！？]) [.!?…。！？]*+ (\ (?=[A-Z][a-z]))? | ({ENCLOSURE}))""",
    re.VERBOSE,
)
PLAIN, ENCLOSED = 1, 2
TERMINATORS = frozenset(".!?…。！？")
CLOSERS = frozenset("\"”’'»)]")
# Every repetition is possessive or bounded, so that the time is linear.
CONTEXT = re.compile(
    r"""
    (?P<marks>[.!?…]++|[。！？]++)
    (?P<closers>(?:["”’'»)\]}*¹²³⁴⁵⁶⁷⁸⁹]|\s?\[\d{1,3}\]){0,8})
    (?:(?P<space>\s++)|\Z|(?<=[。！？])|(?=["“(]?[A-Z][a-zA-Z]{0,40}[\s,’']))
    (?P<openers>(?:[-"“‘'«„‹(\[{>•▪·►*–—―¿¡$£€\#@©]{1,4}\s?){0,3})
    (?P<word>\w[\w’'-]{0,40})?
    """,
    re.VERBOSE,
)
MIN_COMMON_WORD = 4  # letters of a word in lower case that is no abbreviation
REACH = 40  # characters before a terminator that hold its word
TOKEN = re.compile(r"[^\W_][\w.’']*$")
DASHES = frozenset("-–—―")  # before the name of the source
QUOTES = frozenset("\"”’'»")
INSERTION = re.compile(r"[\w,]\s?[-–—]\s?[^-–—.!?]{2,30}$")  # before the mark of what stands between dashes
MAX_NUMBER_LENGTH = 24  # characters of the longest list number
NUMERAL = r"\d{1,3}(?:\.\d{1,2}){0,3}|P\.(?:\s?P\.)?\s?S|[^\W\d_]|[ivxlc]{1,6}"
LIST_NUMBER = rf"[-•*–—(>§\s]{{0,4}}(?:{NUMERAL}|(?:HEADINGS)\s(?:{NUMERAL}|[a-z]{{3,5}}))[.)]{{1,2}}"  # case ignored
MAX_BRACKET_WORDS = 2  # words of a bracket that is no sentence, as "(R-Ill.)"
MAX_BRACKET_LENGTH = 25  # its characters


def find_boundaries(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the boundaries in a block: where a sentence ends, and where the next begins."""
    known = abbreviations()
    boundaries: list[tuple[int, int]] = []
    sentence = start
    for match in SCAN.finditer(text, start, end):
        stop, last = match.span()
        if last == end:
            break
        if match.lastindex == PLAIN and text[last - 2] == "." and last - stop == 2:
            word = text[text.rfind(" ", sentence, stop) + 1 : stop]
            if len(word) > 1 and word.islower() and word.isalpha() and word not in known:
                sentence = last
                boundaries.append((stop + 1, last))
                continue
        elif match.lastindex == ENCLOSED:
            stop = _last_terminator(text, stop, last)
            if stop == last:
                continue
        candidate = _candidate(text, sentence, stop, end)
        if candidate is not None and _is_boundary(candidate):
            sentence = candidate.begin
            boundaries.append((candidate.end, sentence))
    return boundaries


def _last_terminator(text: str, start: int, end: int) -> int:
    """Return where the terminator before the closing marks of an enclosure begins, or its end if it has none."""
    stop = end
    while stop > start and text[stop - 1] in CLOSERS:
        stop -= 1
    first = stop
    while first > start and text[first - 1] in TERMINATORS:
        first -= 1
    return first if first < stop else end


def _candidate(text: str, sentence: int, start: int, end: int) -> Candidate | None:
    """Return the terminator at a position with its context, or None if nothing that could be a sentence follows."""
    match = CONTEXT.match(text, start, end)
    if match is None or match.end("closers") == end or match.start("openers") == end:
        return None
    marks, closers, space, openers, word = match.groups()
    token = TOKEN.search(text, max(sentence, start - REACH), start)
    return Candidate(
        text=text,
        sentence=sentence,
        start=start,
        end=match.end("closers"),
        marks=marks,
        closers=closers,
        is_glued=not space,
        token=token.group() if token else "",
        begin=match.start("openers"),
        openers=openers,
        word=word or "",
        position=match.start("word") if word else match.end(),
    )


def _is_boundary(candidate: Candidate) -> bool:
    if _is_list_number(candidate) or not (candidate.word or candidate.openers):
        return False
    if candidate.is_glued and not _is_glued_boundary(candidate):
        return False
    if candidate.is_lower:
        return _ends_before_lower_case(candidate)
    if candidate.closers:
        return _ends_after_closers(candidate)
    if candidate.is_ellipsis:
        return _ends_after_ellipsis(candidate)
    if candidate.marks == ".":
        return may_end(candidate)
    return not (_is_marked_name(candidate) or _is_inserted(candidate))


def _is_list_number(candidate: Candidate) -> bool:
    """Return whether the sentence so far is only the number of a heading or of a list item."""
    if candidate.start - candidate.sentence > MAX_NUMBER_LENGTH:
        return False
    return _list_number().fullmatch(candidate.text, candidate.sentence, candidate.end) is not None


def _is_glued_boundary(candidate: Candidate) -> bool:
    """Tell a missing space from an address or a name with a full stop in it."""
    if candidate.marks != "." or candidate.closers:
        return True
    is_word = len(candidate.token) > 1 and candidate.token.isalpha()
    return is_word and (candidate.token.islower() or is_opener(candidate)) and len(candidate.word) > 1


def _ends_before_lower_case(candidate: Candidate) -> bool:
    """Only in a text without capital letters: elsewhere the word before is an abbreviation, known or not."""
    token = candidate.token
    is_common = len(token) >= MIN_COMMON_WORD and token.isalpha() and token.islower() and token not in abbreviations()
    is_plain = candidate.marks == "." and not candidate.closers and not candidate.openers
    return is_plain and is_common and candidate.text[candidate.sentence].islower()


def _ends_after_closers(candidate: Candidate) -> bool:
    """Return whether a sentence ends with a quotation or bracket, or goes on with the speaker."""
    if QUOTES.intersection(candidate.closers):
        if candidate.openers:
            return candidate.openers[0] not in DASHES
        if candidate.marks == "." and candidate.token.lower() in abbreviations() and not is_opener(candidate):
            return False
        pattern = lexicon.pattern("speaker_after_stop" if candidate.marks == "." else "speaker", of="speakers")
        return pattern.match(candidate.text, candidate.position) is None
    if ")" in candidate.closers:
        return not _is_short_bracket(candidate)
    return candidate.marks != "." or may_end(candidate)


def _is_short_bracket(candidate: Candidate) -> bool:
    """Return whether a bracket in mid-sentence holds only a word or two, as "(R-Ill.)"."""
    text = candidate.text
    opening = text.rfind("(", max(candidate.sentence, candidate.end - MAX_BRACKET_LENGTH), candidate.end)
    bracket = text[opening : candidate.end]
    is_abbreviation = "-" in bracket or bracket.count(".") > 1 or candidate.token.lower() in abbreviations()
    return opening > candidate.sentence and is_abbreviation and len(bracket.split()) <= MAX_BRACKET_WORDS


def _ends_after_ellipsis(candidate: Candidate) -> bool:
    """An ellipsis ends a sentence, except before a repeated word, after "goes to" and, after a space, before a name."""
    if candidate.token.lower() == candidate.word.lower() or candidate.token.lower() in lexicon.words("expectant"):
        return False
    return not candidate.is_spaced or is_opener(candidate)


def _is_marked_name(candidate: Candidate) -> bool:
    """Return whether a mark belongs to a name: Yahoo! Japan."""
    if not candidate.token[:1].isupper():
        return False
    is_listed = candidate.token.lower() in lexicon.words("marked_names", of="boundaries") and not is_opener(candidate)
    return is_listed or candidate.word.lower() in lexicon.words("after_marked_name", of="boundaries")


def _is_inserted(candidate: Candidate) -> bool:
    """Return whether a question or a call stands between dashes: "at the wish of - guess who? - Berg"."""
    if candidate.word.lower() in lexicon.words("openers", of="boundaries"):
        return False
    first = max(candidate.sentence, candidate.start - REACH)
    return candidate.openers[:1] in DASHES and INSERTION.search(candidate.text, first, candidate.start) is not None


@cache
def _list_number() -> re.Pattern[str]:
    headings = lexicon.fragment("headings", of="boundaries")
    return re.compile(LIST_NUMBER.replace("HEADINGS", headings), re.IGNORECASE)
