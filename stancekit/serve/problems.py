"""The errors of the API."""

from typing import Final, Literal, TypeAlias, get_args

ProblemType: TypeAlias = Literal[
    "invalid_request",
    "unusable_input",
    "forbidden_host",
    "forbidden_origin",
    "not_found",
    "method_not_allowed",
    "unsupported_media_type",
    "too_large",
    "slow_request",
    "busy",
    "timeout",
    "missing_package",
    "internal",
]
PROBLEM_TYPES: tuple[ProblemType, ...] = get_args(ProblemType)
STATUS: Final[dict[ProblemType, int]] = {
    "invalid_request": 400,
    "unusable_input": 422,
    "forbidden_host": 421,
    "forbidden_origin": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "unsupported_media_type": 415,
    "too_large": 413,
    "slow_request": 408,
    "busy": 503,
    "timeout": 504,
    "missing_package": 501,
    "internal": 500,
}
MEANINGS: Final[dict[ProblemType, str]] = {
    "invalid_request": "the body is not JSON, or not of the documented form",
    "unusable_input": "a text, an actor or a file cannot be analyzed",
    "forbidden_host": "the Host header names none of the server's names",
    "forbidden_origin": "a page of another site sent the request",
    "not_found": "there is no such path",
    "method_not_allowed": "the path has no such method",
    "unsupported_media_type": "the Content-Type is another than the path takes",
    "too_large": "the body, a text, or the number of articles or actors is over the limit",
    "slow_request": "the body did not arrive in time",
    "busy": "too many requests wait; try again later",
    "timeout": "the answer was not ready in time",
    "missing_package": "the server lacks a package that the format of the file needs",
    "internal": "an error of the server; its log has the details",
}


class Problem(Exception):
    """An error that becomes the answer to a request.

    Attributes:
        type: one of `PROBLEM_TYPES`.
        message: one sentence.
    """

    def __init__(self, type: ProblemType, message: str) -> None:
        """Keep type and message."""
        super().__init__(message)
        self.type, self.message = type, message

    @property
    def status(self) -> int:
        """The HTTP status code."""
        return STATUS[self.type]

    @property
    def fields(self) -> dict[str, str]:
        """The JSON object of the answer."""
        return {"error": self.type, "message": self.message}
