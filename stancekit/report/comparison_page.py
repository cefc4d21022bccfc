"""A Survey as one self-contained HTML page."""

from stancekit.comparison import Survey
from stancekit.report import comparison_charts
from stancekit.report.templating import page

VOICE = {
    "all": "all mentions, whosever stance it is",
    "opinion": "mentions in the author’s own opinion sentences",
    "fact": "mentions in reported facts",
    "quoted": "mentions in quoted words",
}


def to_html(survey: Survey, *, title: str) -> str:
    """Return a page that needs neither network nor script.

    Raises:
        ImportError: matplotlib is missing, which the extra `report` installs.
    """
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise ImportError("a report's charts need matplotlib: pip install 'stancekit[report]'.") from error
    return page("comparison.html", survey=survey, title=title, charts=comparison_charts, voice=VOICE[survey.voice])
