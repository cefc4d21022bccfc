"""The figures of a comparison as flat tables, a row for each estimate.

An empty group stands for all articles, an empty score for no article, and an
empty interval for fewer than five articles.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from stancekit.errors import OptionError

if TYPE_CHECKING:
    from stancekit.comparison.results import Comparison, Estimate, Series, TableName

COLUMNS: "Mapping[TableName, Mapping[str, str]]" = {
    "groups": {
        "group": "string",
        "articles": "Int64",
        "sentences": "Int64",
        "opinion": "Float64",
        "opinion_low": "Float64",
        "opinion_high": "Float64",
        "bias": "Float64",
        "bias_low": "Float64",
        "bias_high": "Float64",
    },
    "actors": {
        "key": "string",
        "name": "string",
        "group": "string",
        "articles": "Int64",
        "score": "Float64",
        "low": "Float64",
        "high": "Float64",
        "portrayal": "Float64",
        "portrayal_low": "Float64",
        "portrayal_high": "Float64",
    },
    "contrasts": {
        "key": "string",
        "name": "string",
        "better": "string",
        "better_score": "Float64",
        "worse": "string",
        "worse_score": "Float64",
        "difference": "Float64",
        "low": "Float64",
        "high": "Float64",
        "is_significant": "boolean",
    },
    "opinion_over_time": {
        "group": "string",
        "period": "string",
        "articles": "Int64",
        "score": "Float64",
        "low": "Float64",
        "high": "Float64",
    },
    "actors_over_time": {
        "key": "string",
        "name": "string",
        "period": "string",
        "articles": "Int64",
        "score": "Float64",
        "low": "Float64",
        "high": "Float64",
    },
}


def to_frame(comparison: "Comparison", table: "TableName") -> pd.DataFrame:
    """Return the rows of a table; see `Comparison.to_frame`."""
    if table not in COLUMNS:
        raise OptionError(f"no table {table!r}; valid tables: {', '.join(COLUMNS)}.")
    frame = pd.DataFrame(list(_ROWS[table](comparison)), columns=list(COLUMNS[table]))
    return frame.astype(dict(COLUMNS[table]))


def _group_rows(comparison: "Comparison") -> Iterator[dict[str, Any]]:
    for group in comparison.groups:
        yield {
            "group": group.name,
            "articles": group.articles,
            "sentences": group.sentences,
            **_interval(group.opinion, "opinion", "opinion_low", "opinion_high"),
            **_interval(group.bias, "bias", "bias_low", "bias_high"),
        }


def _actor_rows(comparison: "Comparison") -> Iterator[dict[str, Any]]:
    for actor in comparison.actors:
        by_group = actor.groups if comparison.by else {}
        for group, estimate in ((None, actor.overall), *by_group.items()):
            portrayal = actor.portrayal if group is None else actor.portrayals.get(group)
            yield {
                "key": actor.key,
                "name": actor.name,
                "group": group,
                **_estimate(estimate),
                **_interval(portrayal, "portrayal", "portrayal_low", "portrayal_high"),
            }


def _contrast_rows(comparison: "Comparison") -> Iterator[dict[str, Any]]:
    for contrast in comparison.contrasts:
        yield {
            "key": contrast.key,
            "name": contrast.name,
            "better": contrast.better.group,
            "better_score": contrast.better.estimate.score,
            "worse": contrast.worse.group,
            "worse_score": contrast.worse.estimate.score,
            "difference": contrast.difference,
            "low": contrast.low,
            "high": contrast.high,
            "is_significant": contrast.is_significant,
        }


def _opinion_rows(comparison: "Comparison") -> Iterator[dict[str, Any]]:
    groups = [None, *(series.name for series in comparison.opinion_over_time[1:])]
    for group, series in zip(groups, comparison.opinion_over_time, strict=False):
        for row in _periods(comparison.periods, series):
            yield {"group": group, **row}


def _actor_period_rows(comparison: "Comparison") -> Iterator[dict[str, Any]]:
    for actor, series in zip(comparison.actors, comparison.actors_over_time, strict=False):
        for row in _periods(comparison.periods, series):
            yield {"key": actor.key, "name": actor.name, **row}


def _periods(periods: Iterable[str], series: "Series") -> Iterator[dict[str, Any]]:
    for period, estimate in zip(periods, series.estimates, strict=True):
        yield {"period": period, **_estimate(estimate)}


def _estimate(estimate: "Estimate | None") -> dict[str, Any]:
    return {"articles": estimate.articles if estimate else 0, **_interval(estimate, "score", "low", "high")}


def _interval(estimate: "Estimate | None", *names: str) -> dict[str, float | None]:
    values = (estimate.score, estimate.low, estimate.high) if estimate else (None, None, None)
    return dict(zip(names, values, strict=True))


_ROWS = {
    "groups": _group_rows,
    "actors": _actor_rows,
    "contrasts": _contrast_rows,
    "opinion_over_time": _opinion_rows,
    "actors_over_time": _actor_period_rows,
}
