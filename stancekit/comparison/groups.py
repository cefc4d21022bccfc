"""The groups that articles belong to."""

from collections.abc import Sequence

import pandas as pd

from stancekit.comparison.estimates import Ints

UNTOLD = "(not told)"  # the group of articles whose column is empty


def group_names(column: pd.Series) -> pd.Series:
    """Return the group of each row as a category; an empty one is `UNTOLD`."""
    named = column.astype("category")
    blank = [name for name in named.cat.categories if not str(name).strip()]
    named = named.cat.remove_categories(blank)
    if UNTOLD not in named.cat.categories:
        named = named.cat.add_categories([UNTOLD])
    return named.fillna(UNTOLD)


def largest(groups: pd.Series, most: int) -> list[str]:
    """Return the names of the categories with most rows."""
    counts = groups.value_counts()
    return [str(name) for name in counts[counts > 0].index[:most]]


def codes(groups: pd.Series, names: Sequence[str]) -> Ints:
    """Return each row's group as an index of `names`, -1 for any other. *Shape:* (rows,)."""
    found: Ints = groups.cat.set_categories(list(names)).cat.codes.to_numpy("int64")
    return found
