"""Wording of lines that are not article text: notices, teasers, biographies, captions, bylines, dates."""

import re
from functools import cache

from stancekit.language import lexicon

HEAD = 400  # characters of a line that are searched: time stays linear, and a cue stands near an end
TAIL = 160
LONG = 900  # characters of a line that holds more than a notice
TEASER = 180  # characters of the longest teaser
BYLINE = 120
CAPTION = 450
HEADING = 110  # characters of the longest headline or subheading
PARENTHESIS = re.compile(r"\(\s?[^()]{3,160}\)$")
GLUED_TEASER = re.compile(r"[^:.]{3,60}:(?=[^\s\d/])[^:]{10,160}$")
HEADING_END = re.compile(r"[.,;:][\"”’'»)\]]*$")
END_MARK = re.compile(r"[.!?…][\"”’'»)\]]*$")
QUOTE_MARKS = re.compile('["“”«»]')
CAPITAL_WORD = re.compile(r"[^\W\d_]{2,}")
SHOUTED_WORDS = 5  # words in capitals from which a line is a teaser rather than a heading


def is_boilerplate(line: str) -> bool:
    """Tell whether a line, by its own wording, is a notice, a teaser, a disclaimer or a credit of reporters."""
    head = line[:HEAD].lstrip("-–—*•▪·►> ([_")
    if not any(map(str.isalnum, head)):
        return True
    if len(line) <= LONG and (_notice().match(head) or _has_disclaimer(line)):
        return True
    return len(line) <= TEASER and _is_teaser(line)


def _has_disclaimer(line: str) -> bool:
    return _has_notice_word(line) and _disclaimer().search(line) is not None


def _has_notice_word(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _notice_words())


def _is_teaser(line: str) -> bool:
    """Tell whether a line is a link to another article."""
    if _teaser_label().match(line.lstrip("( ")):
        return True
    if PARENTHESIS.match(line) and not END_MARK.search(line[:-1].rstrip()) and not END_MARK.search(line):
        return True
    return GLUED_TEASER.match(line) is not None and not QUOTE_MARKS.search(line) and not line.endswith(".")


def is_shouted(line: str) -> bool:
    """Tell whether a line is several words in capitals, as links to other articles are printed."""
    if not line.isupper() or line.endswith(".") or QUOTE_MARKS.match(line):
        return False
    return len(CAPITAL_WORD.findall(line[:HEAD])) >= SHOUTED_WORDS


def is_boilerplate_sentence(sentence: str) -> bool:
    """Tell whether a sentence of a paragraph is a notice, whatever stands beside it."""
    head = sentence[:HEAD]
    return _has_notice_word(head) and _notice_sentence().search(head) is not None


def is_biography(line: str) -> bool:
    """Tell whether a line says who somebody is, as the biography of an author does; it may be body elsewhere."""
    head = line[:HEAD].lstrip("-–—*•_ ")
    if len(line) > LONG or QUOTE_MARKS.match(head) or not head[:1].isupper():
        return False
    return _biography().search(head) is not None


def continues_biography(line: str) -> bool:
    """Tell whether a line can be the second sentence of a biography."""
    return len(line) <= LONG and _biography_more().match(line[:HEAD]) is not None


def is_caption(line: str) -> bool:
    """Tell whether a line, by its own wording, is the caption or credit of a picture."""
    if len(line) > CAPTION:
        return False
    if _caption_mark().search(line[:HEAD]) or ends_with_credit(line):
        return True
    if _dated_picture().search(line) is None or _no_caption().search(line):
        return False
    return _caption_verb().search(line[:HEAD]) is not None


def ends_with_credit(line: str) -> bool:
    """Tell whether a line ends with the credit of a picture agency."""
    return _credit().search(line[-TAIL:]) is not None


def is_byline(line: str) -> bool:
    """Tell whether a line names the author, with or without an outlet."""
    is_shouted_title = line.isupper() and not line.startswith("BY ")
    return len(line) <= BYLINE and not is_shouted_title and _byline().match(line) is not None


def is_name(line: str) -> bool:
    """Tell whether a line is only the name of one or more persons."""
    return len(line) <= BYLINE and _names().fullmatch(line) is not None


def is_outlet(line: str) -> bool:
    """Tell whether a line is only the name of an outlet, or an author's function."""
    return len(line) <= BYLINE and _outlet().fullmatch(line) is not None


def is_dateline(line: str) -> bool:
    """Tell whether a line is only a date or time, with or without a place."""
    return len(line) <= BYLINE and _dateline().fullmatch(line) is not None


def is_heading(text: str) -> bool:
    """Tell whether a line is short and ends like a headline: without a full stop, or as a short question."""
    if len(text) > HEADING or HEADING_END.search(text) or not any(map(str.isalpha, text)):
        return False
    return not END_MARK.search(text) or (text.endswith("?") and len(text) <= HEADING / 2)


def introduces_quotation(line: str) -> bool:
    """Tell whether a line ends with a colon and announces somebody's words."""
    if not line.endswith(":"):
        return False
    words = re.findall(r"[^\W\d_]+", line[-TAIL:])[-12:]
    return not _speech().isdisjoint(word.lower() for word in words)


