"""Replacement of a model folder, which loses no file of anybody else."""

from pathlib import Path

from stancekit.errors import ArtifactError
from stancekit.network import saving
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import MANIFEST
from stancekit_training.errors import TrainingError


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

    Raises:
        TrainingError: the folder has other files and no model.
    """
    check_replaceable(folder)
    saving.save(new, folder)
