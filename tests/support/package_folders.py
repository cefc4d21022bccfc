"""Installed packages with a model, as pip leaves them in a folder of Python's path."""

import shutil
from pathlib import Path

from stancekit.network.model_packages import GROUP


def install(site: Path, name: str, *, model: str, folder: Path | None, module: str | None = None) -> Path:
    """Write the files of an installed package, and return its folder, which is a copy of a model folder if any."""
    module = module or name.replace("-", "_")
    metadata = site / f"{name.replace('-', '_')}-1.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(f"[{GROUP}]\n{model} = {module}\n")
    if folder is not None:
        shutil.copytree(folder, site / module)
    return site / module