@cache
def _notice_words() -> tuple[str, ...]:
    return tuple(lexicon.table("structure")["notice_words"])


@cache
def _speech() -> frozenset[str]:
    return frozenset(lexicon.table("structure")["speech"])


def _joined(name: str) -> str:
    return "|".join(f"(?:{pattern})" for pattern in lexicon.table("structure")[name])


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(_joined("boilerplate_lines"), re.IGNORECASE)


@cache
def _notice_sentence() -> re.Pattern[str]:
    return re.compile(_joined("boilerplate_sentences"), re.IGNORECASE)


@cache
def _disclaimer() -> re.Pattern[str]:
    return re.compile(_joined("disclaimers"), re.IGNORECASE)


@cache
def _teaser_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{_joined('boilerplate_teasers')})\s?:", re.IGNORECASE)


@cache
def _biography() -> re.Pattern[str]:
    return re.compile(lexicon.table("structure")["biography"])


@cache
def _biography_more() -> re.Pattern[str]:
    return re.compile(lexicon.table("structure")["biography_more"])


@cache
def _caption_mark() -> re.Pattern[str]:
    return re.compile(lexicon.table("structure")["caption_marks"])


@cache
def _caption_verb() -> re.Pattern[str]:
    return re.compile(lexicon.table("structure")["caption_verbs"])


@cache
def _no_caption() -> re.Pattern[str]:
    return re.compile(lexicon.table("structure")["no_caption"])


@cache
def _dated_picture() -> re.Pattern[str]:
    return re.compile(rf"\b{lexicon.table('structure')['month']}\s\d{{1,2}}(?:,\s\d{{4}})?\.?(?:\s\S{{1,30}}){{0,6}}$")


@cache
def _credit() -> re.Pattern[str]:
    table = lexicon.table("structure")
    agency, outlet = table["agencies"], table["outlets_in_credits"]
    label = r"(?:[Pp]hotos?|Photograph|[Ii]mages?|[Pp]icture|Screenshot|Illustration|Courtesy|File|FILE|Credit)\b"
    name = r"(?:[A-Z@][\w.’'-]{0,30}[\s/,&|]{1,3})"
    names = rf"(?:{name}{{0,8}}(?:via\s)?{agency}\b[^()\[\]]{{0,40}}|{name}{{1,8}}(?:via\s)?{outlet})"
    bracket = rf"[(\[](?:{label}[^()\[\]]{{0,80}}|{names})[)\]]"
    photos = r"(?:\s(?:Photos?|Images?|News|Agency))?"
    plain = rf"(?:/|\bvia\s|[.”)]\s?\|\s?){agency}{photos}|/{outlet}"
    return re.compile(
        rf"(?:{bracket}|{plain}|\bREUTERS/[^.]{{2,60}}|\bAP Photos?(?:/[^.]{{2,40}})?"
        r"|\bGetty Images(?:\s[A-Z]\S{0,20}){0,3}|\bHandout via [A-Z]\w+)(?:/(?:Files?|File) Photos?)?[.)\]]?$"
    )


@cache
def _byline() -> re.Pattern[str]:
    name = lexicon.table("structure")["name"]
    names = rf"{name}(?:(?:,| and| &|, and) {name}){{0,4}}"
    by = r"(?:[Bb]y|BY|(?:[Ss]tory|[Ww]ritten|[Tt]ext) by)\s"
    function = r"(?:(?:[A-Z]\w{1,20}\s)?(?:writer|reporter|correspondent)s?\s)?"
    after = r"(?:[,|–—-]\s?[^.!?]{2,70}|\s(?:of|for|in|at)\s[^.!?]{2,60})?"
    outlet = r"(?:[A-Z][\w.&’'-]{0,30}\s?){1,4}"
    return re.compile(rf"(?:{by}{function}(?:{names}|[A-Z .’'-]{{4,60}}){after}|{names},\s{outlet})$")


@cache
def _names() -> re.Pattern[str]:
    name = lexicon.table("structure")["name"]
    return re.compile(rf"{name}(?:(?:,| and| &|, and) {name}){{0,4}}")


@cache
def _outlet() -> re.Pattern[str]:
    return re.compile(lexicon.table("structure")["outlets"])


@cache
def _dateline() -> re.Pattern[str]:
    month = lexicon.table("structure")["month"]
    numeric = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
    day = rf"(?:{month}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}\s{month}(?:\s\d{{4}})?|{numeric})"
    time = r"(?:at\s)?\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[AaPp]\.?\s?[Mm]\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?"
    label = (
        r"(?:(?:[Ff]irst\s|[Ll]ast\s)?(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Cc]reated|[Dd]ate)\b:?\s?(?:on\s|at\s)?)"
    )
    weekday = r"[A-Z][a-z]{2,8}(?:day|\.)?,?\s"
    place = r"[A-Z][A-Z .’'-]{2,40},\s(?:[A-Z][\w. ]{1,30},?\s)?"
    dated = rf"{label}?(?:{place}|{weekday})?{day}(?:[,|·–-]?\s?{time})?"
    return re.compile(rf"(?:{dated}|{label}{time})\W{{0,3}}", re.ASCII)
