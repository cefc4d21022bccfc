"""`stancekit sample`."""

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from stancekit.cli.outcome import WRONG_USAGE, exit_codes, fail
from stancekit.cli.output_files import check_output_name
from stancekit.validation.options import Strategy, TargetName

FolderArgument = Annotated[str, typer.Argument(metavar="FOLDER", help="Output folder of stancekit score.")]
CountOption = Annotated[int, typer.Option("--count", "-n", min=1, help="Number of units to code.")]
OutOption = Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="CSV file to write.")]
ByOption = Annotated[
    str | None, typer.Option(metavar="COLUMN", help="Column with an article's group, such as its outlet.")
]
TargetOption = Annotated[
    TargetName,
    typer.Option(
        help="What to code: the opinion or the bias of sentences, the stance of mentions, or that of an article toward "
        "an actor."
    ),
]
StrategyOption = Annotated[
    Strategy,
    typer.Option(
        help="stratified: as many of each group, spread over the scores; uncertain: as many of each group, mostly "
        "those that the model is unsure of; random: all with the same probability."
    ),
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="Key or name of the only actor whose stances count.")
]
GroupsOption = Annotated[int, typer.Option(min=1, max=40, help="Number of groups, the largest.")]
SeedOption = Annotated[int, typer.Option(min=0, help="Seed of the random numbers.")]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace the file, with the labels in it.")]


def sample(
    folder: FolderArgument,
    out: OutOption,
    count: CountOption = 200,
    by: ByOption = None,
    target: TargetOption = "opinion",
    strategy: StrategyOption = "stratified",
    actor: ActorOption = None,
    groups: GroupsOption = 12,
    seed: SeedOption = 0,
    overwrite: OverwriteOption = False,
) -> None:
    """Draw sentences, mentions or actors to code by hand, for stancekit validate."""
    check_output_name("--out", out, ".csv")
    if Path(out).exists() and not overwrite:
        fail(f"{out} exists, and labels in it would be lost: choose another file, or add --overwrite.", WRONG_USAGE)
    with exit_codes(out):
        from stancekit import validation
        from stancekit.validation.targets import TARGETS

        sheet = validation.sample(
            folder, count, by=by, target=target, strategy=strategy, actor=actor, groups=groups, seed=seed
        )
        validation.write_sample(sheet, out)
    kind = TARGETS[target]
    of_groups = f" ({_counts(sheet[by])})" if by else ""
    options = shlex.join([folder, out, *(["--by", by] if by else []), *(["--actor", actor] if actor else [])])
    typer.echo(f"wrote {out}: {len(sheet)} {kind.units}{of_groups}")
    typer.echo(f"Fill in the column gold with {', '.join(kind.labels)}, then run stancekit validate {options}")


def _counts(groups: Iterable[str]) -> str:
    from collections import Counter

    from stancekit.report.sanitizing import shorten

    counts = sorted(Counter(groups).items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{shorten(name, 40)} {count}" for name, count in counts)
