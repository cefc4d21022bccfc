"""Replacement of a model folder, which loses no file of anybody else."""

import shutil
from pathlib import Path

from stancekit.errors import ArtifactError
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import MANIFEST
from stancekit_training.errors import TrainingError
from stancekit_training.fitting.runs import WEIGHTS_FILES
from stancekit_training.reporting.card import CARD_FILE, LICENSE_FILE
from stancekit_training.reporting.reliability_chart import CHART_FILE
from stancekit_training.reporting.results import METRICS_FILE


def check_replaceable(folder: Path) -> None:
    """Check that a folder can be replaced: it is missing, empty or holds a model.

    Raises:
        TrainingError: it has other files.
    """
    if not folder.exists() or folder.is_dir() and not any(folder.iterdir()):
        return
    try:
        _manifest(folder)
    except (ArtifactError, OSError, ValueError) as error:
        raise TrainingError(
            f"{folder} exists and is no model folder of stancekit, so export does not replace it: name a new folder, "
            f"or empty this one. ({error})"
        ) from error


def replace_model_folder(folder: Path, new: Path) -> None:
    """Replace the model in a folder with the one in a new folder; other files stay.

    The manifest is removed first and written last, so that no folder that is
    half replaced can be loaded.

    Raises:
        TrainingError: the folder has other files and no model.
    """
    check_replaceable(folder)
    folder.mkdir(parents=True, exist_ok=True)
    names = {path.name for path in new.iterdir()}
    for name in [MANIFEST, *sorted((names | _model_files(folder)) - {MANIFEST})]:
        (folder / name).unlink(missing_ok=True)
    for name in [*sorted(names - {MANIFEST}), MANIFEST]:
        shutil.copy2(new / name, folder / name)


def _model_files(folder: Path) -> set[str]:
    """Return the names of the files of the model in a folder, without any if it has no manifest."""
    if not (folder / MANIFEST).exists():
        return set()
    return {MANIFEST, CARD_FILE, CHART_FILE, LICENSE_FILE, METRICS_FILE, *WEIGHTS_FILES, *_manifest(folder).files}


def _manifest(folder: Path) -> Manifest:
    return Manifest.from_json((folder / MANIFEST).read_text(encoding="utf-8"))
