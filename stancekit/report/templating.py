"""HTML pages from the templates: self-contained, and safe for any text."""

from functools import cache
from typing import TYPE_CHECKING, Any

from stancekit.report.sanitizing import sanitize
from stancekit.report.symbols import Symbols, percent

if TYPE_CHECKING:
    from jinja2 import Environment

SYMBOLS = Symbols()


def render_page(template: str, **values: Any) -> str:
    """Render a template; every str that is not Markup is sanitized and escaped."""
    return _environment().get_template(template).render(**values)


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
    environment.filters |= {"percent": percent, "signed": signed}
    return environment
