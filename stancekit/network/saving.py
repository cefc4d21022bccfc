"""Copies of a model folder: in another folder, and on a hub."""

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from stancekit.errors import ArtifactError
from stancekit.network import hub
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import DESCRIPTIONS, MANIFEST, open_model_folder

WEIGHTS = ("config.json", "model.safetensors")  # to train from
OBSOLETE = ("*.onnx", *WEIGHTS)  # files of an earlier model that a new one may lack


def save(source: Path, folder: Path) -> Path:
    """Copy the files of a model, which must be whole; other files of the folder stay.

    The manifest is removed first and written last, so that no folder that is
    half written can be loaded.

    Args:
        source: the model folder.
        folder: missing, empty, or with a model to replace.

    Returns:
        The folder.

    Raises:
        ArtifactError: a file of the model is missing or altered, or the
            folder has other files and no model.
    """
    model = open_model_folder(source)
    manifest = (source / MANIFEST).read_bytes()
    if hashlib.sha256(manifest).hexdigest() != model.digest:
        raise ArtifactError(f"{source / MANIFEST} changes while it is read. Try again.")
    if folder.exists() and folder.samefile(source):
        return folder
    earlier = _earlier_files(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in (MANIFEST, *earlier):
        (folder / name).unlink(missing_ok=True)
    for name, content in model.contents.items():
        (folder / name).write_bytes(content)
    for name in (*DESCRIPTIONS, *WEIGHTS):
        if (source / name).is_file():
            shutil.copyfile(source / name, folder / name)
    (folder / MANIFEST).write_bytes(manifest)
    return folder


def push(
    source: Path,
    name: str,
    *,
    private: bool | None = None,
    revision: str | None = None,
    message: str | None = None,
    token: str | None = None,
) -> str:
    """Upload the files of a model to a hub repository; see `Model.push_to_hub`."""
    with TemporaryDirectory(prefix="stancekit-") as work:
        folder = save(source, Path(work) / "model")
        manifest = Manifest.from_json((folder / MANIFEST).read_text(encoding="utf-8"))
        return hub.upload(
            folder,
            name,
            private=private,
            revision=revision,
            message=message or f"{manifest.name} {manifest.version}",
            token=token,
            obsolete=OBSOLETE,
        )


def _earlier_files(folder: Path) -> list[str]:
    """Return the files of the model in a folder; raise ArtifactError if it has other files and no model."""
    if not folder.exists() or folder.is_dir() and not any(folder.iterdir()):
        return []
    try:
        manifest = Manifest.from_json((folder / MANIFEST).read_text(encoding="utf-8"))
    except (ArtifactError, OSError, ValueError) as error:
        raise ArtifactError(
            f"{folder} exists and is no model folder, so nothing is saved there: name a new folder, or empty this one."
        ) from error
    return [*manifest.files, *DESCRIPTIONS, *WEIGHTS]
