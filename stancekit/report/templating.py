"""HTML pages from the templates beside: self-contained, and safe whatever the text holds."""

from functools import cache
from typing import TYPE_CHECKING, Any

from stancekit.report.sanitizing import printable
from stancekit.report.symbols import Marks

if TYPE_CHECKING:
    from jinja2 import Environment

MARKS = Marks()


def page(template: str, **values: Any) -> str:
    """Fill in a template; whatever is a str and not markup is made harmless and escaped."""
    return _environment().get_template(template).render(**values)


def percent(share: float) -> str:
    """Return a share in whole per cent; what is nearly all or nearly nothing does not round to it."""
    if 0 < share < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def signed(score: float) -> str:
    """Return a stance as the terminal shows it, where a column needs no blank for the sign."""
    return MARKS.signed(score).lstrip()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("stancekit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,  # Markup is a class of its own
    )
    environment.filters |= {"percent": percent, "signed": signed}
    return environment
