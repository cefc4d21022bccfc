"""Articles of requests, analyzed by the model."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stancekit.document import tables
from stancekit.document.records import Document
from stancekit.document.tables import Level
from stancekit.errors import InputError
from stancekit.inputs.actor import Actor, ActorList
from stancekit.inputs.article import Article, check_content
from stancekit.inputs.html_fields import without_markup
from stancekit.inputs.text import Text
from stancekit.labels import Measured
from stancekit.language.detection import check_language
from stancekit.model import Model
from stancekit.serve.limits import Limits
from stancekit.serve.messages import AnalyzeRequest, ArticleMessage, ScoreRequest
from stancekit.serve.notes import collected_notes
from stancekit.serve.problems import Problem
from stancekit.serve.work_queue import Deadline


@dataclass(frozen=True)
class Analyst:
    """Analyzes the articles of requests.

    Attributes:
        model: the model.
        limits: the limits of a request.
    """

    model: Model
    limits: Limits

    def analyze(self, request: AnalyzeRequest) -> dict[str, Any]:
        """Return the Document of an article, and the warnings about it.

        Raises:
            Problem: the text cannot be analyzed, or is too long.
        """
        with collected_notes() as notes:
            actors = self._actors(request.checked_actors(self.limits))
            article = Article(request.text, request.title)
            document = self.model(self.text(article, id=request.id, actors=actors, measured=request.measured))
        return {"document": document.to_dict(), "warnings": notes}

    def score(self, request: ScoreRequest, deadline: Deadline) -> dict[str, Any]:
        """Return the rows of articles by table; a faulty article costs its own rows only.

        Raises:
            Problem: there are too many articles or actors, or the time is over.
        """
        self.check_count(len(request.articles))
        levels = tuple(dict.fromkeys(request.levels))
        rows: dict[Level, list[dict[str, Any]]] = {level: [] for level in levels}
        errors: list[dict[str, Any]] = []
        with collected_notes() as notes:
            actors = self._actors(request.checked_actors(self.limits))
            texts = list(self._texts(request.articles, actors, request.measured, errors))
            for document in self.documents(texts, deadline):
                for level in levels:
                    rows[level] += tables.rows(document, level)
        return {"tables": rows, "errors": errors, "warnings": notes}

    def text(
        self, article: Article, *, id: str | None, actors: Iterable[str | Actor] = (), measured: Measured = "article"
    ) -> Text:
        """Return an article as a Text.

        Raises:
            InputError: it is no prose, says only that there is none, or is cut off.
            Problem: it is too long.
        """
        self.check_length(len(article.title) + len(article.text))
        check_content(article.text)
        return without_markup(article).as_text(id=id, actors=actors, measured=measured)

    def documents(self, texts: Iterable[Text], deadline: Deadline) -> Iterator[Document]:
        """Yield the Documents of some texts, which the model analyzes in parallel, until the time is over."""
        for document in self.model.pipe(texts):
            deadline.check()
            yield document

    def check_length(self, characters: int) -> None:
        """Raise a Problem if a text is too long."""
        if characters > self.limits.characters:
            raise Problem(
                "too_large", f"The text has {characters:,} characters, more than {self.limits.characters:,} allowed."
            )

    def check_count(self, articles: int) -> None:
        """Raise a Problem if there are too many articles."""
        if articles > self.limits.articles:
            raise Problem(
                "too_large",
                f"There are {articles:,} articles, more than {self.limits.articles:,} allowed; stancekit score has no "
                "limit.",
            )

    def _texts(
        self, articles: Iterable[ArticleMessage], actors: ActorList, measured: Measured, errors: list[dict[str, Any]]
    ) -> Iterator[Text]:
        """Yield the texts of articles; the faults of others go to `errors`."""
        for index, message in enumerate(articles):
            id = str(index) if message.id is None else message.id
            try:
                text = self.text(Article(message.text, message.title), id=id, actors=actors, measured=measured)
                check_language(text.text)
                yield text
            except (InputError, Problem) as error:
                errors.append({"index": index, "id": message.id, "reason": str(error)})

    @staticmethod
    def _actors(actors: Iterable[str | Actor]) -> ActorList:
        return ActorList.of(actors)
