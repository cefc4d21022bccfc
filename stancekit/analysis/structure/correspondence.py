"""Lines around the text of letters, mail and press releases: headers, salutations, signatures, notes."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from stancekit.analysis.structure.lines import Line
from stancekit.labels import SentenceRole
from stancekit.language import bylines, correspondence, furniture
from stancekit.language.lines import BULLET

MIN_HEADER_LINES = 3  # lines of the shortest header of a mail
MAX_SIGNATURE_LINES = 4  # under the closing of a letter
FIRST_LINES = 6  # one of which says that the text is a press release
HEADER_ROLES: dict[str, SentenceRole] = {
    "subject": "headline",
    "from": "byline",
    "date": "dateline",
    "sent": "dateline",
}


def mark_correspondence(lines: Sequence[Line]) -> None:
    """Mark what is not the text of a letter, a mail or a press release."""
    is_mail = _mark_mail_headers(lines)
    _mark_letters(lines, is_mail=is_mail)
    if any(correspondence.begins_release(line.text) for line in lines[:FIRST_LINES]):
        _mark_contacts(lines)
        _mark_release_notes(lines)


def _mark_mail_headers(lines: Sequence[Line]) -> bool:
    """Mark the header of a mail at the top, and those of mails that it cites; return whether there is any."""
    is_mail = False
    run: list[tuple[Line, str]] = []
    for number, line in enumerate(lines):
        field = correspondence.mail_header(line.text)
        if field is not None:
            run.append((line, field))
        if len(run) >= MIN_HEADER_LINES and (field is None or number + 1 == len(lines)):
            is_mail, is_cited = True, run[0][0] is not lines[0]
            for header, name in run:
                header.mark("boilerplate" if is_cited else HEADER_ROLES.get(name, "boilerplate"))
        if field is None:
            run = []
    return is_mail


def _mark_letters(lines: Sequence[Line], *, is_mail: bool) -> None:
    """Mark salutations, closings and signatures."""
    is_letter = is_mail
    for number, line in enumerate(lines):
        if line.structure is not None:
            continue
        before = lines[number - 1] if number else None
        if correspondence.is_salutation(line.text):
            line.mark("boilerplate")
            _begin(lines[number + 1 : number + 3])
            is_letter = True
        elif before and _closes(line.text, is_letter=is_letter):
            _end(line, before)
            _sign(lines[number + 1 : number + 1 + MAX_SIGNATURE_LINES])
        elif before and bylines.is_name(line.text) and furniture.END_MARK.search(before.text):
            if is_letter or _is_signed_item(lines[number - 1 : number + 2]):
                _sign(lines[number : number + 2])
        is_letter = is_letter or correspondence.begins_with_salutation(line.text)


def _closes(line: str, *, is_letter: bool) -> bool:
    """Return whether a signature follows a line: "Yours," or, in a letter, also "Regards" and "--"."""
    is_closing = correspondence.is_closing(line) and (is_letter or line.endswith(","))
    return is_closing or (is_letter and line == correspondence.DELIMITER)


def _is_signed_item(lines: Sequence[Line]) -> bool:
    """Return whether a letter with a bullet stands before a name, and a function or place directly below the name."""
    if len(lines) < 3 or BULLET.match(lines[0].text) is None:
        return False
    return (
        lines[2].start == lines[1].end + 1 and furniture.is_heading(lines[2].text) and not BULLET.match(lines[2].text)
    )


def _begin(lines: Sequence[Line]) -> None:
    """Mark the line after a salutation that says which article the letter is about; a short question is no headline."""
    for line in lines:
        if correspondence.is_reference(line.text):
            line.mark("boilerplate")
            continue
        if furniture.is_heading(line.text):
            line.mark("body")
        return


def _end(closing: Line, before: Line) -> None:
    """Mark the closing of a letter; a short question before it is no heading."""
    closing.mark("boilerplate")
    if before.text.endswith("?"):
        before.mark("body")


def _sign(lines: Iterable[Line]) -> None:
    """Mark the lines of a signature: the name of the author, then a function or place."""
    for line in lines:
        if line.structure is not None or not correspondence.can_sign(line.text):
            return
        line.mark("byline")


def _mark_contacts(lines: Sequence[Line]) -> None:
    """Mark the names and addresses that stand directly under "Contact:" in a press release."""
    is_open = False
    for before, line in pairwise(lines):
        is_open = (is_open or correspondence.is_contact(before.text)) and line.start == before.end + 1
        if is_open:
            line.mark("boilerplate")


def _mark_release_notes(lines: Sequence[Line]) -> None:
    """Mark what follows the end of a press release: the portrait of the organization, notes for editors."""
    is_over = False
    for line in lines[1:]:
        is_over = is_over or correspondence.begins_release_notes(line.text)
        if is_over:
            line.mark("boilerplate")
