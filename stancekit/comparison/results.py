"""The result of a comparison: frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from stancekit.document.short_repr import counted
from stancekit.document.tables import ComparisonVoice

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

TableName: TypeAlias = Literal["groups", "actors", "contrasts", "opinion_over_time", "actors_over_time"]
LatexTableName: TypeAlias = Literal["groups", "actors", "contrasts"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over articles with its 95% interval; see `stancekit.comparison.estimates`.

    Attributes:
        score: the mean; a share in [0, 1], a stance in [-1, 1].
        low, high: ends of the interval; None with fewer than five articles.
        articles: number of articles in the mean.
    """

    score: float
    low: float | None
    high: float | None
    articles: int


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that share a value, such as an outlet.

    Attributes:
        name: the value.
        articles, sentences: number of them.
        opinion: share of opinion sentences; None if the model has no such head.
        bias: share of sentences in biased wording; None likewise.
    """

    name: str
    articles: int
    sentences: int
    opinion: Estimate | None
    bias: Estimate | None


@dataclass(frozen=True, slots=True)
class Series:
    """A measure over time: an estimate for each period, None for a period without articles."""

    name: str
    estimates: tuple[Estimate | None, ...]


@dataclass(frozen=True, slots=True)
class Treatment:
    """The stance toward one actor.

    Attributes:
        key: identifies the actor across articles.
        name: its most frequent name.
        overall: over all groups; its `articles` are those that mention the actor.
        groups: the stance by name of the group; a group that does not mention the actor is absent.
        portrayal: the mean score of the portrayals by the articles as a
            whole, each article counting once; None without them.
        portrayals: the mean score of the portrayals by name of the group.
    """

    key: str
    name: str
    overall: Estimate
    groups: Mapping[str, Estimate]
    portrayal: Estimate | None = None
    portrayals: Mapping[str, Estimate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that shows how a group casts an actor.

    Attributes:
        id: the identifier of the article.
        sentence: index of the sentence in the article.
        text: the text of the sentence.
        score: the score of the stance toward the actor, in [-1, 1].
    """

    id: str
    sentence: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Side:
    """One of two groups that cast an actor differently.

    Attributes:
        group: the name of the group.
        estimate: the estimate of its stance toward the actor.
        examples: the sentences that show it best.
    """

    group: str
    estimate: Estimate
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two groups that cast one actor differently.

    Attributes:
        key, name: the key and the name of the actor.
        better, worse: the group that casts it better, and the other.
        difference: the difference between their means, in [0, 2].
        low, high: ends of its 95% interval.
        is_significant: whether the interval stays above 0 when it is corrected
            for all the pairs that were compared (Bonferroni).
    """

    key: str
    name: str
    better: Side
    worse: Side
    difference: float
    low: float
    high: float
    is_significant: bool


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Scored articles compared by group and over time.

    Attributes:
        by: the column with the group; None if all articles are one group.
        over: the column with the date; None without one.
        voice: the voice whose stances count: `all`, `opinion`, `reported` or `quoted`.
        articles, sentences: number of them.
        first, last: date, as ISO 8601; None without `over`.
        undated: number of articles without a valid date.
        date_order: `day-first` or `month-first` if the dates are written with
            three numbers, the year last.
        other_groups: number of groups that are too small to be included.
        models: names and versions of the models that scored the articles.
        groups: the largest first.
        periods: the names of the periods in chronological order; empty without `over`.
        opinion_over_time: share of opinion in all articles, then in each group.
        actors: the actors, those that most articles mention first.
        actors_over_time: the stance toward each of them.
        contrasts: the largest first.
        pairs: number of pairs of groups that were compared, over all actors.
    """

    by: str | None
    over: str | None
    voice: ComparisonVoice
    articles: int
    sentences: int
    first: str | None
    last: str | None
    undated: int
    date_order: str | None
    other_groups: int
    models: tuple[str, ...]
    groups: tuple[Group, ...]
    periods: tuple[str, ...]
    opinion_over_time: tuple[Series, ...]
    actors: tuple[Treatment, ...]
    actors_over_time: tuple[Series, ...]
    contrasts: tuple[Contrast, ...]
    pairs: int

    def __repr__(self) -> str:
        """Return one short line."""
        by = f" by {self.by}" if self.by else ""
        groups = f", {counted(self.groups, 'group')}" if self.by else ""
        return f"<Comparison{by}: {self.articles} articles{groups}, {counted(self.actors, 'actor')}>"

    def to_frame(self, table: TableName = "groups") -> "pandas.DataFrame":
        """Return the figures of a table as rows; see `stancekit.comparison.tables`.

        Raises:
            InputError: no such table.
        """
        from stancekit.comparison.tables import to_frame

        return to_frame(self, table)

    def to_latex(self, table: LatexTableName = "groups") -> str:
        """Return a table as a LaTeX `tabular` for the package booktabs, with 95% intervals.

        Raises:
            InputError: no such table.
        """
        from stancekit.report.latex import to_latex

        return to_latex(self, table)

    def to_html(self, title: str | None = None) -> str:
        """Return a self-contained HTML page with charts, the one that `stancekit report` writes.

        Raises:
            ImportError: matplotlib is missing; the extra `report` installs it.
        """
        from stancekit.report.comparison_page import to_html

        return to_html(self, title=title)

    def write_figures(self, folder: str | PathLike[str]) -> list[Path]:
        """Write all figures as PDF and PNG and all tables as CSV and LaTeX, as `stancekit report --figures` does.

        Raises:
            InputError: the folder has other files.
            ImportError: matplotlib is missing; the extra `figures` installs it.
        """
        from stancekit.report.figure_files import check_folder, write_figures

        check_folder(Path(folder), overwrite=False)
        return write_figures(self, Path(folder))

    def plot_opinion(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the share of opinion of each group, with 95% intervals; see `plot_actors`."""
        from stancekit.report import comparison_figures, figure_axes

        return comparison_figures.plot_opinion(self, figure_axes.on(ax))

    def plot_bias(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the share of biased wording of each group, with 95% intervals; see `plot_actors`."""
        from stancekit.report import comparison_figures, figure_axes

        return comparison_figures.plot_bias(self, figure_axes.on(ax))

    def plot_actors(self, ax: "Axes | None" = None, *, actors: int | None = None) -> "Axes":
        """Draw the stance toward the most frequent actors by group, with 95% intervals.

        An open marker stands for fewer than five articles, which have no interval.

        Args:
            ax: matplotlib axes to draw on; None makes a figure of the width of
                a page in print.
            actors: number of actors; by default eight, or those that fit a page.

        Raises:
            ImportError: matplotlib is missing; the extra `figures` installs it.
        """
        from stancekit.report import comparison_figures, figure_axes

        return comparison_figures.plot_actors(self, figure_axes.on(ax), actors=actors)

    def plot_opinion_over_time(self, ax: "Axes | None" = None, *, groups: int = 5) -> "Axes":
        """Draw the share of opinion in each period, of all articles and of the largest groups; see `plot_actors`.

        Raises:
            InputError: the comparison has no periods.
        """
        from stancekit.report import comparison_figures, figure_axes

        return comparison_figures.plot_opinion_over_time(self, figure_axes.on(ax), groups=groups)

    def plot_actors_over_time(self, ax: "Axes | None" = None, *, actors: int = 4) -> "Axes":
        """Draw the stance toward the most frequent actors in each period; see `plot_actors`.

        Raises:
            InputError: the comparison has no periods.
        """
        from stancekit.report import comparison_figures, figure_axes

        return comparison_figures.plot_actors_over_time(self, figure_axes.on(ax), actors=actors)

    def _repr_html_(self) -> str:
        """Show the page in a notebook."""
        from stancekit.report.comparison_page import in_notebook

        return in_notebook(self)
