"""Rules that say whether two normalized names can be one actor's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from stancekit.labels import Kind
from stancekit.language import gazetteer, lexicon, names
from stancekit.language.names import Words

MIN_SYLLABIC_LENGTH = 4  # letters of the shortest word that is made of the beginnings of others
MAX_BEGINNING_LENGTH = 4  # letters of a word in it, unless the whole word is


@dataclass(eq=False)
class Name:
    """A normalized name with all its mentions, which the name alone does not tell apart.

    Attributes:
        words: the normalized name.
        kind: the most frequent tag.
        mentions: indices of mentions, ascending.
        is_acronym: whether the text always writes it in capitals.
        is_absent: whether the user gave it and the text does not contain it.
    """

    words: Words
    kind: Kind | None
    mentions: list[int]
    is_acronym: bool = False
    is_absent: bool = False


Rule: TypeAlias = Callable[[Name, Name], bool]


def agree(kind: Kind | None, other: Kind | None) -> bool:
    """Return whether two kinds are equal, where None is any."""
    return kind == other or None in (kind, other)


def _are_persons(known: Name, name: Name) -> bool:
    return {known.kind, name.kind} - {None} == {"person"}


def is_syllabic(known: Name, name: Name) -> bool:
    """Return whether a word is made of the beginnings of an organization's words: Comelec, Commission on Elections.

    In the British spelling, acronyms are such words too: Nafdac.
    """
    (word,) = name.words
    parts = [part for part in known.words if part not in lexicon.words("small")]
    if known.kind != "organization" or name.kind == "place" or gazetteer.kind(name.words) is not None:
        return False
    if len(word) < MIN_SYLLABIC_LENGTH or not 1 < len(parts) <= len(word):
        return False
    shortest = 1 if len(parts) > 2 else 2
    reached = {0}
    for part in parts:
        beginnings = {part, *(part[:length] for length in range(shortest, MAX_BEGINNING_LENGTH + 1))}
        reached = {at + len(beginning) for at in reached for beginning in beginnings if word.startswith(beginning, at)}
    return len(word) in reached


def is_same_full_name(known: Name, name: Name) -> bool:
    """Return whether two full names are one actor's."""
    shorter, longer = sorted((known.words, name.words), key=len)
    if "person" in (known.kind, name.kind):
        if not agree(known.kind, name.kind):
            return False
        if names.is_generation(shorter[1:]):
            return (longer[0], *longer[-1:]) == shorter  # Donald Jr.
        if _begins(shorter, longer):
            return True  # Carlos Roth, Carlos Roth Berg
        if names.surname(longer) != names.surname(shorter):
            return False
        if names.are_kin(longer, shorter) and not known.is_absent:
            return False
        return _is_subsequence(shorter, longer) or _is_same_first_name(longer[0], shorter[0])
    if names.content_words(longer) == names.content_words(shorter):
        return True  # Department of Justice, Justice Department
    return known.kind == name.kind == "organization" and _is_short_organization(shorter, longer)


def _begins(shorter: Words, longer: Words) -> bool:
    """Return whether a name holds a surname and begins a longer one: Carlos Roth Berg, but not Martin Luther King."""
    rest = longer[len(shorter) :]
    is_beginning = len(shorter) > 1 and longer[: len(shorter)] == shorter and not names.is_generation(longer[-1:])
    return is_beginning and set(rest).isdisjoint(shorter) and not all(map(gazetteer.is_first_name, shorter))


def _is_short_organization(shorter: Words, longer: Words) -> bool:
    """Return whether a name is the end of an organization's, or stands before its "of": Army Corps of Engineers.

    Or only what the body is, is left out: Halden Gate of Halden Gate Bank. Or
    it says what the body is for before what it is: Harbor Committee of
    Select Committee on the Harbor.
    """
    if len(shorter) == 1:
        return False
    if longer[-len(shorter) :] == shorter:
        return True
    if gazetteer.kind(shorter) is not None:
        return gazetteer.kind(shorter) == "organization" and _is_completed(shorter, longer)
    country, rest = longer[:1], longer[1:]
    own = rest if rest[: len(shorter)] == shorter and gazetteer.kind(country) == "place" else longer
    is_panel = shorter[-1] in lexicon.table("body_kinds")["committee"]["nouns"]  # European Council is another
    before_rest = lexicon.words("name_prepositions") if is_panel else {"of"}
    is_head = own[: len(shorter)] == shorter and not before_rest.isdisjoint(own[len(shorter) :][:1])
    return is_head or _is_completed(shorter, longer) or _is_turned(shorter, longer)


def _is_completed(shorter: Words, longer: Words) -> bool:
    """Return whether a longer name only adds what the body is: Halden Gate Bank."""
    return longer[: len(shorter)] == shorter and lexicon.words("firm_words").issuperset(longer[len(shorter) :])


def _is_turned(shorter: Words, longer: Words) -> bool:
    """Return whether the noun before a longer name's preposition is a name's last: Committee on the Harbor.

    The Education Department is not the Texas Department of Education.
    """
    prepositions = lexicon.words("name_prepositions")
    at = next((number for number, word in enumerate(longer) if word in prepositions), 0)
    owner = longer[: max(0, at - 1)]
    is_state = gazetteer.kind(owner) == "place" and gazetteer.country_code(owner) is None
    is_turned = at > 0 and shorter[-1] == longer[at - 1] and set(longer[at + 1 :]).issuperset(shorter[:-1])
    return is_turned and not is_state


def _is_same_first_name(first: str, other: str) -> bool:
    """Return whether two first names are forms of one, or one begins the other."""
    shorter, longer = sorted((first, other), key=len)
    return longer.startswith(shorter) or gazetteer.are_first_name_forms(first, other)


def _is_subsequence(shorter: Words, longer: Words) -> bool:
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _is_surname(known: Name, name: Name) -> bool:
    """Return whether a word is the surname of a person: Pell, of Ann Pell."""
    is_person = known.kind == "person" or _are_persons(known, name)
    return is_person and name.kind != "place" and names.surname(known.words) == name.words[0]


def _is_first_name(known: Name, name: Name) -> bool:
    """Return whether the first word of a name is enough: Hillary, Kim, Harvard."""
    (word,) = name.words
    if known.words[0] != word or len(known.words) == 1:
        return False
    is_slip = name.kind == "person" and not gazetteer.is_first_name(word)  # a firm that is tagged as a person: Halberd
    are_organizations = known.kind == "organization" and (name.kind == "organization" or is_slip)
    return _are_persons(known, name) or (are_organizations and not _is_common_first_word(word))


def _is_common_first_word(word: str) -> bool:
    return gazetteer.is_generic(word) or (gazetteer.kind((word,)) is not None and "'" not in word)  # but Macy's


def _is_last_word(known: Name, name: Name) -> bool:
    """Return whether the last word of a team's, a paper's or a firm's name is enough: the Lakers, the Chronicle."""
    (word,) = name.words
    if known.kind != "organization" or known.words[-1] != word:
        return False
    if word in lexicon.words("club_words"):
        return len(known.words) > 1
    if name.kind not in ("organization", None):
        return False
    is_known = gazetteer.kind(name.words) is not None and not gazetteer.is_ambiguous(name.words)
    is_institution = is_known or bool(gazetteer.other_names(name.words))
    return len(known.words) > 1 and word not in lexicon.words("short_names") and not is_institution


def _is_part(known: Name, name: Name) -> bool:
    return _are_persons(known, name) and name.words[0] in known.words


SHORT_NAME_RULES: tuple[Rule, ...] = (_is_surname, _is_first_name, _is_last_word, _is_part)  # the first that fits
