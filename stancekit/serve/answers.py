"""The answers to requests: JSON, pages, and problems as either."""

import json
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response

from stancekit.report.templating import content_policy, render_page
from stancekit.serve.problems import Problem

HTML = "text/html"
RETRY_SECONDS = 5
REPORT_POLICY = "frame-ancestors 'self'; sandbox allow-scripts"  # a report acts for no site, not even for this one


def json_answer(value: Any, *, status: int = 200) -> Response:
    """Return a value as JSON; letters are not escaped, and there are no numbers but finite ones."""
    content = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(content.encode("utf-8", "backslashreplace"), status, media_type="application/json")


def page_answer(page: str, *, policy: str, status: int = 200, file_name: str | None = None) -> Response:
    """Return a page under the content security policy that it declares, and a further one.

    Args:
        page: the page.
        policy: further directives, which count in headers only.
        status: the status code.
        file_name: under which the browser saves the page; None shows it.
    """
    headers = {"content-security-policy": f"{content_policy(page)}; {policy}"}
    if file_name is not None:
        headers["content-disposition"] = f'attachment; filename="{file_name}"'
    return Response(page.encode("utf-8", "backslashreplace"), status, headers, f"{HTML}; charset=utf-8")


def problem_answer(problem: Problem, headers: Headers) -> Response:
    """Return a problem as JSON, or as a page to a browser that asks for one."""
    if HTML in headers.get("accept", ""):
        page = render_page("problem.html", message=problem.message)
        answer = page_answer(page, policy=REPORT_POLICY, status=problem.status)
    else:
        answer = json_answer(problem.fields, status=problem.status)
    if problem.type == "busy":
        answer.headers["retry-after"] = str(RETRY_SECONDS)
    if problem.type in ("slow_request", "too_large"):
        answer.headers["connection"] = "close"
    return answer
