"""Scores of whole tables, for a model."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, overload

from stancekit.document.records import Document
from stancekit.document.table_scores import Frame, Scores, SeriesLike, Table
from stancekit.document.tables import Level
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text
from stancekit.labels import Measured
from stancekit.lookahead import Item, Result
from stancekit.network.text_logits import Map


class ScoringMixin(ABC):
    """Adds the scoring of tables to a model."""

    @abstractmethod
    def _analyze(self, source: Text, *, mapped: Map) -> Document:
        """Analyze one text."""

    @abstractmethod
    def _map_ahead(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield the results of a function lazily, in order, several items at once."""

    @overload
    def score(
        self,
        articles: list[Any] | tuple[Any, ...],
        *,
        text: str = "text",
        id: str | None = None,
        title: str | None = None,
        keep: Iterable[str] = (),
        levels: Iterable[Level] | None = None,
        actors: Iterable[str | Actor] = (),
        any_language: bool = False,
        measured: Measured = "article",
        progress: bool = False,
    ) -> Scores[list[dict[str, Any]]]: ...

    @overload
    def score(
        self,
        articles: SeriesLike[Frame],
        *,
        text: str = "text",
        id: str | None = None,
        title: str | None = None,
        keep: Iterable[str] = (),
        levels: Iterable[Level] | None = None,
        actors: Iterable[str | Actor] = (),
        any_language: bool = False,
        measured: Measured = "article",
        progress: bool = False,
    ) -> Scores[Frame]: ...

    @overload
    def score(
        self,
        articles: Table,
        *,
        text: str = "text",
        id: str | None = None,
        title: str | None = None,
        keep: Iterable[str] = (),
        levels: Iterable[Level] | None = None,
        actors: Iterable[str | Actor] = (),
        any_language: bool = False,
        measured: Measured = "article",
        progress: bool = False,
    ) -> Scores[Table]: ...

    def score(
        self,
        articles: Any,
        *,
        text: str = "text",
        id: str | None = None,
        title: str | None = None,
        keep: Iterable[str] = (),
        levels: Iterable[Level] | None = None,
        actors: Iterable[str | Actor] = (),
        any_language: bool = False,
        measured: Measured = "article",
        progress: bool = False,
    ) -> Scores[Any]:
        """Score a table of articles into tables of the same kind.

        Args:
            articles: a DataFrame of pandas or polars, a `datasets.Dataset` or
                `DatasetDict`, an Arrow table, or a list of str, dict or Text.
            text: the column with the text.
            id: the column that identifies a row; without one, or where it is
                empty, the id is the row's number, from 0.
            title: the column with the headline, which is put before the text.
            keep: columns to copy into every table, with their types. One that
                has the name of a column of any table gets the prefix `input_`.
            levels: the tables to make, all of them by default.
            actors: actors to search for in every article.
            any_language: whether to score texts that are not in English.
            measured: see `stancekit.Text`.
            progress: whether to show the progress on standard error.

        Raises:
            TypeError: the articles are no table.
            InputError: a column is missing, or an option is invalid.

        Warns:
            RowWarning: rows could not be scored; `Scores.errors` lists them.
        """
        from stancekit.tables import scoring

        options = scoring.Options(
            text=text,
            id=id,
            title=title,
            keep=keep,
            levels=levels,
            actors=actors,
            any_language=any_language,
            measured=measured,
            progress=progress,
        )
        return scoring.score(articles, options, analyze=partial(self._analyze, mapped=map), map_ahead=self._map_ahead)
