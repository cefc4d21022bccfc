"""`stancekit models`."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from stancekit.cli.outcome import NO_MODEL, fail, to_json, write
from stancekit.errors import ArtifactError

ModelsJsonOption = Annotated[
    bool, typer.Option("--json", help="Print a JSON list, with full digests and sizes in bytes.")
]


def models(as_json: ModelsJsonOption = False) -> None:
    """List the models that come with the package."""
    from stancekit.network.model_folder import bundled, open_model_folder

    try:
        found = [open_model_folder(folder) for folder in bundled().values()]
    except ArtifactError as error:
        fail(str(error), NO_MODEL)
    rows = [
        {
            "name": folder.manifest.name,
            "version": folder.manifest.version,
            "size": folder.size,
            "digest": folder.digest,
            "license": folder.manifest.license,
            "folder": str(folder.path),
        }
        for folder in found
    ]
    if as_json:
        write(to_json(rows, indent=2) + "\n")
    elif rows:
        write(_table(rows))
    else:
        write("this installation has no bundled model; pass a folder or a hub name to --model.\n")


def _table(rows: Sequence[dict[str, Any]]) -> str:
    shown = [row | {"size": f"{row['size'] / 1e6:.1f} MB", "digest": row["digest"][:12]} for row in rows]
    cells = [list(rows[0]), *([str(cell) for cell in row.values()] for row in shown)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "\n".join(lines) + "\n"
