"""`stancekit score`."""

import signal
from enum import StrEnum
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from stancekit.cli.inputs import ActorOption, ActorsOption, ModelOption, RevisionOption, checked_actors
from stancekit.cli.outcome import BAD_ROWS, FAULTY_INPUT, NO_MODEL, WRONG_USAGE, fail
from stancekit.document.tables import LEVELS
from stancekit.errors import ArtifactError, InputError, JobError

if TYPE_CHECKING:
    from stancekit.jobs import Summary


class Engine(StrEnum):
    """What does the work."""

    LOCAL = "local"
    RAY = "ray"


class OutputFormat(StrEnum):
    """What is written."""

    PARQUET = "parquet"
    JSONL = "jsonl"


class InputFormat(StrEnum):
    """What is read."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES",
        help="JSON Lines, CSV or Parquet, plain or gzip: files, globs, folders, s3:// addresses; - is standard input.",
    ),
]
OutOption = Annotated[str, typer.Option("--out", "-o", metavar="FOLDER", help="Where the tables go.")]
TextOption = Annotated[str, typer.Option("--text-column", metavar="NAME", help="The column with the text.")]
IdOption = Annotated[
    str | None,
    typer.Option("--id-column", metavar="NAME", help="The column that identifies a row; else file:row does."),
]
TitleOption = Annotated[
    str | None, typer.Option("--title-column", metavar="NAME", help="The column with the headline.")
]
KeepOption = Annotated[
    str | None, typer.Option("--keep", metavar="NAMES", help="Columns to carry along as text, separated by commas.")
]
LevelOption = Annotated[
    list[str] | None,
    typer.Option("--level", metavar="LEVEL", help=f"A table to write: {', '.join(LEVELS)}; repeats. All by default."),
]
OutputOption = Annotated[OutputFormat, typer.Option("--format", help="Flat tables, or whole Documents as JSON Lines.")]
InputOption = Annotated[
    InputFormat | None, typer.Option("--input-format", help="Of files whose name does not tell, and standard input.")
]
WorkersOption = Annotated[int | None, typer.Option(min=1, help="Processes; by default the cores at hand.")]
EngineOption = Annotated[Engine, typer.Option(help="This machine, or a Ray cluster.")]
AddressOption = Annotated[str | None, typer.Option(help="Of the Ray cluster, such as auto; else one is started here.")]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Begin anew, whatever job the folder holds.")]
StrictOption = Annotated[bool, typer.Option("--strict", help=f"End with code {BAD_ROWS} if a row cannot be scored.")]


class Stopped(KeyboardInterrupt):
    """The system asks the job to end, as Ctrl-C does."""


def score(
    files: FilesArgument,
    out: OutOption,
    text_column: TextOption = "text",
    id_column: IdOption = None,
    title_column: TitleOption = None,
    keep: KeepOption = None,
    levels: LevelOption = None,
    output: OutputOption = OutputFormat.PARQUET,
    input_format: InputOption = None,
    actors: ActorOption = None,
    rosters: ActorsOption = None,
    model: ModelOption = None,
    revision: RevisionOption = None,
    workers: WorkersOption = None,
    engine: EngineOption = Engine.LOCAL,
    address: AddressOption = None,
    overwrite: OverwriteOption = False,
    strict: StrictOption = False,
) -> None:
    """Score every row of some files, and write flat tables. Run it again to go on where it was broken off."""
    wanted = checked_actors(actors, rosters)
    try:
        from stancekit import jobs
        from stancekit.jobs.progress import display
    except ImportError as error:
        fail(str(error), WRONG_USAGE)
    signal.signal(signal.SIGTERM, _stop)
    try:
        summary = jobs.score(
            files,
            out,
            text=text_column,
            id=id_column,
            title=title_column,
            keep=[name for name in (keep or "").split(",") if name],
            levels=levels,  # type: ignore[arg-type]  # checked there
            output=output.value,
            input_format=input_format and input_format.value,
            actors=wanted,
            model=model,
            revision=revision,
            workers=workers,
            overwrite=overwrite,
            engine=engine.value,
            address=address,
            display=display(),
        )
    except KeyboardInterrupt as stopped:
        is_asked = isinstance(stopped, Stopped)
        typer.echo(f"stopped; parts that are done are kept in {out}: run the same command to go on.", err=True)
        raise typer.Exit(128 + (signal.SIGTERM if is_asked else signal.SIGINT)) from None
    except ArtifactError as error:
        fail(str(error), NO_MODEL)
    except ImportError as error:
        fail(str(error), WRONG_USAGE)
    except (InputError, JobError) as error:
        fail(str(error), FAULTY_INPUT)
    _tell(summary, out)
    if strict and summary.bad:
        raise typer.Exit(BAD_ROWS)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise Stopped


def _tell(summary: "Summary", out: str) -> None:
    """Print what was done."""
    from stancekit.jobs.progress import duration

    typer.echo(f"{summary.scored:,} of {summary.rows:,} rows scored into {out}")
    for table, count in summary.tables.items():
        typer.echo(f"  {table:<10} {count:>12,} rows")
    resumed = f", {summary.resumed:,} rows were done before" if summary.resumed else ""
    typer.echo(f"  in {duration(summary.seconds)}, {summary.rate:,.0f} rows/s{resumed}")
    if summary.repeated:
        typer.echo(f"warning: {summary.repeated:,} ids stand at more than one row; all of these are scored.", err=True)
    if summary.bad:
        typer.echo(
            f"warning: {summary.bad:,} rows could not be scored; {out}/errors.jsonl tells which and why.", err=True
        )
