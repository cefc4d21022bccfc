"""The scored units of a target: sentences, mentions, or actors of an article."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from stancekit.comparison.estimates import Floats, Ints
from stancekit.comparison.groups import group_codes, group_column, largest_categories
from stancekit.comparison.score_tables import ScoreTables
from stancekit.document.tables import ALL
from stancekit.errors import InputError, OptionError
from stancekit.validation.targets import Target

EVERYTHING = "all"  # the name of the only group without a column of groups
NEUTRAL_BAND = 1 / 3  # an actor's mean stance within it counts as neutral
LARGEST = 12  # groups
COLUMNS = {
    "opinion": ["id", "sentence", "start", "end", "is_measured", "opinion"],
    "bias": ["id", "sentence", "start", "end", "is_measured", "bias"],
    "stance": ["id", "sentence", "start", "end", "text", "key", "name", "against", "neutral", "favor"],
    "actor": ["id", "key", "name", "score"],
}


@dataclass(frozen=True)
class Units:
    """The units that a mean is over, in the order of the table.

    Attributes:
        target: the label that is coded.
        by: the column with their group; None without groups.
        frame: what identifies a unit: id, sentence, offsets, key and name.
        groups: index of the group, -1 if it is not among the largest. *Shape:* (units,)
        group_names: the largest first.
        other_groups: number of the groups that are left out.
        articles: index of the article, from 0. *Shape:* (units,)
        scores: the expected value of the label. *Shape:* (units,)
        labels: index of the model's label. *Shape:* (units,)
        confidences: probability of that label; nan for an actor. *Shape:* (units,)
        deviations: standard deviation of the value by the model's
            probabilities; nan for an actor. *Shape:* (units,)
        unmeasured: the units that no measure counts, such as captions.
    """

    target: Target
    by: str | None
    frame: pd.DataFrame
    groups: Ints
    group_names: Sequence[str]
    other_groups: int
    articles: Ints
    scores: Floats
    labels: Ints
    confidences: Floats
    deviations: Floats
    unmeasured: pd.DataFrame

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.frame)


def read_units(
    tables: ScoreTables, target: Target, *, by: str | None, actor: str | None = None, groups: int = LARGEST
) -> Units:
    """Read the units of a target.

    Args:
        tables: the score tables.
        target: the label that is coded.
        by: the column with the group.
        actor: key or name of the only actor whose units count.
        groups: number of groups, the largest.

    Raises:
        InputError: a column is missing, no unit has a score, or an article
            has no id.
    """
    columns = [*COLUMNS[target.name], *([by] if by else [])]
    where = {"voice": [ALL]} if target.level == "actor" else {}
    frame = tables.read(target.level, list(dict.fromkeys(columns)), **where)
    frame = _of_actor(frame, actor, target) if actor is not None else frame
    is_measured = _is_measured(tables, frame, target)
    unmeasured, frame = frame[~is_measured], frame[is_measured]
    probabilities = _probabilities(frame, target)
    is_scored = ~np.isnan(probabilities).any(axis=1)
    frame, probabilities = frame[is_scored].reset_index(drop=True), probabilities[is_scored]
    if frame.empty:
        toward = f" toward {actor!r}" if actor is not None else ""
        raise InputError(f"no {target.unit} has a score of {target.name}{toward}: does the model have that head?")
    if frame["id"].isna().any():
        raise InputError(f"{int(frame['id'].isna().sum())} {target.units} have no id: score the articles with ids.")
    names, codes, others = _groups(frame, by, groups)
    articles = pd.factorize(frame["id"])[0].astype("int64")
    return Units(target, by, frame, codes, names, others, articles, *_predictions(probabilities, target), unmeasured)


def _of_actor(frame: pd.DataFrame, actor: str, target: Target) -> pd.DataFrame:
    """Return the units of one actor, by its key or one of its names."""
    if "key" not in frame:
        raise OptionError(f"the target {target.name} has no actor: leave out actor (--actor), or code stances.")
    keys = set(frame.loc[(frame["key"] == actor) | (frame["name"] == actor), "key"].astype("str"))
    if not keys:
        raise OptionError(f"no actor has the key or the name {actor!r}; the keys are in the table {target.level}.")
    return frame[frame["key"].isin(keys)]


def _is_measured(tables: ScoreTables, frame: pd.DataFrame, target: Target) -> pd.Series:
    """Return which units are in a sentence that the measures are over."""
    if target.level == "actor":
        return pd.Series(True, index=frame.index)
    if "is_measured" in frame:
        return frame["is_measured"]
    sentences = tables.read("sentence", ["id", "sentence", "is_measured"])
    measured = sentences.loc[sentences["is_measured"], ["id", "sentence"]]
    keys = pd.MultiIndex.from_frame(measured.astype({"id": "object"}))
    return pd.Series(
        pd.MultiIndex.from_frame(frame[["id", "sentence"]].astype({"id": "object"})).isin(keys), index=frame.index
    )


def _probabilities(frame: pd.DataFrame, target: Target) -> Floats:
    """Return the probability of each label, or for an actor its score alone. *Shape:* (units, labels or 1)."""
    if target.level == "actor":
        return np.asarray(frame[["score"]], dtype="float64")
    if target.level == "mention":
        return np.asarray(frame[list(target.labels)], dtype="float64")
    second = np.asarray(frame[target.name], dtype="float64")
    return np.stack([1 - second, second], axis=1)


def _predictions(probabilities: Floats, target: Target) -> tuple[Floats, Ints, Floats, Floats]:
    """Return scores, labels, confidences and deviations; see `Units`."""
    if target.level == "actor":
        scores, none = probabilities[:, 0], np.full(len(probabilities), np.nan)
        return scores, 1 + (scores > NEUTRAL_BAND).astype("int64") - (scores < -NEUTRAL_BAND), none, none
    values = np.array(target.values)
    scores = probabilities @ values
    labels = probabilities.argmax(axis=1)
    confidences = probabilities[np.arange(len(labels)), labels]
    variances = probabilities @ values**2 - scores**2
    return scores, labels.astype("int64"), confidences, np.sqrt(np.maximum(variances, 0))


def _groups(frame: pd.DataFrame, by: str | None, count: int) -> tuple[list[str], Ints, int]:
    """Return the names of the largest groups by articles, the index of each unit's, and the number of the others."""
    if by is None:
        return [EVERYTHING], np.zeros(len(frame), np.int64), 0
    if not isinstance(frame[by].dtype, pd.CategoricalDtype):
        raise OptionError(f"column {by!r} has numbers, expected text.")
    groups = group_column(frame[by])
    of_articles = groups[~frame["id"].duplicated()]
    names = largest_categories(of_articles, count)
    return names, group_codes(groups, names), of_articles.nunique() - len(names)
