"""`stancekit import`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit.annotation.options import HEADS, ToolName
from stancekit.cli.outcome import exit_codes
from stancekit.cli.output_files import check_new_file
from stancekit.errors import InputError

if TYPE_CHECKING:
    from stancekit.annotation import AnnotatedSentence

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="File that the labeling tool exported.")]
FromOption = Annotated[ToolName, typer.Option("--from", help="The labeling tool.")]
OutOption = Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="JSON Lines of labels to write.")]
PredictionsOption = Annotated[
    bool,
    typer.Option("--predictions", help="Also the sentences that nobody has reviewed, with the model's labels."),
]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace the file.")]


def import_labels(
    file: FileArgument,
    source: FromOption,
    out: OutOption,
    predictions: PredictionsOption = False,
    overwrite: OverwriteOption = False,
) -> None:
    """Import the labels of a labeling tool, for stancekit train and stancekit validate."""
    check_new_file(Path(out), overwrite=overwrite)
    with exit_codes(out):
        from stancekit.annotation import read_tasks, write_labels

        annotations = read_tasks(file, source)
        sentences = [each for each in annotations.sentences if each.is_reviewed or predictions]
        if not sentences:
            raise InputError(
                f"{file} has no reviewed sentence: {annotations.unreviewed} have only a model's labels, which "
                f"--predictions takes, and {annotations.skipped} were skipped."
            )
        write_labels(sentences, out)
    typer.echo(f"wrote {out}: {len(sentences):,} sentences ({_counts(sentences)})")
    if annotations.unreviewed and not predictions:
        typer.echo(f"left out {annotations.unreviewed:,} sentences that nobody has reviewed", err=True)
    if annotations.skipped:
        typer.echo(f"left out {annotations.skipped:,} tasks that annotators skipped", err=True)


def _counts(sentences: "Sequence[AnnotatedSentence]") -> str:
    """Return the number of sentences with a label of each head."""
    counts = Counter(head for sentence in sentences for head in sentence.labeled_heads)
    return ", ".join(f"{head} {counts[head]:,}" for head in HEADS if counts[head]) or "no labels"
