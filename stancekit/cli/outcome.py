"""What every command has in common: printing, failing, and the codes that it ends with."""

import json
import os
import sys
from typing import Any, NoReturn

import typer

FAULTY_INPUT, WRONG_USAGE, NO_MODEL, BAD_ROWS = 1, 2, 3, 4
EPILOG = (
    "Exit codes: 0, all was done; 1, an input cannot be read or analysed; 2, wrong usage; "
    "3, the model cannot be found or loaded; 4, rows could not be scored and --strict forbids it."
)


def to_json(value: Any, *, indent: int | None) -> str:
    """Return JSON that any reader of lines and any terminal takes: letters as they are, invisible ones escaped."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    written = json.dumps(value, indent=indent, ensure_ascii=not is_utf8)
    return "".join(
        character if character.isprintable() or character == "\n" else json.dumps(character)[1:-1]
        for character in written
    )


def write(text: str) -> None:
    """Print, with escapes for what the encoding of standard output lacks."""
    encoding = sys.stdout.encoding or "utf-8"
    typer.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False)


def discard_output() -> None:
    """Send standard output nowhere, so that the interpreter's last flush finds no broken pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # a standard output without a file descriptor has nothing to flush
        pass


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong and end with a code."""
    from stancekit.report.sanitizing import printable

    lines = message.split("\n  ")  # a file of actors may have several faults
    typer.echo("error: " + "\n  ".join(map(printable, lines)), err=True)
    raise typer.Exit(code)
