"""Output, errors and exit codes of all commands."""

import json
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import typer

from stancekit.errors import (
    ArtifactError,
    FileWarning,
    FolderError,
    InputError,
    JobError,
    LanguageWarning,
    OptionError,
    PageWarning,
)

FAULTY_INPUT, WRONG_USAGE, NO_MODEL, BAD_ROWS = 1, 2, 3, 4
CODES: tuple[tuple[type[Exception], int], ...] = (  # the first class that fits decides
    (ArtifactError, NO_MODEL),
    (ImportError, WRONG_USAGE),
    (OptionError, WRONG_USAGE),
    (FolderError, WRONG_USAGE),
    (InputError, FAULTY_INPUT),
    (JobError, FAULTY_INPUT),
)
PRINTED = (FileWarning, LanguageWarning, PageWarning)
INTERRUPTED = 130  # as shells report Ctrl-C
EPILOG = (
    "Exit codes: 0, success; 1, an input cannot be read or analyzed; 2, wrong usage; "
    "3, the model cannot be found or loaded; 4, no row could be scored, or, with --strict, not every row."
)


def to_json(value: Any, *, indent: int | None) -> str:
    """Return JSON for any terminal and line reader: letters unchanged, invisible characters escaped."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    written = json.dumps(value, indent=indent, ensure_ascii=not is_utf8)
    return "".join(
        character if character.isprintable() or character == "\n" else json.dumps(character)[1:-1]
        for character in written
    )


def write(text: str) -> None:
    """Print a text; characters that the encoding of standard output lacks are escaped."""
    encoding = sys.stdout.encoding or "utf-8"
    typer.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False)


def discard_output() -> None:
    """Discard standard output, so that the interpreter's last flush meets no broken pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # without a file descriptor there is nothing to flush
        pass


def stop() -> NoReturn:
    """End the process after Ctrl-C, at once: a thread may be busy with a long text."""
    typer.echo("stopped.", err=True)
    try:
        sys.stdout.flush()
    finally:
        os._exit(INTERRUPTED)


def warn(message: str) -> None:
    """Print a warning on standard error."""
    from stancekit.report.sanitizing import sanitize

    typer.echo(f"warning: {sanitize(message)}", err=True)


@contextmanager
def printed_warnings(*, quiet: bool = False) -> Iterator[None]:
    """Print stancekit's own warnings as lines on standard error, or leave them out."""
    with warnings.catch_warnings():
        for category in PRINTED:
            warnings.simplefilter("ignore" if quiet else "always", category)
        show = warnings.showwarning

        def print_warning(message: Warning | str, category: type[Warning], *place: Any) -> None:
            if issubclass(category, PRINTED):
                warn(str(message))
            else:
                show(message, category, *place)

        warnings.showwarning = print_warning  # type: ignore[assignment]
        yield


def fail(message: str, code: int) -> NoReturn:
    """Print an error and end the command with a code."""
    from stancekit.report.sanitizing import sanitize

    lines = message.split("\n  ")  # a file of actors may have several faults
    typer.echo("error: " + "\n  ".join(map(sanitize, lines)), err=True)
    raise typer.Exit(code)


@contextmanager
def exit_codes(out: str | Path | None = None) -> Iterator[None]:
    """End the command with the code of an error that stancekit raises, or if `out` cannot be written."""
    try:
        yield
    except tuple(kind for kind, _ in CODES) as error:
        fail(str(error), next(code for kind, code in CODES if isinstance(error, kind)))
    except OSError as error:
        if out is None:
            raise
        fail(f"{out} cannot be written: {error.strerror}.", WRONG_USAGE)
