"""The result of a comparison: frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass

from stancekit.document.tables import ComparisonVoice


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over articles with its 95 % interval; see `stancekit.comparison.estimates`.

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
        groups: by name of the group; a group that does not mention the actor is absent.
    """

    key: str
    name: str
    overall: Estimate
    groups: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that shows how a group casts an actor.

    Attributes:
        id: of the article.
        sentence: index of the sentence in the article.
        text: of the sentence.
        score: of the stance toward the actor, in [-1, 1].
    """

    id: str
    sentence: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Side:
    """One of two groups that cast an actor differently.

    Attributes:
        group: its name.
        estimate: of its stance toward the actor.
        examples: the sentences that show it best.
    """

    group: str
    estimate: Estimate
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two groups that cast one actor differently.

    Attributes:
        key, name: of the actor.
        better, worse: the group that casts it better, and the other.
        difference: between their means, in [0, 2].
        low, high: ends of its 95 % interval.
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scored articles compared by group and over time.

    Attributes:
        by, over: the columns with the group and the date; `over` may be None.
        voice: whose stances count: `all`, `opinion`, `reported` or `quoted`.
        articles, sentences: number of them.
        first, last: date, as ISO 8601; None without `over`.
        undated: number of articles without a valid date.
        date_order: `day-first` or `month-first` if the dates are written with
            three numbers, the year last.
        other_groups: number of groups that are too small to be included.
        models: names and versions of the models that scored the articles.
        groups: the largest first.
        periods: their names in chronological order; empty without `over`.
        opinion_over_time: share of opinion in all articles, then in each group.
        actors: those that most articles mention first.
        actors_over_time: the stance toward each of them.
        contrasts: the largest first.
        pairs: number of pairs of groups that were compared, over all actors.
    """

    by: str
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
