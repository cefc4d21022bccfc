"""`stancekit train fetch`."""

from pathlib import Path
from typing import Annotated

import typer

from stancekit_training.cli.options import CorporaOption, errors_reported

NamesArgument = Annotated[list[str] | None, typer.Argument(metavar="NAMES", help="The corpora; by default, all.")]
DownloadsOption = Annotated[
    Path | None,
    typer.Option(
        "--downloads",
        help="A table of addresses and digests, such as of a mirror, instead of the one that comes with stancekit.",
    ),
]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace files with another digest.")]


def fetch(
    names: NamesArgument = None,
    corpora: CorporaOption = Path("corpora"),
    downloads: DownloadsOption = None,
    overwrite: OverwriteOption = False,
) -> None:
    """Download the public corpora whose licenses allow it, and check their digests; say where to ask for the others."""
    from stancekit_training.corpora.downloads import downloadable, fetch, read_downloads, where_to_ask

    with errors_reported():
        known = read_downloads(downloads)
        available, others = downloadable(known, names or [])
        advice = [where_to_ask(name) for name in others]
        for name in available:
            for fetched in fetch(known[name], corpora, overwrite=overwrite):
                typer.echo(f"{name}: {fetched.path} {fetched.outcome}")
        for line in advice:
            typer.echo(line)
