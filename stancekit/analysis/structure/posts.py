"""Posts of social media that are embedded in an article."""

import re
from collections.abc import Sequence
from functools import cache

from stancekit.analysis.structure.lines import Line
from stancekit.language import lexicon

HANDLE = r"\(@[\w.-]{1,60}(?:@[\w.-]{1,60})?\)"
SIGNED = 140  # characters at the end of a post that hold its signature
SIGNATURE = re.compile(rf"[—–-]\s?(?P<name>[^\n—–()]{{1,60}}?)\s?{HANDLE}[^\n]{{0,30}}$")
CARD_HANDLE = re.compile(r"@\w{1,30}")  # a whole line, below the author's name
CARD_END = re.compile(r"\d{1,2}:\d{2}(?:\s?[AP]M)?\s[·•]\s")
SOUND = re.compile(r"(?P<name>@[\w.]{1,30})\s.*\s♬\s", re.DOTALL)  # a video's caption, above its sound
MAX_LINES = 8  # of a post
MAX_CAPTION_LENGTH = 300  # characters of a caption that nothing else marks


def mark_posts(lines: Sequence[Line]) -> None:
    """Mark posts, which end with their author's name and handle."""
    for number, line in enumerate(lines):
        signature = SIGNATURE.search(line.text, max(0, len(line.text) - SIGNED))
        if signature is not None and signature.start() > 2:
            line.mark("quote_block", _name(line, signature))
        elif signature is not None:  # it stands alone
            line.mark("byline", _name(line, signature))
            _mark(lines[_first_line(lines, number) : number], line, signature)
        elif shared := _shared().match(line.text):
            _mark(lines[_first_shared(lines, number) : number], line, shared)
        elif sound := SOUND.match(line.text):
            line.mark("quote_block", _name(line, sound))
        elif number and CARD_HANDLE.fullmatch(line.text):
            _mark_card(lines, number)


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(rf"{lexicon.fragment('shared_post', of='structure')}\s(?P<name>[^\n()]{{1,60}}?)\s?{HANDLE}")


def _mark_card(lines: Sequence[Line], number: int) -> None:
    """Mark a post below its author's name and handle, above its time."""
    author = lines[number - 1]
    last = range(number + 1, min(number + 1 + MAX_LINES, len(lines)))
    end = next((index for index in last if CARD_END.match(lines[index].text)), None)
    if end is None:
        return
    for part in lines[number + 1 : end]:
        part.mark("quote_block", (author.start, author.end))
    for part in (author, lines[number], lines[end]):
        part.mark("byline", (author.start, author.end))


def _name(line: Line, signature: re.Match[str]) -> tuple[int, int]:
    return line.start + signature.start("name"), line.start + signature.end("name")


def _mark(post: Sequence[Line], line: Line, signature: re.Match[str]) -> None:
    for part in post:
        part.mark("quote_block", _name(line, signature))


def _first_shared(lines: Sequence[Line], number: int) -> int:
    """Return the first line of the post above the line that says who shared it."""
    first = max(0, number - MAX_LINES)
    beginnings = [
        index for index in range(first, number) if lexicon.structure("embedded_post").match(lines[index].text)
    ]
    if beginnings:
        return beginnings[-1] + 1
    before = _first_line(lines, number)
    return before if before and _is_caption(" ".join(line.text for line in lines[before:number])) else number


def _is_caption(text: str) -> bool:
    """Return whether a text is short and says "I" or "you", or has a hashtag or a handle, as captions of posts do."""
    has_mark = "#" in text or "@" in text
    persons = (lexicon.pattern(name) for name in ("first_person", "second_person"))
    return len(text) <= MAX_CAPTION_LENGTH and (has_mark or any(person.search(text) for person in persons))


def _first_line(lines: Sequence[Line], number: int) -> int:
    """Return the first line of the paragraph before a signature, or the line before if blank lines separate none."""
    first = before = max(0, number - 1)
    if lines[number].start - lines[before].end < 2:
        return before
    while first and before - first < MAX_LINES and lines[first].start - lines[first - 1].end < 2:
        first -= 1
    return first if before - first < MAX_LINES else before
