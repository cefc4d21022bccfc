"""How far a job is: a bar on a terminal, a line every minute elsewhere."""

import sys
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

EVERY = 60.0  # seconds between two lines


@dataclass(frozen=True)
class State:
    """How far a job is.

    Attributes:
        rows: done, those of earlier runs included.
        bad: of them, those that could not be scored.
        rate: rows a second, of this run.
        share: of the input that is done, None where its size is unknown.
        left: seconds until the end, None where nothing tells.
    """

    rows: int
    bad: int
    rate: float
    share: float | None
    left: float | None

    def __str__(self) -> str:
        """Return it as a line."""
        done = "" if self.share is None else f" ({self.share:.0%})"
        left = "" if self.left is None else f", {duration(self.left)} left"
        return f"{self.rows:,} rows{done}, {self.rate:,.0f} rows/s{left}, {self.bad:,} bad"


class Display(AbstractContextManager["Display"], Protocol):
    """Shows states, as they come, while it is entered."""

    def show(self, state: State) -> None:
        """Show how far the job is."""
        ...


class Silent:
    """Shows nothing."""

    def __enter__(self) -> "Silent":
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Do nothing."""

    def show(self, state: State) -> None:
        """Do nothing."""


class Lines(Silent):
    """Prints a line to standard error every minute."""

    def __init__(self) -> None:
        """Begin to wait for the first."""
        self._last = time.monotonic()

    def show(self, state: State) -> None:
        """Print the state if a minute is over."""
        if time.monotonic() - self._last >= EVERY:
            print(state, file=sys.stderr, flush=True)
            self._last = time.monotonic()


class Bar:
    """Draws a bar on the terminal that standard error is."""

    def __init__(self, console: Console) -> None:
        """Prepare the bar."""
        self._progress = Progress(BarColumn(), TextColumn("{task.description}"), console=console, transient=True)
        self._task = self._progress.add_task("starting", total=None)

    def __enter__(self) -> "Bar":
        """Begin to draw."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._progress.stop()

    def show(self, state: State) -> None:
        """Move the bar; it runs to and fro while the end is unknown."""
        total = None if state.share is None else 1.0
        self._progress.update(self._task, description=str(state), completed=state.share or 0.0, total=total)


def display() -> "Bar | Lines":
    """Return a bar if standard error is a terminal, else lines."""
    console = Console(stderr=True)
    return Bar(console) if console.is_terminal else Lines()


def duration(seconds: float) -> str:
    """Return a time as `1:02:03` or `2:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
