"""Attributions as regions with a role, linked by relations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stancekit.annotation.sentence import LabeledAttribution, Span
from stancekit.labels import ROLES


@dataclass(frozen=True, slots=True)
class RoleRegion:
    """A part of an attribution, as an annotator marks it."""

    id: str
    role: str
    span: Span


def joined(regions: Sequence[RoleRegion], links: Iterable[tuple[str, str]]) -> tuple[LabeledAttribution, ...]:
    """Return the attributions that links make of regions.

    A cue makes an attribution with the regions linked to it, in either
    direction, so a source may belong to several cues. Linked cues are pieces of
    one. Without a cue, linked regions are one attribution.

    Args:
        regions: the parts.
        links: pairs of ids; those of other regions are ignored.
    """
    by_id = {region.id: region for region in regions}
    neighbors: Mapping[str, set[str]] = defaultdict(set)
    for first, second in links:
        if first in by_id and second in by_id:
            neighbors[first].add(second)
            neighbors[second].add(first)
    cues = [region.id for region in regions if region.role == "cue"]
    groups = _components(cues, neighbors, set(cues))
    groups = [group | {other for cue in group for other in neighbors[cue]} for group in groups]
    attached = {id for group in groups for id in group}
    rest = [region.id for region in regions if region.id not in attached]
    groups += _components(rest, neighbors, set(rest))
    return tuple(_attribution([by_id[id] for id in by_id if id in group]) for group in groups)


def _components(ids: Iterable[str], neighbors: Mapping[str, set[str]], within: set[str]) -> list[set[str]]:
    """Return the sets of ids that are linked, directly or through each other, within a set."""
    components: list[set[str]] = []
    visited: set[str] = set()
    for id in ids:
        component, waiting = set(), [id] if id not in visited else []
        while waiting:
            each = waiting.pop()
            if each not in visited:
                visited.add(each)
                component.add(each)
                waiting += neighbors[each] & within
        if component:
            components.append(component)
    return components


def _attribution(regions: Iterable[RoleRegion]) -> LabeledAttribution:
    spans: dict[str, list[Span]] = {role: [] for role in ROLES}
    for region in regions:
        spans[region.role].append(region.span)
    return LabeledAttribution(**{role: tuple(spans[role]) for role in ROLES})
