"""Model folders: location and integrity."""

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stancekit.errors import ArtifactError
from stancekit.network import hub
from stancekit.network.manifest import Manifest

MANIFEST = "manifest.json"
TOKENIZER = "tokenizer.json"
DESCRIPTIONS = ("README.md", "LICENSE", "metrics.json", "reliability.svg")  # that go wherever a model goes
DEFAULT = "stancekit-small"
MANIFEST_SIZE = 1 << 20  # bytes
FILE_SIZE = 2 << 30  # bytes, which is also the limit of an ONNX file


@dataclass(frozen=True)
class ModelFolder:
    """A model folder whose files have the declared digests.

    The files are read once. Their digests are checked on the same bytes that
    are loaded, so that a file cannot be exchanged in between.

    Attributes:
        path: its path.
        manifest: its declaration.
        digest: SHA-256 of `manifest.json`, which pins all the other files.
        contents: the bytes of the tokenizer and the graphs, by file name.
    """

    path: Path
    manifest: Manifest
    digest: str
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The model's name and version."""
        return f"{self.manifest.name} {self.manifest.version}"

    @property
    def tokenizer(self) -> bytes:
        """The content of `tokenizer.json`."""
        return self.contents[TOKENIZER]

    @property
    def graph(self) -> bytes:
        """The content of the ONNX graph."""
        return self.contents[self.manifest.graph]

    @property
    def size(self) -> int:
        """Bytes of the tokenizer and the graphs."""
        return sum(map(len, self.contents.values()))


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
    if isinstance(source, str) and hub.is_hub_name(name):
        return hub.fetch(name, revision=revision, files=[MANIFEST, TOKENIZER, "*.onnx", *DESCRIPTIONS])
    raise ArtifactError(
        f"no model {name!r}: it is neither a folder nor one of the bundled models "
        f"({', '.join(available) or 'none'}). A hub repository is written owner/name."
    )


def open_model_folder(folder: Path) -> ModelFolder:
    """Read a model folder.

    Raises:
        ArtifactError: a file is missing, is no regular file, is too large, or
            does not have the declared digest.
    """
    if not (folder / MANIFEST).is_file():
        raise ArtifactError(f"{folder} is not a model folder: it has no {MANIFEST}.")
    declared = _read(folder / MANIFEST, MANIFEST_SIZE)
    manifest = Manifest.from_json(declared.decode("utf-8", errors="replace"))
    contents = {name: _checked(folder, name, manifest) for name in (TOKENIZER, *manifest.graphs)}
    return ModelFolder(folder, manifest, hashlib.sha256(declared).hexdigest(), contents)


def _checked(folder: Path, name: str, manifest: Manifest) -> bytes:
    """Return the content of a file that has the declared digest."""
    if name not in manifest.files:
        raise ArtifactError(f"{folder / MANIFEST} declares no digest for {name}. Fetch the model again.")
    if not (folder / name).exists():
        raise ArtifactError(f"{folder} lacks {name}. Fetch the model again.")
    content = _read(folder / name, FILE_SIZE)
    digest = hashlib.sha256(content).hexdigest()
    if digest != manifest.files[name]:
        raise ArtifactError(
            f"{folder / name} has the SHA-256 {digest}, the manifest declares {manifest.files[name]}. "
            "Fetch the model again."
        )
    return content


def _read(path: Path, limit: int) -> bytes:
    """Return the content of a regular file; a link may lead to the store in which a hub's client keeps files."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise ArtifactError(f"{path} is no regular file. Fetch the model again.")
            content = file.read(limit + 1)
    except OSError as error:
        raise ArtifactError(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > limit:
        raise ArtifactError(f"{path} has more than {limit:,} bytes. Fetch the model again.")
    return content


def file_digest(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
