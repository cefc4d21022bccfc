"""Example sentences: those that show best how two groups cast an actor."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from stancekit.comparison.groups import group_column
from stancekit.comparison.results import Contrast, Example, Side
from stancekit.comparison.score_tables import ScoreTables
from stancekit.document.tables import ALL

CANDIDATES = 12  # sentences of each side; some repeat another's words
MAX_EXAMPLES = 2  # of each side, from different articles


def with_examples(contrasts: Sequence[Contrast], tables: ScoreTables, *, by: str, voice: str) -> Iterator[Contrast]:
    """Yield each contrast with examples: the highest scores of the better side, the lowest of the worse."""
    where = {"key": [contrast.key for contrast in contrasts]} | ({} if voice == ALL else {"voice": [voice]})
    columns = dict.fromkeys(["id", "sentence", "key", "score", by])
    mentions = tables.read("mention", list(columns), **where).dropna(subset=["id", "score"])
    mentions["group"] = group_column(mentions[by])
    candidates = {
        (contrast.key, side.group): _candidates(mentions, contrast.key, side.group, ascending=side is contrast.worse)
        for contrast in contrasts
        for side in (contrast.better, contrast.worse)
    }
    texts = tables.texts({(id, sentence) for rows in candidates.values() for id, sentence, _ in rows})

    def illustrated(key: str, side: Side) -> Side:
        examples = [
            Example(id, sentence, texts[id, sentence], score)
            for id, sentence, score in candidates[key, side.group]
            if (id, sentence) in texts
        ]
        return replace(side, examples=tuple(_distinct(examples)))

    for contrast in contrasts:
        yield replace(
            contrast,
            better=illustrated(contrast.key, contrast.better),
            worse=illustrated(contrast.key, contrast.worse),
        )


def _candidates(mentions: pd.DataFrame, key: str, group: str, *, ascending: bool) -> list[tuple[str, int, float]]:
    rows = mentions[(mentions["key"] == key) & (mentions["group"] == group)]
    candidates = rows.sort_values("score", ascending=ascending, kind="stable").head(CANDIDATES)
    return list(candidates[["id", "sentence", "score"]].itertuples(index=False, name=None))


def _distinct(examples: Sequence[Example]) -> list[Example]:
    """Return the first few examples that differ in article and text."""
    kept: list[Example] = []
    for example in examples:
        if all(example.id != other.id and example.text != other.text for other in kept) and len(kept) < MAX_EXAMPLES:
            kept.append(example)
    return kept
