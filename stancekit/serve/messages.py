"""The bodies of requests, which pydantic checks and describes."""

from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stancekit.document.tables import LEVELS, Level
from stancekit.inputs.actor import Actor
from stancekit.labels import Kind, Measured
from stancekit.serve.limits import Limits
from stancekit.serve.problems import Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MAX_ID_CHARACTERS = 1_000
MAX_PLACE_CHARACTERS = 200  # of the name of a field, in a message
FAULTS_SHOWN = 3


class Message(BaseModel):
    """A JSON object without unknown keys and without conversion of types."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ActorMessage(Message):
    """An actor to look for, in addition to those that the model finds."""

    name: str = Field(description="its name, which the text is searched for")
    aliases: list[str] = Field(default=[], description="further names to search for")
    kind: Kind | None = Field(default=None, description="its kind, if known")
    id: str | None = Field(default=None, description="an identifier of your own, such as a Wikidata number")
    ignore_case: bool = Field(default=False, description="whether names of one word match in any case")


class ArticleMessage(Message):
    """An article in English; HTML becomes the prose in it, and a whole web page becomes its article."""

    text: str = Field(description="the text, without the headline")
    title: str = Field(default="", description="the headline, which is put before the text")
    id: str | None = Field(default=None, max_length=MAX_ID_CHARACTERS, description="an identifier of your own")


class Options(Message):
    """What is looked for in the articles, and which of their sentences count."""

    actors: list[str | ActorMessage] = Field(default=[], description="actors to look for")
    measured: Measured = Field(
        default="article", description="whether the measures are over article text only, or over captions, too"
    )

    def checked_actors(self, limits: Limits) -> list[str | Actor]:
        """Return the actors.

        Raises:
            Problem: there are too many.
            ActorError: an actor cannot be looked for.
        """
        if len(self.actors) > limits.actors:
            raise Problem(
                "too_large", f"The request has {len(self.actors):,} actors, more than {limits.actors:,} allowed."
            )
        return [each if isinstance(each, str) else Actor(**each.model_dump()) for each in self.actors]


class AnalyzeRequest(ArticleMessage, Options):
    """The body of a request to `/analyze`."""


class ScoreRequest(Options):
    """The body of a request to `/score`."""

    articles: list[ArticleMessage] = Field(min_length=1, description="the articles")
    levels: list[Level] = Field(default=list(LEVELS), min_length=1, description="the tables to return")


class ProblemMessage(BaseModel):
    """The answer to a request that fails."""

    error: str = Field(description="the type of the problem")
    message: str = Field(description="one sentence")


class HealthMessage(BaseModel):
    """The answer of `/health`."""

    status: Literal["ok"]
    version: str = Field(description="of the package stancekit")
    model: str = Field(description="name and version of the model")
    digest: str = Field(description="SHA-256 of the model's manifest")


Request = TypeVar("Request", bound=Message)


def parse(body: bytes, form: type[Request]) -> Request:
    """Return the body of a request.

    Raises:
        Problem: it is not JSON, or not of the form.
    """
    try:
        return form.model_validate_json(body)
    except ValidationError as error:
        faults = [_fault(each) for each in error.errors(include_url=False, include_context=False, include_input=False)]
        hidden = len(faults) - FAULTS_SHOWN
        more = f" ({hidden} further fault{'s' if hidden != 1 else ''})" if hidden > 0 else ""
        message = "; ".join(faults[:FAULTS_SHOWN])
        raise Problem("invalid_request", f"{message[0].upper()}{message[1:]}{more}.") from error


def _fault(error: "ErrorDetails") -> str:
    place = ".".join(str(part) for part in error["loc"] if not str(part).startswith("function"))[:MAX_PLACE_CHARACTERS]
    reason = "unknown" if error["type"] == "extra_forbidden" else error["msg"].rstrip(".")[:300]
    return f"{f'field {place}' if place else 'the body'}: {reason}"
