"""Model folders: location and integrity."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stancekit.errors import ArtifactError
from stancekit.network.manifest import Manifest

MANIFEST = "manifest.json"
TOKENIZER = "tokenizer.json"
DEFAULT = "stancekit-small"


@dataclass(frozen=True)
class ModelFolder:
    """A model folder whose files exist and have the declared digests.

    Attributes:
        path: its path.
        manifest: its declaration.
        digest: SHA-256 of `manifest.json`, which pins all the other files.
    """

    path: Path
    manifest: Manifest
    digest: str

    @property
    def tokenizer(self) -> Path:
        """The tokenizer's file."""
        return self.path / TOKENIZER

    @property
    def graph(self) -> Path:
        """The ONNX graph's file."""
        return self.path / self.manifest.graph

    @property
    def size(self) -> int:
        """Bytes of the declared files."""
        return sum((self.path / name).stat().st_size for name in self.manifest.files)


def bundled() -> dict[str, Path]:
    """Return the models that come with the package, by name.

    A wheel contains them in `stancekit/models`; an editable install finds
    `models` beside the package.
    """
    package = Path(__file__).resolve().parents[1]
    folders = (path.parent for home in (package, package.parent) for path in sorted(home.glob(f"models/*/{MANIFEST}")))
    found: dict[str, Path] = {}
    for folder in folders:
        found.setdefault(folder.name, folder)
    return found


def locate(source: str | os.PathLike[str] | None = None, *, revision: str | None = None) -> Path:
    """Return the folder of a model.

    Args:
        source: None or the name of a bundled model, a folder, or the name of
            a hub repository, `owner/name`. A folder takes precedence.
        revision: branch, tag or commit of a hub repository.

    Raises:
        ArtifactError: no such model, or the hub cannot be reached.
    """
    available = bundled()
    name = DEFAULT if source is None else os.fspath(source)
    if source is not None and os.path.isdir(name):  # unlike Path.is_dir, takes a name of any length
        return Path(name)
    if name in available and not isinstance(source, os.PathLike):
        return available[name]
    if isinstance(source, str) and _is_hub_name(name):
        return _from_hub(name, revision)
    raise ArtifactError(
        f"no model {name!r}: it is neither a folder nor one of the bundled models "
        f"({', '.join(available) or 'none'}). A hub repository is written owner/name."
    )


def _is_hub_name(name: str) -> bool:
    owner, slash, repository = name.partition("/")
    return bool(slash and owner.strip("._~") and repository) and "/" not in repository and "\\" not in name


def _from_hub(name: str, revision: str | None) -> Path:
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise ArtifactError(f"to fetch {name} from the hub: pip install huggingface_hub.") from error
    try:
        return Path(snapshot_download(name, revision=revision, allow_patterns=[MANIFEST, TOKENIZER, "*.onnx"]))
    except Exception as error:  # the hub's client raises its own, httpx's and the system's errors
        raise ArtifactError(
            f"{name}{f' at {revision}' if revision else ''} could not be fetched from the hub ({type(error).__name__}: "
            f"{str(error).splitlines()[0] if str(error) else 'no reason given'}). Check the name and the connection; "
            "offline, copy the folder from a machine that has it and pass its path."
        ) from error


def open_model_folder(folder: Path) -> ModelFolder:
    """Check a model folder and read its manifest.

    Raises:
        ArtifactError: a file is missing, or its digest is not the declared one.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise ArtifactError(f"{folder} is not a model folder: it has no {MANIFEST}.")
    declared = path.read_bytes()
    manifest = Manifest.from_json(declared.decode("utf-8", errors="replace"))
    for name in (TOKENIZER, manifest.graph):
        if name not in manifest.files:
            raise ArtifactError(f"{path} declares no digest for {name}. Fetch the model again.")
    for fault in _faults(folder, manifest):
        raise ArtifactError(f"{fault}. Fetch the model again.")
    return ModelFolder(folder, manifest, hashlib.sha256(declared).hexdigest())


def _faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    for name, expected in manifest.files.items():
        if Path(name).name != name:
            yield f"the manifest names {name!r}, which is outside the model folder"
        elif not (folder / name).is_file():
            yield f"{folder} lacks {name}"
        elif (digest := file_digest(folder / name)) != expected:
            yield f"{folder / name} has the SHA-256 {digest}, the manifest declares {expected}"


def file_digest(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
