"""The progress of a job, as text and as a bar."""

from rich.console import Console

from stancekit.jobs import progress
from stancekit.jobs.progress import (
    BarDisplay,
    JobProgress,
    LineDisplay,
    NotebookDisplay,
    default_display,
    format_duration,
)

HALF = JobProgress(rows=1234, bad=2, rate=56.4, share=0.5, seconds_left=95.2)


def test_progress_is_a_line():
    assert str(HALF) == "1,234 rows (50%), 56 rows/s, 1:35 left, 2 bad"
    assert str(JobProgress(3, 0, 1.0, None, None)) == "3 rows, 1 rows/s, 0 bad"


def test_durations_are_short():
    assert [format_duration(seconds) for seconds in (0, 59.6, 3599, 7384)] == ["0:00", "1:00", "59:59", "2:03:04"]


def test_without_a_terminal_there_is_a_line_every_minute(monkeypatch, capsys):
    now = 0.0
    monkeypatch.setattr(progress.time, "monotonic", lambda: now)
    with LineDisplay() as lines:
        for now in (1.0, 59.0, 61.0, 62.0, 120.0, 122.0):  # noqa: B007  # what the clock says
            lines.show(HALF)
    assert capsys.readouterr().err.splitlines() == [str(HALF)] * 2
    assert isinstance(default_display(), LineDisplay)


def test_a_notebook_keeps_one_line_current(monkeypatch, capsys):
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    display = default_display()
    assert isinstance(display, NotebookDisplay)
    with display:
        display.show(HALF)
        display.show(JobProgress(3, 0, 1.0, None, None))
    first, second = capsys.readouterr().err.split("\r")[1:]
    assert first.strip() == str(HALF) and second.rstrip() == "3 rows, 1 rows/s, 0 bad" and len(first) < len(second)


def test_a_terminal_shows_a_bar():
    console = Console(force_terminal=True, width=100)
    with console.capture() as captured, BarDisplay(console) as bar:
        bar.show(HALF)
        bar.show(JobProgress(3, 0, 1.0, None, None))
        bar.show(HALF)
        bar._progress.refresh()
    assert str(HALF) in captured.get()
