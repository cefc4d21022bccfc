"""The bounds of names: without the marks, titles, verbs and words in lower case that are tagged with them."""

import re
from collections.abc import Set
from functools import cache

from stancekit.inputs.spans import Bounds
from stancekit.language import gazetteer, lexicon, names

WORD = re.compile(r"[^\s/\u2013\u2014]+")
REST_OF_NAME = re.compile(r"(?:\s+the)?(?:\s+[A-Z][\w’'&-]*)+")
ABBREVIATION = re.compile(r"(?:^|\s)(?:\w\.)+\w$")
SHORT_TITLE = re.compile(r"([A-Z][a-z]+)\. (?=[A-Z])")
SHORT_TITLE_BEFORE = re.compile(r"\b([A-Z][a-z]+)\. $")
HYPHEN = r"[-\u2010\u2011\u2013]"
MARKS = ' \t\n\r,;:?"“”‘()[]{}…*_|<>#–—-'
LEADING_MARKS = MARKS + ".’'!&"
KEPT_STOPS = ("endings", "states", "states_after_comma", "places")  # abbreviations that keep their stop
OPENING = {")": "(", "]": "["}
WIDTH = 60  # characters on either side of a name that show whether it stands in a headline
MAX_TITLE_LENGTH = 12  # characters of an abbreviation, its stop and its space
OFFICE = 24  # characters before a name in which an office stands
LONG_WORD = 4  # letters; headlines do not capitalize shorter words


def whole_name(text: str, start: int, end: int) -> Bounds:
    """Complete a name that ends in a small word: "House of" of "House of Representatives"."""
    last = text[start:end].split()[-1:]
    if last and last[0].casefold() in lexicon.words("small") and last[0].islower():
        rest = REST_OF_NAME.match(text, end)
        end = rest.end() if rest else start + text[start:end].rstrip().rfind(last[0])
    return start, max(start, end)


def without_marks(text: str, start: int, end: int, bare: Set[str] = frozenset()) -> Bounds:
    """Trim marks, possessives and stops; the stop of an abbreviation belongs to the name.

    `bare` holds the last words of names that the text has without 's, too: in
    "Ann White is ill. White's aide", the name is no Macy's.
    """
    while start < end and text[start] in LEADING_MARKS and not _opens_bracket(text, start, end):
        start += 1
    while start < end and text[end - 1] in MARKS and not _closes_bracket(text, start, end):
        end -= 1
    if text[end : end + 2] in names.POSSESSIVES and names.ends_in_possessive(text[start : end + 2]):
        end += 2
    if text[end - 2 : end] in names.POSSESSIVES and text[start : end - 2].rpartition(" ")[2] in bare:
        end -= 2
    if text[end - 1 : end] in names.APOSTROPHES and text[end : end + 1] == "s" and end - start > 1:
        end -= 1
    end = start + len(names.without_possessive(text[start:end]))
    if ABBREVIATION.search(text[start:end]) and text[end : end + 1] == ".":
        end += 1
    elif text[end : end + 1] == "." and text[start:end].casefold() in lexicon.words("states", of="abbreviations"):
        end += 1
    elif text[start:end].endswith(".") and not _keeps_stop(text[start:end]):
        end -= 1
    return start, max(start, end)


def _opens_bracket(text: str, start: int, end: int) -> bool:
    return any(text[start] == opening and closing in text[start:end] for closing, opening in OPENING.items())


def _closes_bracket(text: str, start: int, end: int) -> bool:
    opening = OPENING.get(text[end - 1])
    return opening is not None and opening in text[start : end - 1]


def _keeps_stop(name: str) -> bool:
    last = name.split()[-1].rstrip(".").casefold()
    return "." in last or len(last) == 1 or any(last in lexicon.words(kind, of="abbreviations") for kind in KEPT_STOPS)


def without_lower_case(text: str, start: int, end: int) -> Bounds:
    """Trim the words in lower case around a name: "new Africa", "Berg faction"."""
    words = [match.span() for match in WORD.finditer(text, start, end)]
    particles = lexicon.words("particles") | lexicon.words("word_particles")
    capitals = [
        number
        for number, (first, last) in enumerate(words)
        if not text[first:last].islower() or text[first:last].casefold() in particles
    ]
    is_name = any(not text[slice(*words[number])].islower() for number in capitals)
    return (words[capitals[0]][0], words[capitals[-1]][1]) if is_name else (start, end)


