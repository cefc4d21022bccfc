"""The groups of articles: values of a column, such as outlets."""

from collections.abc import Sequence

import pandas as pd

from stancekit.comparison.estimates import Ints

MISSING = "(missing)"  # the group of the articles whose value is empty


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
