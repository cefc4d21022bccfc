"""Copies of a model folder: in another folder, and on a hub."""

import hashlib
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from stancekit.errors import ArtifactError
from stancekit.network import hub
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import DESCRIPTIONS, GRAPHS, MANIFEST, ModelFolder, open_model_folder

WEIGHTS = (  # to train from; large ones are in several files
    *("config.json", "model.safetensors"),
    *("model.safetensors.index.json", "model-*-of-*.safetensors"),
)
OBSOLETE = (*GRAPHS, *WEIGHTS)  # files of an earlier model that a new one may lack


class HubMixin:
    """Adds saving and uploading to a model.

    Attributes:
        folder: the model folder.
    """

    folder: ModelFolder

    def save_pretrained(self, folder: str | os.PathLike[str]) -> Path:
        """Copy the model's files and its card into a folder, which `load` and hubs take.

        Args:
            folder: missing, empty, or with a model to replace.

        Returns:
            The folder.

        Raises:
            ArtifactError: a file of the model is gone or altered, or the
                folder has other files and no model.
        """
        return save(self.folder.path, Path(folder))

    def push_to_hub(
        self,
        name: str,
        *,
        private: bool | None = None,
        revision: str | None = None,
        message: str | None = None,
        token: str | None = None,
    ) -> str:
        """Upload the model's files and its card to a hub repository, from which `load` takes them.

        Args:
            name: the name of the repository, `owner/name`; it is created if there is none.
            private: whether a new repository is private; None leaves it to the hub.
            revision: the branch; None is the main one.
            message: the message of the commit; None for the name and version of the model.
            token: the user's token; None takes the one that `hf auth login` stored.

        Returns:
            The address of the commit.

        Raises:
            ArtifactError: see `save_pretrained`; or the name is none, the
                client of the hub is missing, or the hub refuses.
        """
        return push(self.folder.path, name, private=private, revision=revision, message=message, token=token)


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
    for name in (MANIFEST, *earlier, *model.contents):  # a link would be followed
        (folder / name).unlink(missing_ok=True)
    for name, content in model.contents.items():
        (folder / name).write_bytes(content)
    for file in (*descriptions(source), *weight_files(source)):
        shutil.copyfile(file, folder / file.name)
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
    """Upload the files of a model to a hub repository; see `HubMixin.push_to_hub`."""
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
    return [*manifest.files, *DESCRIPTIONS, *(file.name for file in weight_files(folder))]


def descriptions(folder: Path) -> list[Path]:
    """Return the card of a model folder and what belongs to it, as far as they are there."""
    return [folder / name for name in DESCRIPTIONS if (folder / name).is_file()]


def weight_files(folder: Path) -> list[Path]:
    """Return the files to train from in a model folder, which may have none."""
    return [file for pattern in WEIGHTS for file in sorted(folder.glob(pattern)) if file.is_file()]
