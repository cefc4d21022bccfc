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
    QuietOption,
    RevisionOption,
    VerboseOption,
    check_verbosity,
    checked_actors,
    checked_encoding_option,
)
from stancekit.cli.job_messages import check_scored, print_details, print_renamed, print_summary
from stancekit.cli.outcome import BAD_ROWS, exit_codes, printed_warnings
from stancekit.cli.output_files import check_output_name
from stancekit.document.tables import LEVELS, checked_level
from stancekit.jobs.options import Engine, InputFormat, OutputFormat

if TYPE_CHECKING:
    from stancekit.jobs import Executor

FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES",
        help="Articles in English: JSON Lines, CSV, TSV, Parquet, XLSX, JSON, feeds, WARC, text, HTML, Markdown, DOCX, "
        "PDF or mail, plain or gzip; files, globs, folders, s3:// addresses; - is standard input.",
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
    str | None,
    typer.Option(
        "--keep",
        metavar="NAMES",
        help="Columns to copy into every table, separated by commas; one that has the name of a table's own column "
        "gets the prefix input_.",
    ),
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
WorkersOption = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Number of processes; by default, the available cores.")
]
EngineOption = Annotated[Engine, typer.Option(help="Run on this machine or on a Ray cluster.")]
AddressOption = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Address of the Ray cluster, such as auto; by default, one is started here."),
]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Start again, and remove the folder's earlier job.")]
SkipOption = Annotated[
    bool, typer.Option("--skip-bad-files", help="Go on without files that cannot be read, and name them at the end.")
]
ShardOption = Annotated[
    str | None,
    typer.Option(
        metavar="N/COUNT",
        help="Score one of several equal shards of the rows, such as 3/16, into a folder of its own in FOLDER; for "
        "array jobs.",
    ),
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
    shard: ShardOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Score every row of the input files into flat tables. Run it again to resume an interrupted job."""
    check_verbosity(quiet, verbose)
    check_output_name("--out", out)
    with exit_codes(), printed_warnings(quiet=quiet), _resumable(out):
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
            shard=shard,
        )
        if not quiet:
            print_renamed(spec)
        executor = _executor(engine, workers, address, quiet)
        summary = jobs.run(spec, out, executor=executor, overwrite=overwrite, skip_bad_files=skip_bad_files)
    folder = spec.folder_in(out)
    if not quiet:
        print_summary(summary, folder)
    if verbose:
        print_details(folder)
    check_scored(summary, spec, folder, strict=strict)


def _names(keep: str | None) -> tuple[str, ...]:
    return tuple(name for name in (keep or "").split(",") if name)


def _executor(engine: Engine, workers: int | None, address: str | None, quiet: bool) -> "Executor":
    from stancekit.jobs.executor import create_executor
    from stancekit.jobs.progress import default_display

    return create_executor(engine, workers=workers, address=address, display=None if quiet else default_display())


@contextmanager
def _resumable(out: str) -> Iterator[None]:
    """End the command if it receives a signal, and say how to resume the job."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except KeyboardInterrupt as interrupt:
        number = signal.SIGTERM if isinstance(interrupt, Terminated) else signal.SIGINT
        typer.echo(f"stopped; complete parts are kept in {out}: run the same command again to resume.", err=True)
        raise typer.Exit(128 + number) from None


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated
