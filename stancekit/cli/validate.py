"""`stancekit validate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit.cli.gold_file import read_gold
from stancekit.cli.inputs import EncodingOption, checked_encoding_option
from stancekit.cli.outcome import WRONG_USAGE, exit_codes, fail, to_json, write
from stancekit.cli.sample import ActorOption, ByOption, FolderArgument, GroupsOption, SeedOption
from stancekit.validation.options import TargetName

if TYPE_CHECKING:
    from stancekit.validation import Validation

PIPED_WIDTH = 120  # columns, where the output is no terminal

GoldArgument = Annotated[
    str,
    typer.Argument(
        metavar="GOLD", help="Gold labels: CSV, TSV, JSON Lines, JSON, Parquet or XLSX, such as a sample, filled in."
    ),
]
TargetOption = Annotated[TargetName | None, typer.Option(help="What was coded; by default, inferred from the labels.")]
LabelOption = Annotated[str, typer.Option("--label", metavar="COLUMN", help="Column of GOLD with the label.")]
ProbabilityOption = Annotated[
    str,
    typer.Option(
        "--probability",
        metavar="COLUMN",
        help="Column of GOLD with the inclusion probability; without it, GOLD counts as a simple random sample.",
    ),
]
MarginOption = Annotated[
    float, typer.Option(help="Half the width of the interval to reach; the output says how many more labels it takes.")
]
HtmlOption = Annotated[
    str | None, typer.Option("--html", metavar="FILE", help="Also write the comparison of the groups as a page.")
]
OverOption = Annotated[str | None, typer.Option(metavar="COLUMN", help="For --html: column with an article's date.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace a file that is not a page of stancekit.")]


def validate(
    folder: FolderArgument,
    gold: GoldArgument,
    by: ByOption = None,
    target: TargetOption = None,
    actor: ActorOption = None,
    label: LabelOption = "gold",
    probability: ProbabilityOption = "probability",
    groups: GroupsOption = 12,
    margin: MarginOption = 0.05,
    seed: SeedOption = 0,
    encoding: EncodingOption = None,
    html: HtmlOption = None,
    over: OverOption = None,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
) -> None:
    """Measure how wrong the scores are on your texts, and correct shares and stances by labels of your own."""
    if html is not None:
        _check_page(html, gold, by, overwrite=overwrite)
    with exit_codes():
        from stancekit import validation

        rows = read_gold(
            gold, label=label, probability=probability, target=target, encoding=checked_encoding_option(encoding)
        )
        result = validation.validate(
            folder,
            rows,
            by=by,
            target=target,
            actor=actor,
            label=label,
            probability=probability,
            groups=groups,
            margin=margin,
            seed=seed,
        )
        page = _page(folder, result, over, groups) if html is not None else ""
    _print(result, as_json=as_json)
    if html is not None:
        _write_page(Path(html), page)


def _check_page(html: str, gold: str, by: str | None, *, overwrite: bool) -> None:
    from stancekit.cli.output_files import check_pages

    if by is None:
        fail("--html compares groups: name their column with --by.", WRONG_USAGE)
    check_pages([Path(html)], [gold], overwrite=overwrite)


def _page(folder: str, result: "Validation", over: str | None, groups: int) -> str:
    from stancekit.comparison import compare
    from stancekit.report.comparison_page import to_html

    comparison = compare(folder, by=str(result.by), over=over, groups=groups)
    return to_html(comparison, title=f"Articles by {result.by}", validation=result)


def _print(result: "Validation", *, as_json: bool) -> None:
    if as_json:
        write(to_json(result.to_dict(), indent=2) + "\n")
        return
    from rich.console import Console

    from stancekit.report.terminal_validation import render

    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPED_WIDTH)
    with console.capture() as output:
        render(result, console)
    write(output.get().lstrip("\n"))


def _write_page(page: Path, html: str) -> None:
    from stancekit.cli.output_files import write_page

    write_page(page, html)
    typer.echo(f"wrote {page}", err=True)
