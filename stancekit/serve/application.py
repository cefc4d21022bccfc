"""The application: its paths, behind the gate."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from stancekit.model import Model
from stancekit.serve.answers import problem_answer
from stancekit.serve.articles import Analyst
from stancekit.serve.endpoints import Endpoints
from stancekit.serve.gate import Gate
from stancekit.serve.limits import Limits
from stancekit.serve.notes import warnings_kept
from stancekit.serve.problems import STATUS, Problem, ProblemType
from stancekit.serve.work_queue import WorkQueue

HTTP_PROBLEMS: dict[int, ProblemType] = {
    STATUS[type]: type for type in ("invalid_request", "not_found", "method_not_allowed")
}


def create_app(model: Model, *, limits: Limits | None = None, names: Collection[str] = ()) -> ASGIApp:
    """Return the ASGI application.

    Args:
        model: analyzes the articles.
        limits: the limits of a request; None takes the defaults.
        names: names that a request may have in its Host header, besides
            localhost and addresses in figures.
    """
    limits = limits or Limits()
    queue = WorkQueue(running=model.threads, waiting=limits.waiting, seconds=limits.seconds)
    endpoints = Endpoints(Analyst(model, limits), queue)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with warnings_kept():
            yield
        queue.close()

    app = Starlette(
        routes=[
            Route("/", endpoints.page),
            Route("/report", endpoints.report, methods=["POST"]),
            Route("/analyze", endpoints.analyze, methods=["POST"]),
            Route("/score", endpoints.score, methods=["POST"]),
            Route("/health", endpoints.health),
            Route("/openapi.json", endpoints.openapi),
        ],
        exception_handlers={Problem: _problem, HTTPException: _http_problem, Exception: _internal},
        lifespan=lifespan,
    )
    return Gate(app, limits, frozenset(name.lower() for name in names))  # also around the answers to its own failures


async def _problem(request: Request, error: Exception) -> Response:
    problem = error if isinstance(error, Problem) else _as_internal()
    return problem_answer(problem, request.headers)


async def _http_problem(request: Request, error: Exception) -> Response:
    """Return Starlette's own errors: no such path or method, and a form that is damaged."""
    status, detail = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    type = HTTP_PROBLEMS.get(status, "internal")
    message = {
        "not_found": "There is no such path; /openapi.json lists the paths.",
        "method_not_allowed": f"The path has no method {request.method[:20]}.",
    }.get(type, f"The form is damaged: {detail.rstrip('.')}.")
    answer = problem_answer(Problem(type, message), request.headers)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


async def _internal(request: Request, _: Exception) -> Response:
    return problem_answer(_as_internal(), request.headers)


def _as_internal() -> Problem:
    return Problem("internal", "The server failed; its log has the details.")
