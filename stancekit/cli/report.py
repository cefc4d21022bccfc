"""`stancekit report`."""

from pathlib import Path
from typing import Annotated

import typer

from stancekit.cli.outcome import FAULTY_INPUT, WRONG_USAGE, fail
from stancekit.document.tables import ALL, ComparisonVoice
from stancekit.errors import InputError
from stancekit.report.page_file import check_page_file

FolderArgument = Annotated[str, typer.Argument(metavar="FOLDER", help="Output folder of stancekit score.")]
ByOption = Annotated[str, typer.Option(metavar="COLUMN", help="Column with an article's group, such as its outlet.")]
OverOption = Annotated[str | None, typer.Option(metavar="COLUMN", help="Column with its date, to compare over time.")]
DateFormatOption = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help="How the dates are written: day-first, month-first, or a format such as %d/%m/%y; by default, the column "
        "decides.",
    ),
]
OutOption = Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Page to write.")]
VoiceOption = Annotated[ComparisonVoice, typer.Option(help="Voice whose stances count.")]
GroupsOption = Annotated[int, typer.Option(min=1, max=40, help="Number of groups, the largest.")]
ActorsOption = Annotated[int, typer.Option(min=1, max=60, help="Number of actors, those that most articles mention.")]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace a file that is not a page of stancekit.")]
TitleOption = Annotated[str | None, typer.Option(help="Title of the page.")]


def report(
    folder: FolderArgument,
    by: ByOption,
    out: OutOption,
    over: OverOption = None,
    date_format: DateFormatOption = None,
    voice: VoiceOption = ALL,
    groups: GroupsOption = 12,
    actors: ActorsOption = 12,
    title: TitleOption = None,
    overwrite: OverwriteOption = False,
) -> None:
    """Compare groups of scored articles, also over time, on a page with charts."""
    _check_page(Path(out), Path(folder), overwrite=overwrite)
    try:
        from stancekit.comparison import compare
        from stancekit.report.comparison_page import to_html

        comparison = compare(
            folder, by=by, over=over, date_format=date_format, voice=voice, groups=groups, actors=actors
        )
        page = to_html(comparison, title=title or f"Articles by {by}")
    except ImportError as error:
        fail(str(error), WRONG_USAGE)
    except InputError as error:
        fail(str(error), FAULTY_INPUT)
    try:
        Path(out).write_text(page, encoding="utf-8")
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror}.", WRONG_USAGE)
    counts = f"{comparison.articles} articles, {len(comparison.groups)} groups, {len(comparison.actors)} actors"
    dates = f"; dates of {over} read {comparison.date_order}" if comparison.date_order else ""
    typer.echo(f"wrote {out}: {counts}{dates}")


def _check_page(page: Path, folder: Path, *, overwrite: bool) -> None:
    """End the command if the page would replace a file of the folder, or one that is not a page."""
    inputs = (path for path in folder.rglob("*") if path.suffix != ".html")
    try:
        check_page_file(page, inputs=inputs, overwrite=overwrite)
    except InputError as error:
        fail(str(error), WRONG_USAGE)
    except OSError as error:
        fail(f"{page} cannot be replaced: {error.strerror}.", WRONG_USAGE)
