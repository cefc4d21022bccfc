"""The groups of articles: values of a column, such as outlets."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from stancekit.comparison.estimates import Ints

MISSING = "(missing)"  # the group of the articles whose value is empty
ALL_ARTICLES = "all articles"  # the only group of a comparison without a column of groups


def group_column(column: pd.Series) -> pd.Series:
    """Return the group of each row as a category; an empty value becomes `MISSING`."""
    groups = column.astype("category")
    names = groups.cat.categories.astype("str")
    groups = groups.cat.remove_categories(groups.cat.categories[names.str.strip() == ""])
    if groups.isna().any():
        if MISSING not in groups.cat.categories:
            groups = groups.cat.add_categories([MISSING])
        groups = groups.fillna(MISSING)
    return groups


def largest_categories(column: pd.Series, count: int) -> list[str]:
    """Return the categories with the most rows, the largest first."""
    rows = column.value_counts()
    return [str(name) for name in rows[rows > 0].index[:count]]


def group_codes(groups: pd.Series, names: Sequence[str]) -> Ints:
    """Return the group of each row as an index of `names`, -1 for any other group. *Shape:* (rows,)."""
    codes: Ints = groups.cat.set_categories(list(names)).cat.codes.to_numpy("int64")
    return codes


class Grouping:
    """The largest groups of articles.

    Attributes:
        names: the names of the groups, the largest first.
        others: number of the groups that are left out.
    """

    def __init__(self, articles: pd.DataFrame, by: str | None, count: int) -> None:
        """Find the groups.

        Args:
            articles: a row for each article.
            by: the column with the group; None makes all articles one group.
            count: number of groups.
        """
        self._by = by
        if by is None:
            self.names, self.others = [ALL_ARTICLES], 0
            return
        groups = group_column(articles[by])
        self.names = largest_categories(groups, count)
        self.others = groups.nunique() - len(self.names)

    def codes(self, frame: pd.DataFrame) -> Ints:
        """Return the group of each row as an index of `names`, -1 for any other group. *Shape:* (rows,)."""
        if self._by is None:
            return np.zeros(len(frame), np.int64)
        return group_codes(group_column(frame[self._by]), self.names)
