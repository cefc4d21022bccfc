"""Wording of lines that are not article text: notices, teasers, biographies, captions."""

import re
from functools import cache

from stancekit.language import lexicon
from stancekit.language.boundaries import find_boundaries

HEAD = 400  # characters of a line that are searched: time stays linear, and a cue stands near an end
TAIL = 160
MAX_NOTICE_LENGTH = 900  # characters of a line that may hold no more than a notice
MAX_TEASER_LENGTH = 180  # characters
MAX_CAPTION_LENGTH = 450
MAX_HEADING_LENGTH = 110  # of a headline or subheading
MAX_CAPITAL_HEADING_LENGTH = 60  # of one in capitals, which old newspapers end with a full stop
PARENTHESIS = re.compile(r"\(\s?[^()]{3,160}\)$")
GLUED_TEASER = re.compile(r"[^:.]{3,60}:(?=[^\s\d/])[^:]{10,160}$")
HEADING_END = re.compile(r"[.,;:][\"”’'»)\]]*$|[a-z\d%]{2}[.!?]\s\([^()]{1,60}\)$")  # the note after a sentence
END_MARK = re.compile(r"[.!?…][\"”’'»)\]]*$")
QUOTE_MARKS = re.compile('["“”«»]')
CAPITAL_WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
INTRODUCTION = 240  # characters at the end of a line that are searched for the words that announce a quotation
NEAR = 12  # words from its end
LIST_MARKS = "*•▪·► "  # before an item of a list
NEVER = "(?!)"  # a pattern without a match
QUANTIFIERS = tuple("?*{|")
MIN_SHOUTED_WORDS = 6  # words in capitals from which a line is a teaser rather than a heading


def is_boilerplate(line: str) -> bool:
    """Return whether a line, by its own wording, is a notice, a teaser, a disclaimer or a credit of reporters."""
    head = line[:HEAD].lstrip("-–—*•▪·►> ([_")
    if not any(map(str.isalnum, head)):
        return True
    if len(line) <= MAX_NOTICE_LENGTH and (_is_notice(head) or _has_disclaimer(line)):
        return True
    return len(line) <= MAX_TEASER_LENGTH and (
        _is_teaser(line) or lexicon.structure("invitation").match(head) is not None
    )


def replaces_text(text: str) -> bool:
    """Return whether a whole text says that there is none here: "404 Not Found", "Subscribe to continue reading"."""
    return len(text) <= MAX_NOTICE_LENGTH and lexicon.structure("replaces_text").fullmatch(text) is not None


def is_labeled_headline(line: str) -> bool:
    """Return whether a line would be a headline as the first line of an article, and a teaser in any other place."""
    return _headline_label().match(line) is not None


def _has_disclaimer(line: str) -> bool:
    return _has_notice_word(line) and _disclaimer().search(line) is not None


def _has_notice_word(text: str) -> bool:
    return any(map(text.lower().__contains__, _notice_words()))


def _is_teaser(line: str) -> bool:
    """Return whether a line is a link to another article."""
    if _teaser_label().match(line.lstrip("( ")):
        return True
    if PARENTHESIS.match(line) and not END_MARK.search(line[:-1].rstrip()) and not END_MARK.search(line):
        return True
    return GLUED_TEASER.match(line) is not None and not QUOTE_MARKS.search(line) and not line.endswith(".")


def is_shouted(line: str) -> bool:
    """Return whether a line is several words in capitals, as links to other articles are printed."""
    if not line.isupper() or line.endswith(".") or QUOTE_MARKS.match(line):
        return False
    return len(CAPITAL_WORD.findall(line[:HEAD])) >= MIN_SHOUTED_WORDS


def is_boilerplate_sentence(sentence: str) -> bool:
    """Return whether a sentence of a paragraph is a notice, whatever stands beside it."""
    head = sentence[:HEAD].lstrip(LIST_MARKS)
    return _has_notice_word(head) and _notice_sentence().search(head) is not None


def is_end_matter(line: str) -> bool:
    """Return whether a line, if only furniture follows it, is a credit or an invitation to write."""
    return len(line) <= MAX_NOTICE_LENGTH and (
        is_boilerplate_sentence(line) or lexicon.structure("end_matter").search(line[:HEAD]) is not None
    )


def biography_of(line: str) -> str | None:
    """Return the name of the person whom a line introduces, "" if it gives none; None if it introduces nobody.

    A biography of the author does so, but a line of body may, too.
    """
    head = line[:HEAD].lstrip("-–—*•_ ")
    if len(line) > MAX_NOTICE_LENGTH or QUOTE_MARKS.match(head) or not head[:1].isupper():
        return None
    match = lexicon.structure("biography").match(head)
    return None if match is None else (match["name"] or match["surname"] or "").strip(" ,")


def announces_biography(heading: str) -> bool:
    """Return whether a heading announces a biography: "About Ann Moor"."""
    return lexicon.structure("about").match(heading) is not None


def continues_biography(line: str) -> bool:
    """Return whether a line can be the second sentence of a biography."""
    return len(line) <= MAX_NOTICE_LENGTH and lexicon.structure("biography_more").match(line[:HEAD]) is not None


