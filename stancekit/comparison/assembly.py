"""Computation of a comparison from the rows of score tables."""

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from typing import get_args

import numpy as np

from stancekit.comparison.contrasts import largest_contrasts
from stancekit.comparison.estimates import Estimator, Floats, Ints
from stancekit.comparison.examples import with_examples
from stancekit.comparison.groups import largest_categories
from stancekit.comparison.results import Comparison, Estimate, Group, Series, Treatment
from stancekit.comparison.rows import PORTRAYAL, Rows, ScoreRows, read_rows
from stancekit.comparison.score_tables import ScoreTables
from stancekit.document.tables import ComparisonVoice
from stancekit.errors import OptionError

CONTRASTED_ACTORS = 200  # the actors that most articles mention, whose treatments are contrasted
SHARE, STANCE = (0.0, 1.0), (-1.0, 1.0)  # bounds of what is estimated


def compare(
    folder: str | PathLike[str],
    *,
    by: str | None = None,
    over: str | None = None,
    date_format: str | None = None,
    voice: ComparisonVoice = "all",
    groups: int = 12,
    actors: int = 12,
) -> Comparison:
    """Compare the articles that `stancekit score` scored, by group and over time.

    Args:
        folder: of the tables document, sentence, mention and actor, in Parquet.
        by: the column with an article's group, such as its outlet; None makes
            all articles one group.
        over: the column with its date. All its values are read in one way:
            a date such as 18/11/2019 decides that the others have the day
            first, too.
        date_format: `day-first`, `month-first`, or the format of the dates
            in the signs of `strptime`; None lets the column decide.
        voice: whose stances count: `opinion`, `reported`, `quoted`, or `all`.
        groups: number of groups to include: the largest.
        actors: number of actors to include: those that most articles mention.

    Raises:
        InputError: a table or a column is missing, a table has another
            format, no value in `over` is a date, they do not tell the day
            from the month, or the voice is unknown.
    """
    if voice not in get_args(ComparisonVoice):
        raise OptionError(f"unknown voice {voice!r}; valid voices: {', '.join(get_args(ComparisonVoice))}.")
    tables = ScoreTables(folder)
    rows = read_rows(tables, by=by, over=over, date_format=date_format, voice=voice, groups=groups)
    return _comparison(tables, rows, by=by, over=over, voice=voice, actors=actors)


def _comparison(
    tables: ScoreTables, rows: ScoreRows, *, by: str | None, over: str | None, voice: ComparisonVoice, actors: int
) -> Comparison:
    periods = rows.periods
    names = _actor_names(rows.actors, max(actors, CONTRASTED_ACTORS))
    contrasts, pairs = largest_contrasts(rows.actors, rows.groups, dict(list(names.items())[:CONTRASTED_ACTORS]))
    treatments = tuple(_treatments(rows, dict(list(names.items())[:actors])))
    return Comparison(
        by=by,
        over=over,
        voice=voice,
        articles=len(rows.articles.frame),
        sentences=int(rows.articles.frame["sentences"].sum()),
        first=periods.first if periods else None,
        last=periods.last if periods else None,
        undated=periods.undated if periods else 0,
        date_order=periods.order if periods else None,
        other_groups=rows.other_groups,
        models=tables.models,
        groups=tuple(_groups(rows.articles, rows.groups)),
        periods=rows.period_names,
        opinion_over_time=tuple(_opinion_over_time(rows, rows.groups if by else ())) if periods else (),
        actors=treatments,
        actors_over_time=tuple(_actors_over_time(rows, treatments)) if periods else (),
        contrasts=tuple(with_examples(contrasts, tables, by=by, voice=voice)) if by and contrasts else (),
        pairs=pairs,
    )


def _actor_names(actors: Rows, count: int) -> dict[str, str]:
    """Return the most frequent name of each of the actors that most articles mention, by key."""
    keys = largest_categories(actors.frame["key"], count)  # a row is an article that mentions the actor
    names = actors.frame.loc[actors.frame["key"].isin(keys), ["key", "name"]].groupby("key", observed=True)["name"]
    by_key = {str(key): str(names_of_actor.mode()[0]) for key, names_of_actor in names}
    return {key: by_key[key] for key in keys}


def _groups(articles: Rows, names: Sequence[str]) -> Iterator[Group]:
    sentences = articles.column("sentences")
    opinion, bias = (
        Estimator(articles.column(share), sentences, articles.groups, len(names))
        for share in ("opinion_share", "bias_share")
    )
    for group, name in enumerate(names):
        is_member = articles.groups == group
        yield Group(
            name,
            articles=int(is_member.sum()),
            sentences=int(sentences[is_member].sum()),
            opinion=opinion.estimate(group, SHARE),
            bias=bias.estimate(group, SHARE),
        )


def _treatments(rows: ScoreRows, names: Mapping[str, str]) -> Iterator[Treatment]:
    """Yield how actors are cast, overall and by each group."""
    for key, name in names.items():
        actor = rows.actors.of_actor(key)
        scores, portrayals = actor.column("score"), actor.column(PORTRAYAL)
        overall, by_group = _by_group(scores, actor.column("mentions"), actor.groups, rows.groups)
        portrayal, portrayals_by_group = _by_group(portrayals, np.ones(len(scores)), actor.groups, rows.groups)
        if overall:
            yield Treatment(key, name, overall, by_group, portrayal, portrayals_by_group)


def _by_group(
    values: Floats, weights: Floats, codes: Ints, groups: Sequence[str]
) -> tuple[Estimate | None, dict[str, Estimate]]:
    """Return the estimate of a score over all articles, and that of each group that has one."""
    overall = Estimator(values, weights, np.zeros(len(values), np.int64), 1).estimate(0, STANCE)
    estimator = Estimator(values, weights, codes, len(groups))
    estimates = {name: estimator.estimate(group, STANCE) for group, name in enumerate(groups)}
    return overall, {name: estimate for name, estimate in estimates.items() if estimate}


def _opinion_over_time(rows: ScoreRows, groups: Sequence[str]) -> Iterator[Series]:
    """Yield the share of opinion in each period, in all articles and then in each group."""
    articles = rows.articles
    shares, sentences = articles.column("opinion_share"), articles.column("sentences")
    yield Series("all", _over_time(shares, sentences, articles.periods, len(rows.period_names), SHARE))
    for group, name in enumerate(groups):
        codes = np.where(articles.groups == group, articles.periods, -1)
        yield Series(name, _over_time(shares, sentences, codes, len(rows.period_names), SHARE))


def _actors_over_time(rows: ScoreRows, treatments: Sequence[Treatment]) -> Iterator[Series]:
    """Yield the stance toward each actor in each period."""
    for treatment in treatments:
        actor = rows.actors.of_actor(treatment.key)
        scores, mentions = actor.column("score"), actor.column("mentions")
        yield Series(treatment.name, _over_time(scores, mentions, actor.periods, len(rows.period_names), STANCE))


def _over_time(
    values: Floats, weights: Floats, codes: Ints, period_count: int, bounds: tuple[float, float]
) -> tuple[Estimate | None, ...]:
    estimator = Estimator(values, weights, codes, period_count)
    return tuple(estimator.estimate(period, bounds) for period in range(period_count))
