"""`stancekit report`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stancekit.cli.outcome import FAULTY_INPUT, WRONG_USAGE, fail
from stancekit.errors import InputError


class Voice(StrEnum):
    """Whose stances count."""

    ALL = "all"
    OPINION = "opinion"
    FACT = "fact"
    QUOTED = "quoted"


FolderArgument = Annotated[str, typer.Argument(metavar="FOLDER", help="Where stancekit score put its tables.")]
ByOption = Annotated[str, typer.Option(metavar="COLUMN", help="What groups the articles, such as their outlet.")]
OverOption = Annotated[str | None, typer.Option(metavar="COLUMN", help="Their date, to see them over time.")]
OutOption = Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="The page to write.")]
VoiceOption = Annotated[Voice, typer.Option(help="Whose stances: all, or those of one voice.")]
GroupsOption = Annotated[int, typer.Option(min=1, max=40, help="Groups to show, the largest.")]
ActorsOption = Annotated[int, typer.Option(min=1, max=60, help="Actors to show, those that most articles name.")]
TitleOption = Annotated[str | None, typer.Option(help="The page's title.")]


def report(
    folder: FolderArgument,
    by: ByOption,
    out: OutOption,
    over: OverOption = None,
    voice: VoiceOption = Voice.ALL,
    groups: GroupsOption = 12,
    actors: ActorsOption = 12,
    title: TitleOption = None,
) -> None:
    """Compare groups of scored articles, and follow them over time, in a page with charts."""
    try:
        from stancekit.comparison import survey
        from stancekit.report.comparison_page import to_html

        found = survey(folder, by=by, over=over, voice=voice.value, groups=groups, actors=actors)
        written = to_html(found, title=title or f"Articles by {by}")
    except ImportError as error:
        fail(str(error), WRONG_USAGE)
    except InputError as error:
        fail(str(error), FAULTY_INPUT)
    try:
        Path(out).write_text(written, encoding="utf-8")
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror}.", WRONG_USAGE)
    typer.echo(f"wrote {out}: {found.articles} articles, {len(found.groups)} groups, {len(found.actors)} actors")
