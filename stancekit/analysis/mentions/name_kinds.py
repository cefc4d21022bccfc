"""The kinds of tagged names, where the gazetteer, the text or the name itself knows better than the network."""

import re
from collections.abc import Iterable, Iterator, Sequence

from stancekit.inputs.spans import Bounds
from stancekit.labels import Kind
from stancekit.language import gazetteer, lexicon, names
from stancekit.network.decoding import TaggedSpan

BEFORE = 32  # characters before a name that may say what it is


def correct_kinds(text: str, spans: Sequence[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Yield the spans, each with the kind of its name if that is known, called by the text, or plain from the name."""
    persons = [names.normalize(text[start:end]) for start, end, kind in spans if kind == "person"]
    bodies = {name for name in persons if _is_body(name)}
    called = {names.normalize(text[start:end]) for start, end, _ in spans if _is_called_body(text, start, end)}
    called &= set(persons)
    words_of_persons = {word for name in persons if len(name) > 1 and name not in bodies for word in name}
    short_forms = {name[0] for name in bodies} - words_of_persons
    heads = _heads(text, spans)
    first_names = _first_names_tagged_as_places(text, spans)
    for start, end, kind in spans:
        name = names.normalize(text[start:end], titled=False)
        known = gazetteer.kind(name)
        if kind == "person" and (name in bodies or name in heads or (len(name) == 1 and name[0] in short_forms)):
            known = "organization"
        if kind == "place" and len(name) > 1 and name[-1] in lexicon.words("no_place_words"):
            known = known or "organization"
        known = "organization" if name in called else known
        is_place = _follows(text, start, lexicon.pattern("place_before")) and not gazetteer.is_first_name(name[0])
        if kind == "person" and is_place:
            known = "place"
        if text[start:end] in first_names:
            known, kind = None, "person"
        is_free = len(name) > 1 or words_of_persons.isdisjoint(name)
        yield TaggedSpan(start, end, known if known and is_free and _corrects(known, kind) else kind)


def _heads(text: str, spans: Iterable[TaggedSpan]) -> set[names.Words]:
    """Return organizations' names without the last word, if it says what they are: Halden Gate, of Halden Gate Bank."""
    full = [names.normalize(text[start:end], titled=False) for start, end, kind in spans if kind == "organization"]
    bodies = [name for name in full if len(name) > 2 and name[-1] in lexicon.words("firm_words")]
    return {name[:-1] for name in bodies if not gazetteer.is_first_name(name[0])}


def _first_names_tagged_as_places(text: str, spans: Iterable[TaggedSpan]) -> frozenset[str]:
    """Return parts of persons' names that are tagged as places, but stand nowhere like one: Sydney, of Sydney Roth."""
    first: dict[str, int] = {}  # where the text has the full name first
    places: dict[str, list[Bounds]] = {}
    place_surnames = set()  # which must speak to be a person
    for start, end, kind in spans:
        words = text[start:end].split()
        if kind == "person" and len(words) > 1:
            first.setdefault(words[0], start)
            first.setdefault(words[-1], start)
            if gazetteer.kind(names.normalize(words[-1])) is not None:
                place_surnames.add(words[-1])
        elif kind == "place" and len(words) == 1:
            places.setdefault(words[0], []).append((start, end))
    return frozenset(
        word
        for word in first.keys() & places.keys()
        if first[word] < places[word][0][0] and not any(_is_where(text, start) for start, _ in places[word])
        if word not in place_surnames or all(_speaks(text, end) for _, end in places[word])
    )


def _speaks(text: str, end: int) -> bool:
    """Return whether a verb of speech follows a name."""
    return not lexicon.speech().isdisjoint(text[end : end + BEFORE].split(maxsplit=1)[:1])


def _follows(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    """Return whether a name stands after words such as "in" or "the town of"."""
    return pattern.search(text[max(0, start - BEFORE) : start]) is not None


def _is_where(text: str, start: int) -> bool:
    """Return whether a name stands after a preposition of place."""
    return _follows(text, start, lexicon.pattern("where"))


def _is_called_body(text: str, start: int, end: int) -> bool:
    """Return whether the words beside a name call it a firm's or another body's: "Kijani, a start-up"."""
    if " " in text[start:end]:
        return False
    is_apposed = text[end : end + 1] == "," and _follows(text, start, lexicon.pattern("body_apposed"))
    if is_apposed or _follows(text, start, lexicon.pattern("body_before")):
        return True
    return not _is_where(text, start) and lexicon.pattern("body_after").match(text, end) is not None


def _is_body(name: names.Words) -> bool:
    """Return whether a name is a firm's or another body's by its last word: Halden Steel, but not Danielle Steel."""
    is_firm = "&" in name and not gazetteer.is_first_name(name[0])  # Corwin & Pell, but not Ana & Tania
    return is_firm or len(name) > 1 and name[-1] in lexicon.words("body_words") and not gazetteer.is_first_name(name[0])


def _corrects(known: Kind, tagged: Kind) -> bool:
    """Return whether a known kind stands above a tagged one; a city can stand for its team or government."""
    return not (known == "place" and tagged == "organization")
