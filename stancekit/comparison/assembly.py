"""From tables of scores to a survey."""

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from typing import Literal, TypeAlias, get_args

import numpy as np
import pandas as pd

from stancekit.comparison.contrasts import contrasts
from stancekit.comparison.estimates import Floats, Ints, Ratios
from stancekit.comparison.examples import with_examples
from stancekit.comparison.groups import codes, group_names, largest
from stancekit.comparison.periods import Periods
from stancekit.comparison.results import Estimate, Group, Series, Survey, Treatment
from stancekit.comparison.score_tables import Scores
from stancekit.errors import InputError

COMPARED = 200  # actors, the most named, of which groups are compared
SurveyVoice: TypeAlias = Literal["all", "opinion", "fact", "quoted"]


def survey(
    folder: str | PathLike[str],
    *,
    by: str,
    over: str | None = None,
    voice: SurveyVoice = "all",
    groups: int = 12,
    actors: int = 12,
) -> Survey:
    """Read the tables that `stancekit score` wrote, by group and over time.

    Args:
        folder: of the tables document, sentence, mention and actor, in Parquet.
        by: the column that gives an article's group, such as its outlet.
        over: the column that gives its date.
        voice: whose stances: all, or those of the author's `opinion`, of the
            `fact`s reported, or of who is `quoted`.
        groups: how many groups to tell of, the largest.
        actors: how many actors to tell of, those that most articles name.

    Raises:
        InputError: no such table or column, no date in `over`, or no such voice.
        ImportError: pandas or pyarrow is missing, which the extra `report` installs.
    """
    if voice not in get_args(SurveyVoice):
        raise InputError(f"no voice {voice!r}; valid voices: {', '.join(get_args(SurveyVoice))}.")
    scores = Scores(folder)
    own = [by] if over is None else list(dict.fromkeys([by, over]))
    documents = scores.read("document", ["sentences", "opinion_share", "bias_share", *own])
    documents["group"] = group_names(documents[by])
    named = scores.read("actor", ["key", "name", "mentions", "score", *own], voice=[voice]).dropna(subset=["score"])
    names = largest(documents["group"], groups)
    ranked = largest(named["key"], max(actors, COMPARED))  # a row is an article that names it
    called = _called(named, ranked)
    periods = Periods(documents[over]) if over else None
    of_group = codes(group_names(named[by]), names)
    found, comparisons = contrasts(named, of_group, names, {key: called[key] for key in ranked[:COMPARED]})
    return Survey(
        by=by,
        over=over,
        voice=voice,
        articles=len(documents),
        sentences=int(documents["sentences"].sum()),
        first=periods.first if periods else None,
        last=periods.last if periods else None,
        undated=periods.undated if periods else 0,
        other_groups=int((documents["group"].value_counts() > 0).sum()) - len(names),
        models=scores.models,
        groups=tuple(_groups(documents, names)),
        periods=periods.names if periods else (),
        opinion_over_time=tuple(_opinion_over_time(documents, names, periods, over)),
        actors=(told := tuple(_actors(named, of_group, names, {key: called[key] for key in ranked[:actors]}))),
        actors_over_time=tuple(_actors_over_time(named, told, periods, over)),
        contrasts=tuple(with_examples(found, scores, by=by, voice=voice)) if found else (),
        comparisons=comparisons,
    )


def _called(named: pd.DataFrame, keys: Sequence[str]) -> dict[str, str]:
    """Return the name by which each actor is called most."""
    names = named.loc[named["key"].isin(keys), ["key", "name"]]
    return {str(key): str(own.mode()[0]) for key, own in names.groupby("key", observed=True)["name"]}


def _groups(documents: pd.DataFrame, names: Sequence[str]) -> Iterator[Group]:
    cells = codes(documents["group"], names)
    sentences = documents["sentences"].to_numpy("float64")
    opinion, bias = (
        Ratios(documents[share].to_numpy("float64"), sentences, cells, len(names))
        for share in ("opinion_share", "bias_share")
    )
    for cell, name in enumerate(names):
        own = cells == cell
        yield Group(
            name, int(own.sum()), int(sentences[own].sum()), opinion.estimate(cell, 0, 1), bias.estimate(cell, 0, 1)
        )


def _opinion_over_time(
    documents: pd.DataFrame, names: Sequence[str], periods: Periods | None, over: str | None
) -> Iterator[Series]:
    """Yield the share of opinion in each period, of all articles and then of each group."""
    if periods is None:
        return
    cells, of_group = periods.codes(documents[over]), codes(documents["group"], names)
    shares, sentences = documents["opinion_share"].to_numpy("float64"), documents["sentences"].to_numpy("float64")
    yield Series("all", _over_time(shares, sentences, cells, periods, 0))
    for number, name in enumerate(names):
        yield Series(name, _over_time(shares, sentences, np.where(of_group == number, cells, -1), periods, 0))


def _over_time(
    values: Floats, weights: Floats, cells: Ints, periods: Periods, least: float
) -> tuple[Estimate | None, ...]:
    ratios = Ratios(values, weights, cells, len(periods.names))
    return tuple(ratios.estimate(cell, least, 1) for cell in range(len(periods.names)))


def _actors(
    named: pd.DataFrame, of_group: Ints, names: Sequence[str], called: Mapping[str, str]
) -> Iterator[Treatment]:
    """Yield how some actors are cast, in all and by each group."""
    for key, name in called.items():
        own = (named["key"] == key).to_numpy()
        values, weights = named["score"].to_numpy("float64")[own], named["mentions"].to_numpy("float64")[own]
        overall = Ratios(values, weights, np.zeros(len(values), np.int64), 1).estimate(0, -1, 1)
        ratios = Ratios(values, weights, of_group[own], len(names))
        cells = {name: ratios.estimate(cell, -1, 1) for cell, name in enumerate(names)}
        if overall:
            yield Treatment(key, name, overall, {name: one for name, one in cells.items() if one})


def _actors_over_time(
    named: pd.DataFrame, told: Sequence[Treatment], periods: Periods | None, over: str | None
) -> Iterator[Series]:
    if periods is None:
        return
    cells = periods.codes(named[over])
    values, weights = named["score"].to_numpy("float64"), named["mentions"].to_numpy("float64")
    for actor in told:
        own = (named["key"] == actor.key).to_numpy()
        yield Series(actor.name, _over_time(values, weights, np.where(own, cells, -1), periods, -1))
