"""`stancekit models`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stancekit.cli.outcome import NO_MODEL, fail, to_json, write
from stancekit.errors import ArtifactError

if TYPE_CHECKING:
    from stancekit.network.model_packages import InstalledModel

ModelsJsonOption = Annotated[
    bool, typer.Option("--json", help="Print a JSON list, with full digests and licenses, and sizes in bytes.")
]


def models(as_json: ModelsJsonOption = False) -> None:
    """List the installed models: those that come with stancekit, and those of other packages."""
    from stancekit.network.model_folder import check_unique, installed_models

    rows: list[dict[str, Any]] = []
    faults: dict[str, None] = {}  # of several models perhaps the same
    installed = installed_models()
    for model in installed:
        try:
            rows.append(_row(model))
            check_unique([other for other in installed if other.name == model.name])
        except ArtifactError as error:
            faults[str(error)] = None
    if as_json:
        write(to_json(rows, indent=2) + "\n")
    elif rows:
        write(_table(rows))
    elif not faults:
        write("this installation has no model; pass a folder or a hub name to --model.\n")
    if faults:
        fail("\n  ".join(faults), NO_MODEL)


def _row(model: "InstalledModel") -> dict[str, Any]:
    from stancekit.network.model_folder import describe

    declaration = describe(model.folder)
    return {
        "name": model.name,
        "version": declaration.manifest.version,
        "size": declaration.size,
        "digest": declaration.digest,
        "license": declaration.manifest.license,
        "package": model.package,
        "folder": str(model.folder),
    }


def _short(row: dict[str, Any]) -> dict[str, str]:
    """Return the values of a row that are shorter in the table: the license without its reasons."""
    return {
        "size": f"{row['size'] / 1e6:.1f} MB",
        "digest": row["digest"][:12],
        "license": row["license"].partition(":")[0],
    }


def _table(rows: Sequence[dict[str, Any]]) -> str:
    shown = [row | _short(row) for row in rows]
    cells = [list(rows[0]), *([str(cell) for cell in row.values()] for row in shown)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "\n".join(lines) + "\n"
