"""A Comparison as a self-contained HTML page."""

from stancekit.comparison import Comparison
from stancekit.document.tables import ALL
from stancekit.report import comparison_charts
from stancekit.report.symbols import VOICE_NAMES
from stancekit.report.templating import render_page


def to_html(comparison: Comparison, *, title: str) -> str:
    """Return a page that works offline and has no scripts.

    Raises:
        ImportError: matplotlib is missing, which the extra `report` installs.
    """
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise ImportError("a report's charts need matplotlib: pip install 'stancekit[report]'.") from error
    return render_page(
        "comparison.html",
        comparison=comparison,
        title=title,
        charts=comparison_charts,
        voice_name=ALL if comparison.voice == ALL else VOICE_NAMES[comparison.voice],
    )
