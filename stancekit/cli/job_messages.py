"""What `stancekit score` says of a job."""

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from stancekit.cli.outcome import BAD_ROWS, fail, warn

if TYPE_CHECKING:
    from stancekit.jobs import JobSpec, Summary

ERRORS_SHOWN = 10
JOB_FILE, ERRORS_FILE = "job.json", "errors.jsonl"


def print_renamed(spec: "JobSpec") -> None:
    """Say which kept columns get another name."""
    renamed = [f"{old} as {new}" for old, new in spec.columns.kept_names.items() if old != new]
    if renamed:
        warn(f"kept columns with the name of a table's own column get a prefix: {', '.join(renamed)}.")


def print_summary(summary: "Summary", folder: str) -> None:
    """Print the outcome of a job, with warnings on standard error."""
    from stancekit.jobs.progress import format_duration

    typer.echo(f"{summary.scored:,} of {summary.rows:,} rows scored into {folder}")
    for table, count in summary.tables.items():
        typer.echo(f"  {table:<10} {count:>12,} rows")
    resumed = f", {summary.resumed:,} rows were already complete" if summary.resumed else ""
    typer.echo(f"  in {format_duration(summary.seconds)}, {summary.rate:,.0f} rows/s{resumed}")
    if summary.repeated:
        warn(f"{summary.repeated:,} ids occur in more than one row; rows with the same id are not merged.")
    for reason in summary.skipped.values():
        warn(f"skipped a file: {reason}")
    if summary.bad:
        rows = "1 row" if summary.bad == 1 else f"{summary.bad:,} rows"
        place = f"{folder.rstrip('/')}/{ERRORS_FILE}"
        warn(f"{rows} could not be scored; {place} has the reasons.")


def print_details(folder: str) -> None:
    """Print on standard error the model and the inputs of a job, and its first errors."""
    from stancekit.report.sanitizing import sanitize

    declared = Path(folder, JOB_FILE)
    if declared.is_file():  # an address is not on this machine
        job = json.loads(declared.read_text(encoding="utf-8"))
        typer.echo(f"model {job['model']['name']}, digest {job['model']['digest'][:12]}", err=True)
        for file in job["inputs"]:
            typer.echo(sanitize(f"read {file['path']} as {file['format']}, {file['size']:,} bytes"), err=True)
    for error in _errors(folder):
        typer.echo(sanitize(f"not scored: {error['file']}, row {error['row']}: {error['reason']}"), err=True)


def check_scored(summary: "Summary", spec: "JobSpec", folder: str, *, strict: bool) -> None:
    """End the command with an error if no row was scored, or, where it is strict, not every row."""
    if summary.rows == 0:
        owner = "the input" if spec.shard is None else f"the shard {spec.shard} of the input"
        fail(f"{owner} has no row, so nothing was scored.", BAD_ROWS)
    if summary.scored == 0:
        reasons = [f"; the first: {error['reason'].rstrip('.')}" for error in _errors(folder)[:1]]
        fail(f"no row could be scored{''.join(reasons)}. Correct the command or the input, and try again.", BAD_ROWS)
    if strict and summary.bad:
        raise typer.Exit(BAD_ROWS)


def _errors(folder: str) -> list[Any]:
    """Return the first rows that could not be scored, of a job on this machine."""
    path = Path(folder, ERRORS_FILE)
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in islice(file, ERRORS_SHOWN)]
