"""The endpoints: the page, the report, the JSON API."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from stancekit import __version__
from stancekit.errors import InputError
from stancekit.inputs.formats import FORMATS_BY_SUFFIX
from stancekit.report.sanitizing import sanitize
from stancekit.report.templating import render_page
from stancekit.serve.answers import REPORT_POLICY, json_answer, page_answer
from stancekit.serve.articles import Analyst
from stancekit.serve.limits import MIB
from stancekit.serve.messages import AnalyzeRequest, ScoreRequest, parse
from stancekit.serve.openapi import openapi
from stancekit.serve.problems import Problem
from stancekit.serve.uploads import COMPARISON_PACKAGES, REFUSED_SUFFIXES, Upload, report
from stancekit.serve.work_queue import Deadline, WorkQueue

JSON = "application/json"
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
MAX_FIELDS = 8  # of a form
MESSAGE_CHARACTERS = 1_000


@dataclass(frozen=True)
class Endpoints:
    """Answers requests.

    Attributes:
        analyst: analyzes their articles.
        queue: does their work.
    """

    analyst: Analyst
    queue: WorkQueue

    async def page(self, _: Request) -> Response:
        """Return the page to try stancekit in."""
        return page_answer(self._page, policy="frame-ancestors 'none'")

    async def report(self, request: Request) -> Response:
        """Return the report on the article or the table of a form, as a page."""
        upload, is_saved = await self._upload(request)
        name = "report.html" if is_saved else None

        def work(deadline: Deadline) -> Response:
            return page_answer(report(self.analyst, upload, deadline), policy=REPORT_POLICY, file_name=name)

        return await self._work(work)

    async def analyze(self, request: Request) -> Response:
        """Return the Document of an article."""
        _check_type(request, JSON)
        message = parse(await request.body(), AnalyzeRequest)
        return await self._work(lambda _: json_answer(self.analyst.analyze(message)))

    async def score(self, request: Request) -> Response:
        """Return the tables of several articles."""
        _check_type(request, JSON)
        message = parse(await request.body(), ScoreRequest)
        return await self._work(lambda deadline: json_answer(self.analyst.score(message, deadline)))

    async def health(self, _: Request) -> Response:
        """Say which model answers; it does not wait for the queue."""
        folder = self.analyst.model.folder
        return json_answer({"status": "ok", "version": __version__, "model": folder.name, "digest": folder.digest})

    async def openapi(self, _: Request) -> Response:
        """Return the description of the API."""
        return json_answer(self._openapi)

    @cached_property
    def _page(self) -> str:
        suffixes = [suffix for suffix in FORMATS_BY_SUFFIX if suffix not in REFUSED_SUFFIXES]
        limits = self.analyst.limits
        return render_page(
            "try.html",
            model=self.analyst.model.folder.name,
            accepted=",".join(suffixes),
            articles=limits.articles if all(map(find_spec, COMPARISON_PACKAGES)) else 0,
            mebibytes=f"{limits.body_bytes / MIB:g}",
        )

    @cached_property
    def _openapi(self) -> dict[str, Any]:
        return openapi(self.analyst.limits)

    async def _work(self, work: Callable[[Deadline], Response]) -> Response:
        """Return the answer that some work in a thread makes.

        Raises:
            Problem: the input cannot be analyzed; or see `WorkQueue.run`.
        """
        try:
            return await self.queue.run(work)
        except InputError as error:
            raise Problem("unusable_input", _sentence(str(error))) from error
        except ImportError as error:
            raise Problem("missing_package", _sentence(str(error))) from error

    async def _upload(self, request: Request) -> tuple[Upload, bool]:
        """Return what a form sends, and whether the report is to be saved."""
        _check_type(request, *FORMS)
        async with request.form(
            max_files=1, max_fields=MAX_FIELDS, max_part_size=self.analyst.limits.body_bytes
        ) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            file = form.get("file")
            content, name = fields.get("text", "").replace("\r\n", "\n").encode("utf-8", "surrogatepass"), ""
            if isinstance(file, UploadFile) and file.filename:
                content, name = await file.read(), sanitize(file.filename)
        if not content.strip():
            raise Problem("invalid_request", "There is no text: paste an article, or choose a file.")
        upload = Upload(
            content,
            name,
            title="" if name else fields.get("title", ""),
            actors=tuple(line.strip() for line in fields.get("actors", "").splitlines() if line.strip()),
            by=fields.get("by", "").strip() or None,
            over=fields.get("over", "").strip() or None,
        )
        if len(upload.actors) > self.analyst.limits.actors:
            raise Problem("too_large", f"There are more than {self.analyst.limits.actors:,} actors.")
        return upload, "save" in fields


def _check_type(request: Request, *types: str) -> None:
    """Raise a Problem if the body of a request has another Content-Type."""
    declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if declared not in types:
        raise Problem(
            "unsupported_media_type",
            f"The Content-Type is {declared[:100] or 'missing'}, expected {' or '.join(types)}.",
        )


def _sentence(message: str) -> str:
    """Return a message on one line, with a capital at the beginning, unless that is a file name, and a period."""
    line = sanitize(message)[:MESSAGE_CHARACTERS].rstrip(". ")
    return f"{line}." if "." in line.partition(" ")[0] else f"{line[:1].upper()}{line[1:]}."
