"""Salience: the order of an article's actors."""

from collections.abc import Container, Iterable, Sequence

from stancekit.analysis.linking.linked_actor import LinkedActor
from stancekit.analysis.mentions.mention_spans import MentionSpan

TITLE_MENTIONS = 3  # mentions that the headline is worth in the order of actors


def sort_by_salience(
    actors: Iterable[LinkedActor],
    mentions: Sequence[MentionSpan],
    title: tuple[int, int] | None,
    *,
    unmeasured: Container[int] = (),
) -> list[LinkedActor]:
    """Sort by the number of mentions, where the headline counts for several; then by the distance that they span.

    Args:
        actors: the actors of the text.
        mentions: the mentions of the text.
        title: the span of the headline.
        unmeasured: indices of the mentions that do not count, because they
            are not in article text.
    """

    def salience(actor: LinkedActor) -> tuple[int, int]:
        starts = [mentions[position].start for position in actor.mentions if position not in unmeasured]
        in_title = title is not None and any(title[0] <= start < title[1] for start in starts)
        return len(starts) + TITLE_MENTIONS * in_title, starts[-1] - starts[0] if starts else 0

    return sorted(actors, key=salience, reverse=True)
