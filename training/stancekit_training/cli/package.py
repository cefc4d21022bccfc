"""`stancekit train package`."""

from pathlib import Path
from typing import Annotated

import typer

from stancekit_training.cli.options import errors_reported

FolderArgument = Annotated[Path, typer.Argument(metavar="MODEL_FOLDER", help="The model folder that export wrote.")]
PackageOption = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="The package to write; by default, the model folder itself."),
]


def package(folder: FolderArgument, out: PackageOption = None) -> None:
    """Make a Python package of a model folder, which pip installs and `load` takes by the model's name."""
    from stancekit_training.export.package import write_package

    with errors_reported():
        typer.echo(f"wrote {write_package(folder, out)}")