def is_caption(line: str) -> bool:
    """Return whether a line, by its own wording, is the caption or credit of a picture."""
    return len(line) <= MAX_CAPTION_LENGTH and (ends_with_credit(line) or describes_picture(line))


def describes_picture(line: str) -> bool:
    """Return whether a line is a caption by other words than a credit at its end."""
    if len(line) > MAX_CAPTION_LENGTH:
        return False
    if lexicon.structure("caption_beginnings").match(line) or lexicon.structure("caption_marks").search(line[:HEAD]):
        return True
    is_dated = lexicon.pattern("dated_picture", of="credits").search(line) is not None
    if not is_dated or lexicon.structure("no_caption").search(line):
        return False
    return lexicon.structure("caption_verbs").search(line[:HEAD]) is not None


def labels_teaser(line: str) -> bool:
    """Return whether a line is only a label, below which the headline of another article stands."""
    return lexicon.structure("teaser_labels").match(line) is not None


def begins_list(line: str) -> bool:
    """Return whether a line announces a list of other articles to screen readers: "list of 4 items"."""
    return lexicon.structure("list_beginning").match(line) is not None


def ends_list(line: str) -> bool:
    """Return whether a line ends such a list."""
    return lexicon.structure("list_end").match(line) is not None


def labels_caption(line: str) -> bool:
    """Return whether a line is only a label, below which a caption or the credit of a picture stands."""
    return lexicon.structure("caption_labels").match(line) is not None


def ends_with_credit(line: str) -> bool:
    """Return whether a line ends with the credit of a picture: an agency, or a name after a label or a sentence."""
    return any(lexicon.pattern(name, of="credits").search(line[-TAIL:]) for name in ("credit", "signature"))


def is_heading(text: str) -> bool:
    """Return whether a line is short and ends like a headline: without a full stop, or as one short question."""
    if len(text) <= MAX_CAPITAL_HEADING_LENGTH and text.isupper():
        text = text.removesuffix(".")
    if len(text) > MAX_HEADING_LENGTH or HEADING_END.search(text) or not any(map(str.isalpha, text)):
        return False
    words = text.lower().split()
    is_torn = words[-1] in lexicon.words("dangling", of="boundaries")
    if is_torn or words[0] in lexicon.words("before_no_heading", of="structure"):
        return False
    if not END_MARK.search(text):
        return True
    return (
        text.rstrip("’'").endswith("?")
        and len(text) <= MAX_HEADING_LENGTH / 2
        and not any(find_boundaries(text, 0, len(text)))
    )


def introduces_quotation(line: str) -> bool:
    """Return whether a line ends with a colon and announces somebody's words."""
    if not line.endswith(":"):
        return False
    sentence = SENTENCE_END.split(line[-INTRODUCTION:])[-1]
    words = [word.lower() for word in WORD.findall(sentence)]
    speech, citing = (lexicon.words(name, of="structure") for name in ("speech", "citing"))
    return not speech.isdisjoint(words[-NEAR:]) or not citing.isdisjoint(words)


def labels_summary(line: str) -> bool:
    """Return whether a line is only the name of a list of points: "Key points"."""
    return line.rstrip(":").lower() in lexicon.words("summaries", of="structure")


def begins_summary(line: str) -> bool:
    """Return whether a line begins with the name of a list of points: "Story highlights"."""
    start = line[:MAX_HEADING_LENGTH].lower()
    return any(start.startswith(name) for name in lexicon.words("summaries", of="structure"))


@cache
def _notice_words() -> tuple[str, ...]:
    return tuple(lexicon.table("structure")["notice_words"])


def _joined(*names: str) -> str:
    """Return one pattern for those of some lists."""
    return "|".join(f"(?:{pattern})" for name in names for pattern in lexicon.table("structure")[name])


def _is_notice(head: str) -> bool:
    return any(_notice(initial).match(head) is not None for initial in ("", head[0].lower()))


@cache
def _notice(initial: str) -> re.Pattern[str]:
    """Return the pattern of the notices that begin with a letter, or of the others: all at once compile slowly."""
    patterns = [each for each in lexicon.table("structure")["boilerplate_lines"] if _initial(each) == initial]
    return re.compile("|".join(f"(?:{each})" for each in patterns) or NEVER, re.IGNORECASE)


def _initial(pattern: str) -> str:
    """Return the letter with which every match of a pattern begins, or an empty string."""
    is_literal = pattern[0].isalpha() and pattern[1:2] not in QUANTIFIERS
    return pattern[0].lower() if is_literal else ""


@cache
def _notice_sentence() -> re.Pattern[str]:
    return re.compile(_joined("boilerplate_sentences", "disclaimers"), re.IGNORECASE)


@cache
def _disclaimer() -> re.Pattern[str]:
    return re.compile(_joined("disclaimers", "line_disclaimers"), re.IGNORECASE)


@cache
def _teaser_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{_joined('boilerplate_teasers', 'headline_labels')})\s?:", re.IGNORECASE)


@cache
def _headline_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{_joined('headline_labels')}):\s\S+(?:\s\S+){{2}}", re.IGNORECASE)
