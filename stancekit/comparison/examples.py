"""The sentences that show best how two groups cast an actor."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from stancekit.comparison.groups import group_names
from stancekit.comparison.results import Contrast, Example, Side
from stancekit.comparison.score_tables import Scores
from stancekit.document.tables import ALL

CANDIDATES = 12  # sentences of each side, of which some repeat another's words
SHOWN = 2  # of each side, of different articles


def with_examples(found: Sequence[Contrast], scores: Scores, *, by: str, voice: str) -> Iterator[Contrast]:
    """Yield each contrast with the highest scores of the one side, and the lowest of the other."""
    where = {"key": [contrast.key for contrast in found]} | ({} if voice == ALL else {"voice": [voice]})
    mentions = scores.read("mention", ["id", "sentence", "key", "score", by], **where).dropna(subset=["score"])
    mentions["group"] = group_names(mentions[by])
    chosen = {
        (one.key, side.group): _candidates(mentions, one.key, side.group, ascending=side is one.worse)
        for one in found
        for side in (one.better, one.worse)
    }
    texts = scores.texts({(id, sentence) for rows in chosen.values() for id, sentence, _ in rows})

    def shown(key: str, side: Side) -> Side:
        rows = chosen[key, side.group]
        examples = [
            Example(id, number, texts[id, number], score) for id, number, score in rows if (id, number) in texts
        ]
        return replace(side, examples=tuple(_different(examples)))

    for one in found:
        yield replace(one, better=shown(one.key, one.better), worse=shown(one.key, one.worse))


def _candidates(mentions: pd.DataFrame, key: str, group: str, *, ascending: bool) -> list[tuple[str, int, float]]:
    rows = mentions[(mentions["key"] == key) & (mentions["group"] == group)]
    chosen = rows.sort_values("score", ascending=ascending, kind="stable").head(CANDIDATES)
    return list(chosen[["id", "sentence", "score"]].itertuples(index=False, name=None))


def _different(examples: Sequence[Example]) -> list[Example]:
    """Keep the first few that are of different articles and say different things."""
    kept: list[Example] = []
    for one in examples:
        if all(one.id != other.id and one.text != other.text for other in kept) and len(kept) < SHOWN:
            kept.append(one)
    return kept
