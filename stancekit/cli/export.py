"""`stancekit export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit.annotation.options import HEADS, ToolName, checked_head
from stancekit.cli.outcome import WRONG_USAGE, exit_codes, fail
from stancekit.cli.output_files import check_new_file
from stancekit.errors import InputError

if TYPE_CHECKING:
    from stancekit.annotation import AnnotatedSentence, Selection

SourceArgument = Annotated[
    str,
    typer.Argument(metavar="SCORES", help="Output folder of stancekit score, or labels that stancekit import wrote."),
]
ToOption = Annotated[ToolName, typer.Option("--to", help="The labeling tool.")]
OutOption = Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="File of tasks to write.")]
SampleOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Only the sentences that stancekit sample drew, with their probabilities."),
]
CountOption = Annotated[
    int | None, typer.Option("--count", "-n", min=1, help="Number of sentences to draw at random; by default, all.")
]
SeedOption = Annotated[int, typer.Option(min=0, help="Seed of the random numbers.")]
HeadOption = Annotated[
    list[str] | None,
    typer.Option(
        "--head", help=f"What to label: {', '.join(HEADS)}; repeatable. By default, all whose labels SCORES has."
    ),
]
BlankOption = Annotated[bool, typer.Option("--blank", help="Without predicted labels, which could sway a coder.")]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace the file.")]


def export(
    source: SourceArgument,
    to: ToOption,
    out: OutOption,
    sample: SampleOption = None,
    count: CountOption = None,
    seed: SeedOption = 0,
    heads: HeadOption = None,
    blank: BlankOption = False,
    overwrite: OverwriteOption = False,
) -> None:
    """Export scored sentences to a labeling tool, with the predicted labels to correct."""
    check_new_file(Path(out), overwrite=overwrite)
    if sample is not None and count is not None:
        fail("--sample and --count both say which sentences to export: give one of them.", WRONG_USAGE)
    with exit_codes(out):
        from stancekit.annotation import Selection, write_tasks

        chosen = [checked_head(head) for head in heads] if heads else None
        selection = Selection(heads=chosen, count=count, seed=seed, is_blank=blank)
        sentences = _sentences(source, selection, sample)
        settings = write_tasks(sentences, out, to)
    typer.echo(f"wrote {out}: {len(sentences):,} sentences for {to}")
    typer.echo(f"wrote {settings}: the labels of a project for them")
    typer.echo(f"When they are labeled, run stancekit import EXPORT --from {to} --out labels.jsonl")


def _sentences(source: str, selection: "Selection", sample: str | None) -> "list[AnnotatedSentence]":
    from stancekit.annotation import read_labels, read_scores
    from stancekit.cli.gold_file import read_rows
    from stancekit.jobs.rows import Columns

    if Path(source).is_file():
        return selection.of(read_labels(source))
    if not Path(source).is_dir():
        raise InputError(f"there is no folder {source}.")
    return selection.of(read_scores(source), None if sample is None else read_rows(sample, columns=Columns(id="id")))
