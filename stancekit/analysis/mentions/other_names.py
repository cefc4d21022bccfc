"""Names that follow from the tagged names of a text: acronyms, and names that the text equates with them."""

import re
from collections.abc import Iterable, Mapping

from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.labels import Kind
from stancekit.language import lexicon, names
from stancekit.language.acronyms import acronyms, bracketed_acronym

ACRONYM_LENGTHS = range(2, 7)
CAPITALIZED = re.compile(r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}")
ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,6}")


def acronym_kinds(kinds: Mapping[str, Kind | None]) -> dict[str, Kind | None]:
    """Return the acronyms of names, with their kinds: GM of General Motors, RBG of Ruth Bader Ginsburg.

    Args:
        kinds: the kind of each name.
    """
    kind_of: dict[str, Kind | None] = {}
    for name, kind in kinds.items():
        if kind == "place":
            continue
        for acronym in acronyms(names.normalize(name, titled=kind == "person"), kind):
            if len(acronym) in ACRONYM_LENGTHS and acronym not in lexicon.words("common_acronyms"):
                kind_of.setdefault(acronym.upper(), kind)
    return kind_of


def names_beside(text: str, tagged: Iterable[MentionSpan]) -> dict[str, Kind | None]:
    """Return the names that the text gives tagged actors beside their own, with their kinds.

    After "known as" and its like, and in capitals in brackets: "Ana Roth,
    known as Bo", "the Inner Seas (IS)"; but after one word, as in "Halberd
    (HLB)", the symbol of its share may stand there.
    """
    kind_of: dict[str, Kind | None] = {}
    for span in tagged:
        between = lexicon.pattern("known_as").match(text, span.end)
        name = CAPITALIZED.match(text, between.end()) if between else None
        if name:
            for titled in (False, True):
                kind_of.setdefault(names.strip(name.group(), titled=titled), span.kind)
        bounds = bracketed_acronym(text, span.start, span.end, span.kind)
        acronym = text[slice(*bounds)] if bounds else ""
        is_ticker = lexicon.pattern("ticker").match(text, span.end + 1) is not None
        if ACRONYM.fullmatch(acronym) and not is_ticker and " " in text[span.start : span.end]:
            kind_of.setdefault(acronym, span.kind)
    return kind_of
