"""HTML pages from the templates: self-contained, and safe for any text."""

import base64
import hashlib
import re
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from stancekit.report.sanitizing import sanitize, shorten
from stancekit.report.symbols import Symbols, percent

if TYPE_CHECKING:
    from jinja2 import Environment

SYMBOLS = Symbols()
GENERATOR = "stancekit"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def render_page(template: str, **values: Any) -> str:
    """Render a template; every str that is not Markup is sanitized and escaped."""
    return _environment().get_template(template).render(**values)


def source_hash(source: str) -> Markup:
    """Return the content security policy's expression for an inline style or script, `'none'` without any."""
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return Markup("'sha256-{}'" if source else "'none'").format(digest)


def content_policy(page: str) -> str:
    """Return the content security policy that a rendered page declares, for the header of a server."""
    declared = POLICY.search(page)
    if declared is None:
        raise ValueError("the page declares no content security policy")
    return declared[1]


def signed(score: float) -> str:
    """Return a score with its sign and two decimals, without padding."""
    return SYMBOLS.signed(score).lstrip()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("stancekit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: sanitize(value) if type(value) is str else value,  # Markup is a subclass of str
    )
    environment.globals["generator"] = generator()
    environment.filters |= {"percent": percent, "shorten": shorten, "signed": signed, "source_hash": source_hash}
    return environment


def generator() -> str:
    """Return the name and the version that every page, and the record of figures, states as its generator."""
    with suppress(PackageNotFoundError):  # a source tree that is not installed has no version
        return f"{GENERATOR} {version(GENERATOR)}"
    return GENERATOR