def without_affixes(text: str, start: int, end: int) -> Bounds:
    """Trim what a hyphen adds to a name: "pro-Berg", "Oslo-based", "Oslo-based Larn Institute"."""
    prefix, suffix = _prefix().match(text, start, end), _suffix().search(text[start:end])
    return prefix.end() if prefix else start, start + suffix.start() if suffix else end


@cache
def _prefix() -> re.Pattern[str]:
    prefixes, suffixes = ("|".join(sorted(lexicon.words(name))) for name in ("prefixes", "suffixes"))
    return re.compile(rf"(?:(?:{prefixes}){HYPHEN}|\w[\w ]{{1,40}}{HYPHEN}(?:{suffixes})\s)(?=[A-Z])")


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf"{HYPHEN}(?:{'|'.join(sorted(lexicon.words('suffixes')))})$")


def has_short_title(text: str, start: int) -> bool:
    """Return whether a name begins with the abbreviation of a person's title, or follows it: "Sen. Roth"."""
    match = SHORT_TITLE.match(text, start) or SHORT_TITLE_BEFORE.search(text, max(0, start - MAX_TITLE_LENGTH), start)
    return (
        match is not None
        and match[1].casefold() in lexicon.words("titles", of="abbreviations")
        and names.is_title_word(f"{match[1]}.")
    )


def without_title(text: str, start: int, end: int) -> Bounds:
    """Trim the titles before a person's name."""
    words = list(WORD.finditer(text, start, end))
    texts = [word.group() for word in words]
    first = 0
    while title := names.leading_title(texts, first):
        first += title
    return words[first].start() if words else start, end


def without_portfolio(text: str, start: int, end: int) -> int:
    """Return the start of a person's name after the portfolio or the nationality before it.

    Secretary for "Education Ana Roth", "Canadian Ana Roth": at least two words are left.
    """
    words = list(WORD.finditer(text, start, end))
    is_office = lexicon.pattern("portfolio_of").search(text[max(0, start - OFFICE) : start]) is not None
    first = 0
    while is_office and len(words) > first + 2 and words[first].group().lower() in lexicon.words("portfolios"):
        first += 1
    if len(words) > first + 2:
        word, after = (match.group().lower() for match in words[first : first + 2])
        is_adjective = word in lexicon.nationalities() and not gazetteer.is_first_name(word)
        first += is_adjective and after not in lexicon.words("titles")  # but Saudi King Abdullah
    return words[first].start() if first else start


def without_post_nominals(text: str, start: int, end: int) -> int:
    """Trim the letters after a person's full name: "Ana Roth KC"."""
    words = [match.span() for match in WORD.finditer(text, start, end)]
    while len(words) > 2 and text[slice(*words[-1])] in lexicon.words("post_nominals"):
        words.pop()
        end = words[-1][1]
    return end


def without_kind(text: str, start: int, end: int) -> int:
    """Trim "super PAC", and "Republican" after the name of a chamber: "Senate Republican campaigns"."""
    kind = lexicon.pattern("kind_after_name").search(text, start, end)
    return kind.start() if kind else end


def without_headline_verbs(text: str, start: int, end: int) -> int:
    """Trim a verb and what follows it in a headline that capitalizes every word: "Ana Roth Unveils Plan"."""
    words = [match.span() for match in WORD.finditer(text, start, end)]
    verbs = (number for number in range(1, len(words)) if is_headline_verb(text[slice(*words[number])]))
    first = next(verbs, None)
    return end if first is None or not is_in_headline(text, start, words[first - 1][1]) else words[first - 1][1]


def is_headline_verb(word: str) -> bool:
    """Return whether a word is a verb that is frequent in headlines."""
    return word.casefold() in lexicon.words("headline_verbs")


def is_in_headline(text: str, start: int, end: int) -> bool:
    """Return whether the long words after a name in its line, if any, and those before it have capital letters."""
    before = text[max(0, start - WIDTH) : start].rpartition("\n")[2]
    after = text[end : end + WIDTH].partition("\n")[0]
    words = [word for word in re.findall(r"\w+", before[before.find(" ") + 1 :] + after) if len(word) > LONG_WORD]
    return len(words) > 1 and not any(map(str.islower, words))
