"""Wording of the lines at the top of an article: authors, outlets, dates."""

import re
from functools import cache

from stancekit.language import lexicon

BYLINE = 120  # characters of the longest of these lines
PLACE_AT_END = re.compile(r"\s[-–—]\s[A-Z][A-Z .’'-]{2,40}$")  # of a dateline: "Updated 06:02 pm IST - LARN"


def is_byline(line: str) -> bool:
    """Tell whether a line names the author, with or without an outlet."""
    is_shouted_title = line.isupper() and not line.startswith("BY ")
    return len(line) <= BYLINE and not is_shouted_title and _byline().match(line) is not None


def is_name(line: str) -> bool:
    """Tell whether a line is only the name of one or more persons."""
    return len(line) <= BYLINE and _names().fullmatch(line) is not None


def is_outlet(line: str) -> bool:
    """Tell whether a line is only the name of an outlet, or an author's function."""
    return len(line) <= BYLINE and lexicon.structure("outlets").fullmatch(line) is not None


def is_dateline(line: str) -> bool:
    """Tell whether a line is only a date or time, with or without a place or an agency."""
    if len(line) > BYLINE or not any(map(str.isdigit, line)):
        return False
    parts = PLACE_AT_END.sub("", line).split(" | ")
    if lexicon.structure("agencies").fullmatch(parts[0]):
        parts = parts[1:]
    return all(_dateline().fullmatch(part) is not None for part in parts)


@cache
def _byline() -> re.Pattern[str]:
    names = _names().pattern
    outlets = r"[Ff]rom (?:the )?[A-Z][\w.]{1,20}[’']s"
    kinds = "|".join(lexicon.table("structure")["bylined"])
    work = rf"(?:[Aa]\s)?(?:[Gg]uest\s)?(?:{kinds})"
    by = rf"(?:[Bb]y|BY|{work} by|{outlets})\s"
    function = r"(?:(?:[A-Z]\w{1,20}\s)?(?:writer|reporter|correspondent)s?\s)?"
    after = r"(?:\s?[,|–—-]\s?[^.!?]{2,70}|\s(?:of|for|in|at|on)\s[^.!?]{2,60})?"
    outlet = r"(?:[A-Z][\w.&’'-]{0,30}\s?){1,4}"
    has_function = rf"{names}(?:,|\s[|–—-])\s{lexicon.table('structure')['outlets']}"
    labels = "|".join(sorted(map(re.escape, lexicon.words("kickers"))))
    is_labeled = rf"(?i:{labels})\s\|\s{names}"
    has_post = rf"{names}\s(?:[A-Z][\w-]{{1,20}}\s){{0,3}}(?:correspondent|editor|reporter)(?:\sin\s[^.!?]{{2,40}})?"
    is_by = rf"{by}{function}(?:{names}|[A-Z .’'-]{{4,60}}){after}"
    return re.compile(rf"(?:{is_by}|{is_labeled}|{names},\s{outlet}|{has_function}|{has_post})$")


@cache
def _names() -> re.Pattern[str]:
    name = lexicon.table("structure")["name"]
    return re.compile(rf"{name}(?:(?:,| and| &|, and) {name}){{0,4}}")


@cache
def _dateline() -> re.Pattern[str]:
    month = lexicon.table("structure")["month"]
    numeric = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
    ordinal = r"(?:st|nd|rd|th)?"
    day = rf"(?:{month}\s\d{{1,2}}{ordinal}(?:,?\s\d{{4}})?|\d{{1,2}}{ordinal}\s{month},?(?:\s\d{{4}})?|{numeric})"
    zone = r"(?:\s?(?:\(?[A-Z]{1,4}\)?|[+-]\d{2}:?\d{2}))"
    time = rf"(?:at\s)?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\s?(?:[AaPp]\.?\s?[Mm]\.?)?{zone}?"
    labels = "[Pp]ublished|PUBLISHED|[Pp]osted|[Uu]pdated|UPDATED|[Cc]reated|[Dd]ate"
    label = rf"(?:(?:[Ff]irst\s|[Ll]ast\s)?(?:{labels})\b(?::|\s[-–—])?\s?(?:[Oo]n:?\s|at:?\s)?)"
    weekday = r"[A-Z][a-z]{2,8}(?:day|\.)?,?\s"
    place = r"[A-Z][A-Z .’'-]{2,40},\s(?:[A-Z][\w. ]{1,30},?\s)?"
    dated = rf"{label}?(?:{time},?\s)?(?:{place}|{weekday})?{day}(?:[,|·–T-]?\s?{time})?"
    hour = rf"{_hour()}(?:,?\s(?:[A-Z][a-z]{{2,5}}day|{day}))?"
    return re.compile(rf"(?:{dated}|{label}{time}|{label}?{hour})\W{{0,3}}", re.ASCII)


def _hour() -> str:
    """Return the pattern of the time above a post in a live blog."""
    zone = r"(?:\s\(?[A-Z]{2,4}\)?)"
    half = r"\d{1,2}(?:[:.]\d{2})?\s?[AaPp]\.?\s?[Mm]\b\.?"
    ago = r"\d{1,2}\s?(?:h|hrs?|hours?|m|mins?|minutes?|d|days?)\.?\sago"
    return rf"(?:{half}{zone}?|\d{{1,2}}[:.]\d{{2}}{zone}|\d{{1,2}}:\d{{2}}|{ago})"
