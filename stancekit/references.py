"""Places in the text that name an actor: those that the user gave, and those that the network found."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import cast

from stancekit import names, nicknames
from stancekit.document import Actor
from stancekit.schema import Kind


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


def match(text: str, actors: Iterable[Actor]) -> list[Reference]:
    """Find the actors that the user named, as whole words."""
    owners = {name: actor for actor in actors for name in (actor.name, *actor.aliases)}
    return [
        Reference(start, end, owners[name].kind, given=True, actor=owners[name], alias=name)
        for start, end, name in names.find(text, owners)
    ]


def hints(text: str, actors: Iterable[Actor]) -> list[Reference]:
    """Find what is very likely a name, should the network miss it: parties' people, and short forms of given actors.

    Those are a person's surname and the other names of a country, a party or
    an institution. They count where the text writes them with a capital
    letter, or in capitals when that is their way.
    """
    kinds: dict[str, Kind | None] = dict.fromkeys(nicknames.members(), "organization")
    for actor in actors:
        words = names.words(actor.name, titled=actor.kind in ("person", None))
        short = nicknames.others(words) if actor.kind != "person" else ()
        if actor.kind == "person" and len(words) > 1:
            short = (names.surname(words).capitalize(),)
        kinds |= dict.fromkeys(short, actor.kind)
    return [
        Reference(start, end, kinds[name])
        for start, end, name in names.find(text, kinds)
        if text[start].isupper() and (not name.isupper() or text[start:end].isupper())
    ]


def gather(
    spans: Iterable[tuple[int, int]],
    matched: Iterable[Reference],
    found: Iterable[tuple[int, int, str]],
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
    tagged = _Overlaps(Reference(start, end, cast(Kind, kind)) for start, end, kind in found)
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
