"""`stancekit report`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit.cli.outcome import WRONG_USAGE, exit_codes, fail
from stancekit.cli.output_files import PAGE_SUFFIXES, check_output_name, write_page
from stancekit.document.tables import ALL, ComparisonVoice

if TYPE_CHECKING:
    from stancekit.comparison import Comparison

FolderArgument = Annotated[str, typer.Argument(metavar="FOLDER", help="Output folder of stancekit score.")]
ByOption = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN", help="Column with an article's group, such as its outlet; by default, all are one group."
    ),
]
OverOption = Annotated[str | None, typer.Option(metavar="COLUMN", help="Column with its date, to compare over time.")]
DateFormatOption = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help="How the dates are written: day-first, month-first, or a format such as %d/%m/%y; by default, the column "
        "decides.",
    ),
]
OutOption = Annotated[str | None, typer.Option("--out", "-o", metavar="FILE", help="Page to write.")]
FiguresOption = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        help="Folder for figures as PDF and PNG, and tables as CSV and LaTeX.",
    ),
]
VoiceOption = Annotated[ComparisonVoice, typer.Option(help="Voice whose stances count.")]
GroupsOption = Annotated[int, typer.Option(min=1, max=40, help="Number of groups to show, the largest first.")]
ActorsOption = Annotated[int, typer.Option(min=1, max=60, help="Number of actors, those that most articles mention.")]
OverwriteOption = Annotated[
    bool,
    typer.Option(
        "--overwrite",
        help="Replace a file that is not a page of stancekit, or files in FOLDER that stancekit did not write.",
    ),
]
TitleOption = Annotated[str | None, typer.Option(help="Title of the page.")]


def report(
    folder: FolderArgument,
    by: ByOption = None,
    out: OutOption = None,
    figures: FiguresOption = None,
    over: OverOption = None,
    date_format: DateFormatOption = None,
    voice: VoiceOption = ALL,
    groups: GroupsOption = 12,
    actors: ActorsOption = 12,
    title: TitleOption = None,
    overwrite: OverwriteOption = False,
) -> None:
    """Compare groups of scored articles, also over time: a page with charts, and figures for papers."""
    if out is None and figures is None:
        fail("nothing to write: name a page with -o FILE, or a folder with --figures FOLDER.", WRONG_USAGE)
    if out is not None:
        check_output_name("--out", out, *PAGE_SUFFIXES)
        _check_page(Path(out), Path(folder), overwrite=overwrite)
    if figures is not None:
        check_output_name("--figures", figures)
        _check_figures(Path(figures), overwrite=overwrite)
    with exit_codes():
        from stancekit.comparison import compare

        comparison = compare(
            folder, by=by, over=over, date_format=date_format, voice=voice, groups=groups, actors=actors
        )
    groups_count = f"{len(comparison.groups)} groups, " if by else ""
    counts = f"{comparison.articles} articles, {groups_count}{len(comparison.actors)} actors"
    dates = f"; dates of {over} read {comparison.date_order}" if comparison.date_order else ""
    if out is not None:
        with exit_codes():
            html = comparison.to_html(title)
        write_page(Path(out), html)
        typer.echo(f"wrote {out}: {counts}{dates}")
    if figures is not None:
        count = _write_figures(comparison, Path(figures))
        typer.echo(f"wrote {count} files to {figures}: {counts}{dates}")


def _write_figures(comparison: "Comparison", folder: Path) -> int:
    """Write the figures and tables, and return the number of files."""
    with exit_codes(folder):
        from stancekit.report.figure_files import write_figures

        return len(write_figures(comparison, folder))


def _check_page(page: Path, folder: Path, *, overwrite: bool) -> None:
    """End the command if the page would replace a file of the folder, or one that is not a page."""
    from stancekit.report.page_file import check_page_file

    inputs = (path for path in folder.rglob("*") if path.suffix != ".html")
    try:
        with exit_codes():
            check_page_file(page, inputs=inputs, overwrite=overwrite)
    except OSError as error:
        fail(f"{page} cannot be replaced: {error.strerror}.", WRONG_USAGE)


def _check_figures(folder: Path, *, overwrite: bool) -> None:
    """End the command if the figures would replace files that are not figures of stancekit."""
    try:
        with exit_codes():
            from stancekit.report.figure_files import check_folder

            check_folder(folder, overwrite=overwrite)
    except OSError as error:
        fail(f"{folder} cannot be read: {error.strerror}.", WRONG_USAGE)
