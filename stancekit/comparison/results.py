"""What a survey of many scored articles says: frozen records, ready to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over articles with its 95 % interval; see `stancekit.survey.estimates`.

    Attributes:
        score: the mean; a share in [0, 1], a stance in [-1, 1].
        low, high: ends of the interval; None with fewer than five articles.
        articles: how many it is over.
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
        articles, sentences: how many.
        opinion: share of opinion sentences; None if the model does not tell.
        bias: share of sentences in biased wording; likewise.
    """

    name: str
    articles: int
    sentences: int
    opinion: Estimate | None
    bias: Estimate | None


@dataclass(frozen=True, slots=True)
class Series:
    """Something over time: one estimate for each period, None where there are no articles."""

    name: str
    estimates: tuple[Estimate | None, ...]


@dataclass(frozen=True, slots=True)
class Treatment:
    """How an actor is cast.

    Attributes:
        key: of the actor, across articles.
        name: by which it is called most.
        overall: over all groups; its `articles` are those that name the actor.
        groups: by name of the group; those that do not name it are absent.
    """

    key: str
    name: str
    overall: Estimate
    groups: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that shows how a group casts an actor; `sentence` is its number in the article `id`."""

    id: str
    sentence: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Side:
    """One of two groups that cast an actor differently: its name, its mean, and sentences that show it best."""

    group: str
    estimate: Estimate
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two groups that cast one actor differently.

    Attributes:
        key, name: of the actor.
        better, worse: the group that casts it better, and the other.
        difference: between their means, over 0.
        low, high: ends of its 95 % interval.
        is_sure: whether the interval stays over 0 when it is widened for all
            the comparisons that were made (Bonferroni).
    """

    key: str
    name: str
    better: Side
    worse: Side
    difference: float
    low: float
    high: float
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """Many scored articles, by group and over time.

    Attributes:
        by, over: the columns that give group and date; `over` may be None.
        voice: whose stances: `all`, `opinion`, `fact` or `quoted`.
        articles, sentences: how many.
        first, last: of the dates, as ISO 8601; None without them.
        undated: articles whose date cannot be read.
        other_groups: groups that are too small to be shown.
        models: names and versions of the models that scored.
        groups: the largest first.
        periods: their names in the order of time; empty without `over`.
        opinion_over_time: of all articles, then of each group.
        actors: the most named first.
        actors_over_time: of each of them.
        contrasts: the most different treatments first.
        comparisons: pairs of groups that were compared, over all actors.
    """

    by: str
    over: str | None
    voice: str
    articles: int
    sentences: int
    first: str | None
    last: str | None
    undated: int
    other_groups: int
    models: tuple[str, ...]
    groups: tuple[Group, ...]
    periods: tuple[str, ...]
    opinion_over_time: tuple[Series, ...]
    actors: tuple[Treatment, ...]
    actors_over_time: tuple[Series, ...]
    contrasts: tuple[Contrast, ...]
    comparisons: int
