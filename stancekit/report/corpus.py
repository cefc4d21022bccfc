"""A Survey as one self-contained HTML page."""

from stancekit.report import charts
from stancekit.report.page import page
from stancekit.survey import Survey

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
    return page("corpus.html", survey=survey, title=title, charts=charts, voice=VOICE[survey.voice])
