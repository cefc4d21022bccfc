"""Wording of letters, mail and press releases: what stands around the text."""

from stancekit.language import bylines, furniture, lexicon

MAX_SIGNATURE_LENGTH = 60  # characters of a line under the name of a letter's author
MAX_REFERENCE_LENGTH = 240  # of the line that says which article a letter is about
RELEASE = 200  # at the start of a line that are searched for the name of a wire for press releases
DELIMITER = "--"  # before a signature: RFC 3676, section 4.3


def is_salutation(line: str) -> bool:
    """Return whether a line is only a salutation: "Dear Ms. Moor,"."""
    return len(line) <= bylines.MAX_BYLINE_LENGTH and lexicon.structure("salutations").match(line) is not None


def begins_with_salutation(line: str) -> bool:
    """Return whether a letter's first paragraph begins with its salutation: "Sir, The mayor is wrong."."""
    return lexicon.structure("salutations_in_line").match(line) is not None


def is_reference(line: str) -> bool:
    """Return whether a line only says which article a letter is about: "Re “The Ferry” (news article, May 2):"."""
    return len(line) <= MAX_REFERENCE_LENGTH and lexicon.structure("references").match(line) is not None


def is_closing(line: str) -> bool:
    """Return whether a line is only the words before a signature: "Yours faithfully,"."""
    return len(line) <= bylines.MAX_BYLINE_LENGTH and lexicon.structure("closings").match(line) is not None


def can_sign(line: str) -> bool:
    """Return whether a line can stand in a signature: a name, a function, a place."""
    is_notice = furniture.is_boilerplate(line)  # "Sent from my phone"
    if len(line) > MAX_SIGNATURE_LENGTH or is_notice or is_salutation(line):
        return False
    return furniture.is_heading(line) or line.endswith(".")


def mail_header(line: str) -> str | None:
    """Return the field that a line of a mail's header gives, in lower case: "subject"; None if it gives none."""
    field = line[: line.find(":")].lower() if ":" in line[:MAX_SIGNATURE_LENGTH] else ""
    return field if field in lexicon.words("mail_headers", of="structure") else None


def begins_release(line: str) -> bool:
    """Return whether a line says that the text is a press release, or names a wire that carries them."""
    if len(line) <= bylines.MAX_BYLINE_LENGTH and lexicon.structure("releases").match(line) is not None:
        return True
    return lexicon.structure("release_wires").search(line[:RELEASE]) is not None


def is_contact(line: str) -> bool:
    """Return whether a line is only the label above the names whom journalists may ask."""
    return len(line) <= MAX_SIGNATURE_LENGTH and lexicon.structure("contacts").fullmatch(line) is not None


def begins_release_notes(line: str) -> bool:
    """Return whether a press release ends with a line or before it, and notes for editors follow."""
    return len(line) <= bylines.MAX_BYLINE_LENGTH and lexicon.structure("release_notes").match(line) is not None
