"""The headline of a web page, apart from the name of the outlet: "Council cuts budget - The Gazette"."""

import re
from collections.abc import Iterator, Sequence

from stancekit.inputs.page_keys import Key, key

SEPARATOR = re.compile(r"\s+(?:[-–—―:·•~›]|::)\s+|\s*[|»]\s*|:\s+")
ENDING = re.compile(r"\s*[|»]\s*|\s+(?:::|[-–—―])\s+")
PREFIX = re.compile(r"[^:|»–—]{1,60}: ")
OUTLET, NO_PLACE, END, BEGINNING, WHOLE = range(5)
SMALL_WORDS = frozenset(("and", "at", "de", "for", "in", "of", "on", "the"))
MAX_OUTLET_WORDS = 5  # of the name of an outlet
MIN_HEADLINE_WORDS = 3  # before an ending that looks like an outlet
MAX_TITLE, MAX_HEADINGS = 1000, 50  # characters, headings: an article has fewer, and time stays linear


def find_headline(
    titles: Sequence[str], headings: Sequence[str], subheadings: Sequence[str], outlet: str | None
) -> str | None:
    """Return the headline; its form in the page's text, where it is there.

    Args:
        titles: the titles in the metadata, the most reliable first.
        headings: the first-level headings of the page.
        subheadings: its other headings; one of them can be the headline, too.
        outlet: the name of the outlet, where the metadata give it.
    """
    name = key(outlet or "")
    candidates = [heading for heading in headings[:MAX_HEADINGS] if key(heading) and not _is_name(key(heading), name)]
    for title in titles:
        places = [_place(heading, title) for heading in candidates]
        best = max(places, default=NO_PLACE)
        if best > NO_PLACE:
            return without_outlet(candidates[places.index(best)], outlet)
        candidates = [heading for heading, place in zip(candidates, places, strict=True) if place == NO_PLACE]
    if len(candidates) == 1:
        return without_outlet(candidates[0], outlet)
    pairs = [(title, heading) for title in titles for heading in subheadings[:MAX_HEADINGS]]
    visible = next((heading for title, heading in pairs if _place(heading, title) > NO_PLACE), None)
    if visible is not None:
        return visible
    if not titles or _is_name(key(titles[0]), name):
        return None
    return without_outlet(titles[0], outlet or find_outlet(titles[0], None))


def without_outlet(title: str, outlet: str | None) -> str:
    """Return a title without the outlet's name at one of its ends."""
    name = key(outlet or "")
    for before, after in _cuts(title, SEPARATOR):
        if _is_name(key(after), name):
            return before
        if _is_name(key(before), name):
            return after
    return title


def find_outlet(title: str, headline: str | None) -> str | None:
    """Return the outlet that a title names after the headline, or before it.

    Args:
        title: such as "Council cuts budget | News | The Gazette".
        headline: None if it is not known; then the ending must be written like a name.
    """
    if headline is None:
        return next(
            (after for before, after in reversed(list(_cuts(title, ENDING))) if _looks_like_name(before, after)), None
        )
    rest = next((after for before, after in _cuts(title, SEPARATOR) if key(before) == key(headline)), None)
    if rest is None:
        rest = next((before for before, after in _cuts(title, SEPARATOR) if key(after) == key(headline)), None)
    if rest is None:
        return None
    last = next((after for _, after in reversed(list(_cuts(rest, SEPARATOR)))), rest)
    return last if 0 < len(key(last)) <= MAX_OUTLET_WORDS else None


def _cuts(title: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each separator that has words on both."""
    if len(title) > MAX_TITLE:
        return
    for match in pattern.finditer(title):
        before, after = title[: match.start()].strip(), title[match.end() :].strip()
        if before and after:
            yield before, after


def _is_name(words: Key, name: Key) -> bool:
    return bool(name) and words != () and _bare(words) == _bare(name)


def _bare(words: Key) -> Key:
    return tuple(word for word in words if word not in ("the", "www", "com"))


def _place(heading: str, title: str) -> int:
    """Return how well a heading fits a title: it is the whole, the beginning, the end; or it is the outlet."""
    words = key(heading)
    if words == key(title):
        return WHOLE
    cuts = [(key(before), key(after)) for before, after in _cuts(title, SEPARATOR)]
    if any(
        words == before and (len(words) >= MIN_HEADLINE_WORDS or len(words) >= len(after)) for before, after in cuts
    ):
        return BEGINNING
    befores = [before for before, after in cuts if words == after]
    if not befores:
        return NO_PLACE
    is_headline = len(words) > len(befores[0]) or PREFIX.match(title) is not None
    return END if is_headline else OUTLET


def _looks_like_name(before: str, after: str) -> bool:
    words = after.split()
    return (
        len(before.split()) >= MIN_HEADLINE_WORDS
        and len(words) <= MAX_OUTLET_WORDS
        and all(word[0].isupper() or word in SMALL_WORDS or not word[0].isalpha() for word in words)
    )
