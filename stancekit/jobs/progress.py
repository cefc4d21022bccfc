"""The progress of a job: a bar on a terminal, a line every minute elsewhere."""

import sys
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

LINE_INTERVAL = 60.0  # seconds
LINE_WIDTH = 72  # of a line that replaces a longer one


@dataclass(frozen=True)
class JobProgress:
    """The progress of a job.

    Attributes:
        rows: rows completed, those of earlier runs included.
        bad: number of these rows that could not be scored.
        rate: rows per second in this run.
        share: share of the input that is completed; None if its size is
            unknown.
        seconds_left: estimated time until the end; None if it is unknown.
    """

    rows: int
    bad: int
    rate: float
    share: float | None
    seconds_left: float | None

    def __str__(self) -> str:
        """Return the progress in one line."""
        share = "" if self.share is None else f" ({self.share:.0%})"
        left = "" if self.seconds_left is None else f", {format_duration(self.seconds_left)} left"
        return f"{self.rows:,} rows{share}, {self.rate:,.0f} rows/s{left}, {self.bad:,} bad"


class Display(AbstractContextManager["Display"], Protocol):
    """Shows the progress of a job within its context."""

    def show(self, progress: JobProgress) -> None:
        """Show the current progress."""
        ...


class SilentDisplay:
    """Shows nothing."""

    def __enter__(self) -> "SilentDisplay":
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Do nothing."""

    def show(self, progress: JobProgress) -> None:
        """Do nothing."""


class LineDisplay(SilentDisplay):
    """Prints a line to standard error every minute."""

    def __init__(self) -> None:
        """Start the first minute."""
        self._last = time.monotonic()

    def show(self, progress: JobProgress) -> None:
        """Print the progress if a minute has passed since the last line."""
        if time.monotonic() - self._last >= LINE_INTERVAL:
            print(progress, file=sys.stderr, flush=True)
            self._last = time.monotonic()


class NotebookDisplay(SilentDisplay):
    """Keeps one line of standard error current, which a notebook shows below the cell."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the line."""
        print(file=sys.stderr, flush=True)

    def show(self, progress: JobProgress) -> None:
        """Replace the line."""
        print(f"\r{str(progress):<{LINE_WIDTH}}", end="", file=sys.stderr, flush=True)


class BarDisplay:
    """Draws a progress bar on a terminal."""

    def __init__(self, console: Console) -> None:
        """Prepare the bar."""
        self._progress = Progress(BarColumn(), TextColumn("{task.description}"), console=console, transient=True)
        self._task = self._progress.add_task("starting", total=None)

    def __enter__(self) -> "BarDisplay":
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the bar."""
        self._progress.stop()

    def show(self, progress: JobProgress) -> None:
        """Update the bar, which pulses while the size of the input is unknown."""
        total = None if progress.share is None else 1.0
        self._progress.update(self._task, description=str(progress), completed=progress.share or 0.0, total=total)


def default_display() -> Display:
    """Return a bar if standard error is a terminal, one line in a notebook, else lines."""
    console = Console(stderr=True)
    if console.is_jupyter:
        return NotebookDisplay()
    return BarDisplay(console) if console.is_terminal else LineDisplay()


def format_duration(seconds: float) -> str:
    """Return a duration as `1:02:03` or `2:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
