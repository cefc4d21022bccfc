"""Tables of a comparison in LaTeX, for the package booktabs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stancekit.comparison.results import Comparison, Contrast, Estimate, LatexTableName
from stancekit.errors import OptionError
from stancekit.report.sanitizing import shorten

if TYPE_CHECKING:
    import pandas

MAX_NAME = 60  # characters of a name in a cell
DASH = "--"  # a cell without articles
NOTE = "% 95% intervals in brackets. Needs \\usepackage{booktabs}.\n"
CHANCE_NOTE = "% *: significant after a correction for all comparisons (Bonferroni).\n"


def to_latex(comparison: Comparison, table: LatexTableName) -> str:
    """Return a table as a `tabular`; see `Comparison.to_latex`."""
    if table not in _MAKERS:
        raise OptionError(f"no table {table!r} in LaTeX; valid tables: {', '.join(_MAKERS)}.")
    frame, names = _MAKERS[table](comparison)
    styler = frame.style.format(escape="latex", subset=names).format_index(escape="latex", axis=1).hide(axis="index")
    columns = "".join("l" if name in names else "r" for name in frame.columns)
    tabular: str = styler.to_latex(hrules=True, column_format=columns)
    return NOTE + (CHANCE_NOTE if table == "contrasts" else "") + tabular


def _groups(comparison: Comparison) -> "tuple[pandas.DataFrame, list[str]]":
    first = shorten(comparison.by or "group", MAX_NAME)
    rows = [
        [
            shorten(group.name, MAX_NAME),
            str(group.articles),
            str(group.sentences),
            _share(group.opinion),
            _share(group.bias),
        ]
        for group in comparison.groups
    ]
    return _frame(rows, [first, "articles", "sentences", "opinion", "biased wording"], names=1)


def _actors(comparison: Comparison) -> "tuple[pandas.DataFrame, list[str]]":
    groups = [group.name for group in comparison.groups] if comparison.by else []
    rows = [
        [
            shorten(actor.name, MAX_NAME),
            str(actor.overall.articles),
            _stance(actor.overall),
            *(_stance(actor.groups.get(group)) for group in groups),
        ]
        for actor in comparison.actors
    ]
    return _frame(rows, ["actor", "articles", "all", *(shorten(group, MAX_NAME) for group in groups)], names=1)


def _contrasts(comparison: Comparison) -> "tuple[pandas.DataFrame, list[str]]":
    rows = [
        [
            *(shorten(name, MAX_NAME) for name in (each.name, each.better.group, each.worse.group)),
            _stance(each.better.estimate),
            _stance(each.worse.estimate),
            _difference(each),
        ]
        for each in comparison.contrasts
    ]
    return _frame(rows, ["actor", "better in", "worse in", "better", "worse", "difference"], names=3)


_MAKERS = {"groups": _groups, "actors": _actors, "contrasts": _contrasts}


def _frame(
    rows: Sequence[Sequence[str]], columns: Sequence[str], *, names: int
) -> "tuple[pandas.DataFrame, list[str]]":
    """Return the cells, and the columns with names, which are escaped; two columns never share a heading."""
    import pandas as pd

    headings: list[str] = []
    for column in columns:
        headings.append(column if column not in headings else f"{column} ({len(headings)})")
    return pd.DataFrame(rows, columns=headings), headings[:names]


def _share(estimate: Estimate | None) -> str:
    if estimate is None:
        return DASH
    if estimate.low is None or estimate.high is None:
        return f"{_percent(estimate.score)}\\%"
    return f"{_percent(estimate.score)}\\% [{_percent(estimate.low)}, {_percent(estimate.high)}]"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _stance(estimate: Estimate | None) -> str:
    if estimate is None:
        return DASH
    return _with_interval(estimate.score, estimate.low, estimate.high)


def _difference(contrast: Contrast) -> str:
    return _with_interval(contrast.difference, contrast.low, contrast.high) + ("*" if contrast.is_significant else "")


def _with_interval(score: float, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return _number(score)
    return f"{_number(score)} [{_number(low)}, {_number(high)}]"


def _number(score: float) -> str:
    """Return a number with two decimals and LaTeX's minus sign."""
    rounded = f"{score:.2f}"
    return "0.00" if rounded == "-0.00" else f"${rounded}$" if score < 0 else rounded
