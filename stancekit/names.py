"""Names as they are compared: titles, possessives, case and accents aside."""

import re
import unicodedata
from collections.abc import Iterable

POSSESSIVE = re.compile(r"(?:(?<=\S)['’]s|(?<=[sS])['’])$", re.IGNORECASE)
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend pope king queen prince princess
    president vice vice-president premier chancellor prime minister secretary ambassador governor gov
    lieutenant mayor senator sen representative rep congressman congresswoman speaker leader chairman
    chairwoman chair judge justice attorney general gen colonel col captain capt major maj sergeant sgt
    admiral adm deputy former ex ex-president then-president president-elect first minority majority
    candidate nominee spokesman spokeswoman spokesperson director commissioner sheriff
    """.split()
)


def fold(text: str) -> tuple[str, list[int]]:
    """Fold case and accents away, keeping track of where each character came from.

    Returns:
        The folded text, and for each of its characters the index in `text`.
    """
    if text.isascii():
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    index: list[int] = []
    for position, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                folded.append("'" if part == "’" else part)
                index.append(position)
    return "".join(folded), index


def words(name: str) -> tuple[str, ...]:
    """Return the words that identify a name: folded, without titles, possessive and leading article."""
    folded = POSSESSIVE.sub("", fold(name.strip())[0])
    found = [word.strip(".,;:!?\"'“”()[]") for word in folded.split()]
    found = [word for word in found if word] or folded.split()
    kept = found
    while len(kept) > 1 and (kept[0] == "the" or kept[0] in TITLES):
        kept = kept[1:]
    return tuple(kept)


def strip(name: str) -> str:
    """Return a name as it is shown: titles, possessive and leading article removed."""
    shown = POSSESSIVE.sub("", " ".join(name.split()))
    parts = shown.split()
    while len(parts) > 1 and (parts[0].casefold() == "the" or parts[0].casefold().strip(".") in TITLES):
        parts = parts[1:]
    return " ".join(parts)


def comparable(name: str) -> str:
    """Return a name as `find` compares it: folded, with single spaces."""
    return " ".join(fold(name)[0].split())


def find(text: str, names: Iterable[str]) -> list[tuple[int, int, str]]:
    """Find names as whole words, whatever their case, accents and possessive.

    Returns:
        `(start, end, name)` in the order of the text, in code points, without
        the possessive. Of two names at one place the longer wins.
    """
    patterns = {comparable(name): name for name in names}
    alternatives = sorted(filter(None, patterns), key=len, reverse=True)
    if not alternatives:
        return []
    escaped = (r"\s+".join(re.escape(word) for word in pattern.split()) for pattern in alternatives)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(escaped) + r")(?!\w)")
    folded, index = fold(text)
    return [
        (index[match.start()], past_marks(text, index[match.end() - 1] + 1), patterns[" ".join(match.group().split())])
        for match in pattern.finditer(folded)
    ]


def past_marks(text: str, end: int) -> int:
    """Return `end`, moved behind the combining marks that follow."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
