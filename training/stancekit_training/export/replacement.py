"""Replacement of a model folder, which loses no file of anybody else."""

import shutil
from pathlib import Path

from stancekit.errors import ArtifactError
from stancekit.network import saving
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import MANIFEST, PACKAGE_FILE
from stancekit_training.errors import TrainingError
from stancekit_training.export.package import is_package, write_package


def check_replaceable(folder: Path) -> None:
    """Check that a folder can be replaced: it is missing, empty or holds a model.

    Raises:
        TrainingError: it has other files.
    """
    if not folder.exists() or folder.is_dir() and not any(folder.iterdir()):
        return
    try:
        Manifest.from_json((folder / MANIFEST).read_text(encoding="utf-8"))
    except (ArtifactError, OSError, ValueError) as error:
        raise TrainingError(
            f"{folder} exists and is no model folder of stancekit, so export does not replace it: name a new folder, "
            f"or empty this one. ({error})"
        ) from error


def replace_model_folder(folder: Path, new: Path) -> None:
    """Replace the model in a folder with the one in a new folder; other files stay.

    If the folder is a package, see `export.package`, it becomes one of the new model.

    Raises:
        TrainingError: the folder has other files and no model, or the name
            or the version of the new model cannot be that of a package.
    """
    check_replaceable(folder)
    if is_package(folder):
        write_package(new)
        shutil.copyfile(new / PACKAGE_FILE, folder / PACKAGE_FILE)
    saving.save(new, folder)
