"""Mentions by a single word that several actors may have."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from stancekit.analysis.linking.full_names import FullNames
from stancekit.analysis.linking.linked_actor import LinkedActor
from stancekit.language.gazetteer import Sex


class ShortMentions:
    """Mentions by a single word that several actors may have, resolved in the order of the text."""

    def __init__(self, known: FullNames, sexes: Sequence[Sex | None]) -> None:
        """Count what is certain.

        Args:
            known: the actors, with their certain mentions.
            sexes: the sex that the text beside each mention shows.
        """
        self._known, self._sexes = known, sexes
        self._full = {actor: known.full_mentions(actor) for actor in known.actors}
        self._certain = {actor: sorted(actor.mentions) for actor in known.actors}
        self._guessed: dict[LinkedActor, int] = defaultdict(int)

    def resolve(self, candidates: Mapping[int, Sequence[LinkedActor]]) -> None:
        """Add each mention to the likeliest of its candidates, which are several, as a guess."""
        for position in sorted(candidates):
            sex = self._sexes[position]
            actors = self._possibly_of_sex(candidates[position], sex)
            actor = max(actors, key=lambda actor: self._rank(actor, position, sex))
            actor.mentions.append(position)
            actor.guesses.add(position)
            if self._full[actor] and self._full[actor][0] < position:
                self._guessed[actor] += 1

    def _possibly_of_sex(self, actors: Sequence[LinkedActor], sex: Sex | None) -> Sequence[LinkedActor]:
        """Return the actors whose first name does not hint at the other sex, all if there are none."""
        return [actor for actor in actors if not sex or self._known.likely_sex(actor) in (None, sex)] or actors

    def _rank(self, actor: LinkedActor, position: int, sex: Sex | None) -> tuple[bool, bool, int, int]:
        """Rank those named in full before above others, then those whose first name hints at the sex.

        Then by the number of mentions before and by the last in full; without
        any by the first in full after.
        """
        is_likely = sex is not None and self._known.likely_sex(actor) == sex
        full = self._full[actor] or [-1]
        before = bisect_left(full, position)
        count = bisect_left(self._certain[actor], position) + self._guessed[actor]
        return (True, is_likely, count, full[before - 1]) if before else (False, is_likely, 0, -full[0])
