"""Places in the text that name an actor: those that the user gave, and those that the network found."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeAlias

from stancekit.inputs.actor import Actor
from stancekit.labels import Kind
from stancekit.language import gazetteer, names
from stancekit.language.names import Folded

Found: TypeAlias = tuple[int, int, Kind]  # start, end, kind
MEMBER = re.compile(
    r"(?<=[(, ])(?:[RDI]|Rep|Dem|Ind)\.?[-\u2010-\u2014][A-Z][\w.]*(?: [A-Z][a-z]+\b)?"
)  # R-Texas, D-N.Y.
ADDRESS = re.compile(
    r"(?:https?://|\bwww\.|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.[a-z]{2,6}/|\b[\w.+-]{1,64}@)\S+"
)  # pic.example.org/Ul66DeEFfS; bounded, for a text may be a single word
TAGGED = 1 / 3  # share of a name's places that the network has to find, for it to be one at the others


@dataclass(frozen=True)
class Reference:
    """A place in the text that names an actor, before it is known which.

    `given` says that the user named it, `actor` whom, `alias` by which of its names.
    """

    start: int
    end: int
    kind: Kind | None
    given: bool = False
    actor: Actor | None = None
    alias: str | None = None


def match(text: Folded, actors: Iterable[Actor]) -> list[Reference]:
    """Find the actors that the user named, as whole words."""
    owners = {name: actor for actor in actors for name in (actor.name, *actor.aliases)}
    return [
        Reference(start, end, owners[name].kind, given=True, actor=owners[name], alias=name)
        for start, end, name in text.find(owners)
    ]


def sift(text: str, found: Iterable[Found]) -> list[Found]:
    """Leave out what the network takes for a name and is none, and take a country for a place.

    No names are a title alone ("Sen."), a member's party and state
    ("R-Texas"), a part of an address on the web or of mail and, in a text that
    writes names with capitals, what has none.
    A country that is tagged as a person is a place, unless a person's name
    has that word: Jordan.
    """
    kept = list(found)
    if any(not text[start:end].islower() for start, end, _ in kept):
        kept = [span for span in kept if not text[span[0] : span[1]].islower()]
    nobody = _Overlaps(Reference(*match.span(), None) for form in (MEMBER, ADDRESS) for match in form.finditer(text))
    kept = [span for span in kept if not names.is_title(text[span[0] : span[1]]) and not nobody.of(Reference(*span))]
    persons = [names.words(text[start:end]) for start, end, kind in kept if kind == "person"]
    words_of_persons = {word for name in persons if len(name) > 1 for word in name}

    def kind_of(start: int, end: int, kind: Kind) -> Kind:
        name = names.words(text[start:end])
        is_place = kind == "person" and gazetteer.country(name) and words_of_persons.isdisjoint(name)
        return "place" if is_place else kind

    return [(start, end, kind_of(start, end, kind)) for start, end, kind in kept]


def hints(text: Folded, actors: Iterable[Actor], found: Iterable[Found] = ()) -> list[Reference]:
    """Find what is very likely a name, should the network miss it there.

    Parties' people and a few institutions; of a given actor the surname, or
    the other names of a country, a party or an institution; and names, or the
    surnames of persons, that the network finds in a third of the places where
    they stand. They count where the text writes them with a capital letter,
    or in capitals when that is their way.
    """
    tagged = _Overlaps(Reference(start, end, kind) for start, end, kind in found)
    sure: dict[str, Kind | None] = dict.fromkeys(gazetteer.certain(), "organization")
    for actor in actors:
        sure |= {name: actor.kind or sure.get(name) for name in _short_forms(actor)}
    elsewhere = _names(text.text, tagged.references)
    kinds = {name: counts.most_common(1)[0][0] for name, counts in elsewhere.items()} | sure
    missed: dict[str, list[Reference]] = defaultdict(list)
    for start, end, name in text.find(kinds):
        place = Reference(start, end, kinds[name])
        is_written = text.text[start].isupper() and (not name.isupper() or text.text[start:end].isupper())
        if is_written and not tagged.of(place):
            missed[name].append(place)
    return [
        place
        for name, places in missed.items()
        if name in sure or (count := elsewhere[name].total()) >= TAGGED * (count + len(places))
        for place in places
    ]


def _short_forms(actor: Actor) -> tuple[str, ...]:
    words = names.words(actor.name, titled=actor.kind in ("person", None))
    if actor.kind != "person":
        return gazetteer.others(words)
    return (names.surname(words).capitalize(),) if len(words) > 1 else ()


def _names(text: str, tagged: Iterable[Reference]) -> dict[str, Counter[Kind | None]]:
    """Return the names among found spans, and the surnames of persons, each with how often it is of which kind."""
    kinds: dict[str, Counter[Kind | None]] = defaultdict(Counter)
    for reference in tagged:
        is_person = reference.kind == "person"
        shown = names.strip(text[reference.start : reference.end], titled=is_person)
        kinds[shown][reference.kind] += 1
        if is_person and " " in shown:
            kinds[names.surname(names.words(shown)).capitalize()]["person"] += 1
    in_capitals_first = sorted(kinds, key=str.isupper, reverse=True)  # of TRUMP and Trump the latter decides
    return {shown: kinds[shown] for shown in in_capitals_first}


def gather(
    spans: Iterable[tuple[int, int]],
    matched: Iterable[Reference],
    found: Iterable[Found],
    hinted: Iterable[Reference] = (),
) -> list[Reference]:
    """Combine given spans, matched names, found spans and hints, in the order of the text.

    A matched name that overlaps a given span gives way, so does a found span
    that overlaps either, and a hint that overlaps anything; what gives way
    leaves its kind behind, and at the very same place its actor.
    """
    claimed = _Overlaps(matched)
    same = {(reference.start, reference.end): reference for reference in claimed.references}
    given = _Overlaps(same.get(span, Reference(*span, None, given=True)) for span in dict.fromkeys(spans))
    named = _Overlaps(reference for reference in claimed.references if not given.of(reference))
    tagged = _Overlaps(Reference(start, end, kind) for start, end, kind in found)
    kept = [_with_kind(reference, claimed, tagged) for reference in (*given.references, *named.references)]
    kept += [reference for reference in tagged.references if not given.of(reference) and not named.of(reference)]
    taken = _Overlaps(kept)
    kept += [reference for reference in hinted if not taken.of(reference)]
    return sorted(kept, key=lambda reference: (reference.start, reference.end))


class _Overlaps:
    """References, searched by where they lie."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self.references = sorted(references, key=lambda reference: (reference.start, reference.end))
        self._starts = [reference.start for reference in self.references]
        self._reach = list(accumulate((reference.end for reference in self.references), max))

    def of(self, span: Reference) -> list[Reference]:
        """Return the references that share a character with a span."""
        near = self.references[bisect_right(self._reach, span.start) : bisect_left(self._starts, span.end)]
        return [reference for reference in near if span.start < reference.end]


def _with_kind(reference: Reference, *others: _Overlaps) -> Reference:
    kinds = (other.kind for overlaps in others for other in overlaps.of(reference))
    return replace(reference, kind=reference.kind or next(filter(None, kinds), None))
