"""`stancekit score`."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from stancekit.cli.inputs import (
    ActorOption,
    ActorsOption,
    EncodingOption,
    MeasuredOption,
    ModelOption,
    RevisionOption,
    checked_actors,
    checked_encoding_option,
)
from stancekit.cli.outcome import BAD_ROWS, FAULTY_INPUT, NO_MODEL, WRONG_USAGE, fail
from stancekit.document.tables import LEVELS, checked_level
from stancekit.errors import ArtifactError, InputError, JobError
from stancekit.jobs.options import Engine, InputFormat, OutputFormat

if TYPE_CHECKING:
    from stancekit.jobs import Executor, Summary

FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES",
        help="Articles in English: JSON Lines, CSV, TSV, Parquet, XLSX, JSON, feeds, WARC, text, HTML, Markdown, DOCX "
        "or PDF, plain or gzip; files, globs, folders, s3:// addresses; - is standard input.",
    ),
]
OutOption = Annotated[str, typer.Option("--out", "-o", metavar="FOLDER", help="The folder to write.")]
TextOption = Annotated[str, typer.Option("--text-column", metavar="NAME", help="The column with the text.")]
IdOption = Annotated[
    str | None,
    typer.Option("--id-column", metavar="NAME", help="The column that identifies a row; by default, file:row does."),
]
TitleOption = Annotated[
    str | None, typer.Option("--title-column", metavar="NAME", help="The column with the headline.")
]
KeepOption = Annotated[
    str | None, typer.Option("--keep", metavar="NAMES", help="Columns to copy into every table, separated by commas.")
]
LevelOption = Annotated[
    list[str] | None,
    typer.Option("--level", metavar="LEVEL", help=f"A table to write: {', '.join(LEVELS)}; repeatable. Default: all."),
]
OutputOption = Annotated[
    OutputFormat, typer.Option("--format", help="Parquet tables, or whole Documents as JSON Lines.")
]
InputOption = Annotated[
    InputFormat | None,
    typer.Option("--input-format", help="Format of standard input, and of files without a known suffix."),
]
AnyLanguageOption = Annotated[
    bool,
    typer.Option(
        "--any-language",
        help="Score texts that are not in English, too, though their labels mean little; by default they are errors.",
    ),
]
WorkersOption = Annotated[int | None, typer.Option(min=1, help="Number of processes; by default, the available cores.")]
EngineOption = Annotated[Engine, typer.Option(help="Run on this machine or on a Ray cluster.")]
AddressOption = Annotated[
    str | None, typer.Option(help="Address of the Ray cluster, such as auto; by default, one is started here.")
]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Start again, and remove the folder's earlier job.")]
SkipOption = Annotated[
    bool, typer.Option("--skip-bad-files", help="Go on without files that cannot be read, and name them at the end.")
]
StrictOption = Annotated[bool, typer.Option("--strict", help=f"Exit with code {BAD_ROWS} if a row cannot be scored.")]


class Terminated(KeyboardInterrupt):
    """The process received SIGTERM, which ends a job as Ctrl-C does."""


def score(
    files: FilesArgument,
    out: OutOption,
    text_column: TextOption = "text",
    id_column: IdOption = None,
    title_column: TitleOption = None,
    keep: KeepOption = None,
    levels: LevelOption = None,
    output: OutputOption = "parquet",
    input_format: InputOption = None,
    encoding: EncodingOption = None,
    any_language: AnyLanguageOption = False,
    measured: MeasuredOption = "article",
    actors: ActorOption = None,
    actor_files: ActorsOption = None,
    model: ModelOption = None,
    revision: RevisionOption = None,
    workers: WorkersOption = None,
    engine: EngineOption = "local",
    address: AddressOption = None,
    overwrite: OverwriteOption = False,
    skip_bad_files: SkipOption = False,
    strict: StrictOption = False,
) -> None:
    """Score every row of the input files into flat tables. Run it again to resume an interrupted job."""
    with _exit_codes(out):
        from stancekit import jobs

        spec = jobs.JobSpec(
            inputs=files,
            columns=jobs.Columns(text_column, id_column, title_column, _names(keep)),
            input_format=input_format,
            encoding=checked_encoding_option(encoding),
            any_language=any_language,
            measured=measured,
            levels=[checked_level(level) for level in levels] if levels else None,
            output=output,
            actors=checked_actors(actors, actor_files),
            model=model,
            revision=revision,
        )
        executor = _executor(engine, workers, address)
        summary = jobs.run(spec, out, executor=executor, overwrite=overwrite, skip_bad_files=skip_bad_files)
    _print_summary(summary, out)
    if strict and summary.bad:
        raise typer.Exit(BAD_ROWS)


def _names(keep: str | None) -> tuple[str, ...]:
    return tuple(name for name in (keep or "").split(",") if name)


def _executor(engine: Engine, workers: int | None, address: str | None) -> "Executor":
    from stancekit.jobs.executor import create_executor
    from stancekit.jobs.progress import default_display

    return create_executor(engine, workers=workers, address=address, display=default_display())


@contextmanager
def _exit_codes(out: str) -> Iterator[None]:
    """End the command with the exit code of what is raised inside."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except KeyboardInterrupt as interrupt:
        number = signal.SIGTERM if isinstance(interrupt, Terminated) else signal.SIGINT
        typer.echo(f"stopped; complete parts are kept in {out}: run the same command again to resume.", err=True)
        raise typer.Exit(128 + number) from None
    except ArtifactError as error:
        fail(str(error), NO_MODEL)
    except ImportError as error:
        fail(str(error), WRONG_USAGE)
    except (InputError, JobError) as error:
        fail(str(error), FAULTY_INPUT)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated


def _print_summary(summary: "Summary", out: str) -> None:
    from stancekit.jobs.progress import format_duration
    from stancekit.report.sanitizing import sanitize

    typer.echo(f"{summary.scored:,} of {summary.rows:,} rows scored into {out}")
    for table, count in summary.tables.items():
        typer.echo(f"  {table:<10} {count:>12,} rows")
    resumed = f", {summary.resumed:,} rows were already complete" if summary.resumed else ""
    typer.echo(f"  in {format_duration(summary.seconds)}, {summary.rate:,.0f} rows/s{resumed}")
    if summary.repeated:
        typer.echo(
            f"warning: {summary.repeated:,} ids occur in more than one row; all their rows are scored.", err=True
        )
    for reason in summary.skipped.values():
        typer.echo(f"warning: skipped a file: {sanitize(reason)}", err=True)
    if summary.bad:
        typer.echo(
            f"warning: {summary.bad:,} rows could not be scored; {out}/errors.jsonl lists them with the reasons.",
            err=True,
        )
