"""A Comparison as a self-contained HTML page."""

from markupsafe import Markup

from stancekit.comparison import Comparison
from stancekit.document.tables import ALL
from stancekit.extras import import_extra
from stancekit.report import comparison_charts, validation_charts, validation_figures
from stancekit.report.symbols import VOICE_NAMES
from stancekit.report.templating import render_page
from stancekit.validation.results import Validation

FRAME_HEIGHT = 640  # of the page in a notebook, in CSS pixels


def to_html(comparison: Comparison, *, title: str | None = None, validation: Validation | None = None) -> str:
    """Return a page that works offline and has no scripts.

    Args:
        comparison: the comparison that the page shows.
        title: the title of the page; None names the column of the groups.
        validation: the validation of the same scores, for a section with corrected figures.

    Raises:
        ImportError: matplotlib is missing, which the extra `report` installs.
    """
    import_extra("matplotlib", need="a report's charts need matplotlib", extra="report")
    return render_page(
        "comparison.html",
        comparison=comparison,
        title=title or _title(comparison),
        charts=comparison_charts,
        validation=validation,
        validation_charts=validation_charts,
        figures=validation_figures,
        voice_name=ALL if comparison.voice == ALL else VOICE_NAMES[comparison.voice],
    )


def in_notebook(comparison: Comparison) -> str:
    """Return a frame with the page, which isolates its styles from the notebook's."""
    return render_page("notebook.html", page=Markup.escape(to_html(comparison)), height=FRAME_HEIGHT)


def _title(comparison: Comparison) -> str:
    if comparison.by:
        return f"Articles by {comparison.by}"
    return "Articles over time" if comparison.periods else "Articles"
