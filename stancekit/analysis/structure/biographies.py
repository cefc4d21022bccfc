"""Biographies of the author, under the byline or after the article."""

from collections.abc import Sequence
from itertools import islice, pairwise

from stancekit.analysis.structure.lines import Line
from stancekit.language import furniture, lexicon

FIRST_LINES = 4  # lines that can be the byline or a biography under it
LAST_LINES = 14  # lines that can be an author's biography


def mark_biographies(lines: Sequence[Line]) -> None:
    """Mark the biography of the author, under the byline or after the article, and the rest of it."""
    top = (line for line in lines if line.role != "boilerplate")
    for before, line in pairwise(islice(top, FIRST_LINES + 1)):
        name = furniture.biography_of(line.text) if before.role == "byline" and line.structure is None else None
        if name and name in before.text:
            line.mark("boilerplate")
    number = len(lines) - 1
    tail: list[Line] = []  # lines that belong to a biography if one stands before them
    while number > 0 and number >= len(lines) - LAST_LINES:
        line = lines[number]
        if line.structure is None:
            if _is_biography(lines, number):
                line.mark("boilerplate")
                for more in tail:
                    more.mark("boilerplate")
                tail = []
            elif furniture.continues_biography(line.text):
                tail.append(line)
            else:
                break
        elif not line.is_furniture:
            break
        number -= 1


def _is_biography(lines: Sequence[Line], number: int) -> bool:
    """Return whether a line is the biography of somebody whom the article does not mention.

    Its headline may, where nothing is told in the past.
    """
    name = furniture.biography_of(lines[number].text)
    if name is None:
        return False
    last = name.rpartition(" ")[2]
    is_present = lexicon.pattern("past").search(lines[number].text) is None
    skipped = int(is_present and furniture.is_heading(lines[0].text))
    others = (line for line in lines[skipped:number] if not line.is_furniture)
    naming = (line.text for line in others if last in line.text)
    return not last or all(map(furniture.is_boilerplate_sentence, naming))
