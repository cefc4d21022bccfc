"""Model folders: location and integrity."""

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stancekit.errors import ArtifactError
from stancekit.network import hub
from stancekit.network.graph import Graph, data_files
from stancekit.network.manifest import Manifest
from stancekit.network.model_packages import InstalledModel, packaged_models

MANIFEST = "manifest.json"
TOKENIZER = "tokenizer.json"
DESCRIPTIONS = ("README.md", "LICENSE", "metrics.json", "reliability.svg")  # that go wherever a model goes
PACKAGE_FILE = "pyproject.toml"  # in the folder of a model that is a package of its own
DEFAULT, OWN_PACKAGE = "stancekit-small", "stancekit"
GRAPHS = ("*.onnx", "*.onnx.data*")  # the second: of their weights, if they are large
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
        contents: the bytes of the tokenizer, the graphs and the files of their
            weights, by file name.
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
    def graph(self) -> Graph:
        """The ONNX graph of the encoder and its heads."""
        name = self.manifest.graph
        return Graph(self.contents[name], {part: self.contents[part] for part in data_files(name, self.contents)})

    @property
    def size(self) -> int:
        """Bytes of the files in `contents`."""
        return sum(map(len, self.contents.values()))


@dataclass(frozen=True)
class Declaration:
    """What a model folder says of itself.

    Attributes:
        manifest: its manifest.
        digest: SHA-256 of `manifest.json`.
        size: bytes of the files that a model is loaded from.
    """

    manifest: Manifest
    digest: str
    size: int


def bundled() -> dict[str, Path]:
    """Return the models that come with the package, by name.

    A wheel contains them in `stancekit/models`; an editable install finds
    `models` beside the package, except for those that are packages of their own.
    """
    package = Path(__file__).resolve().parents[1]
    folders = (path.parent for home in (package, package.parent) for path in sorted(home.glob(f"models/*/{MANIFEST}")))
    by_name: dict[str, Path] = {}
    for folder in folders:
        if not (folder / PACKAGE_FILE).exists():
            by_name.setdefault(folder.name, folder)
    return by_name


def installed_models() -> list[InstalledModel]:
    """Return the bundled models, and those of other packages."""
    return [*_bundled_models(), *packaged_models()]


def _bundled_models() -> list[InstalledModel]:
    return [InstalledModel(name, OWN_PACKAGE, path) for name, path in bundled().items()]


def check_unique(models: Sequence[InstalledModel]) -> None:
    """Check that a name is that of one model.

    Raises:
        ArtifactError: two packages have a model of that name.
    """
    if len(models) > 1:
        packages = " and ".join(model.package for model in models)
        removable = " or ".join(f"pip uninstall {model.package}" for model in models if model.package != OWN_PACKAGE)
        raise ArtifactError(
            f"the packages {packages} have a model {models[0].name!r} each. Remove one ({removable}), or load a folder."
        )


def locate(source: str | os.PathLike[str] | None = None, *, revision: str | None = None) -> Path:
    """Return the folder of a model.

    Args:
        source: None for the default model, stancekit-small; the name of an
            installed model, a folder, or the name of a hub repository,
            `owner/name`. A folder takes precedence.
        revision: branch, tag or commit of a hub repository.

    Raises:
        ArtifactError: no such model, or two of that name, or the hub cannot be reached.
    """
    name = DEFAULT if source is None else os.fspath(source)
    if source is not None and os.path.isdir(name):  # unlike Path.is_dir, takes a name of any length
        return Path(name)
    if isinstance(source, str) and hub.is_hub_name(name):
        return hub.fetch(name, revision=revision, files=[MANIFEST, TOKENIZER, *GRAPHS, *DESCRIPTIONS])
    installed = _bundled_models() if source is None else installed_models()  # no other package replaces the default
    chosen = [model for model in installed if model.name == name and not isinstance(source, os.PathLike)]
    check_unique(chosen)
    if chosen:
        return chosen[0].folder
    names = ", ".join(dict.fromkeys(model.name for model in installed))
    raise ArtifactError(
        f"no model {name!r}: it is neither a folder nor an installed model; installed are {names or 'none'}. "
        "A hub repository is written owner/name."
    )


def open_model_folder(folder: Path) -> ModelFolder:
    """Read a model folder.

    Raises:
        ArtifactError: a file is missing, is no regular file, is too large, or
            does not have the declared digest.
    """
    manifest, digest = _read_manifest(folder)
    contents = {name: _checked(folder, name, manifest) for name in _loaded_files(manifest)}
    return ModelFolder(folder, manifest, digest, contents)


def describe(folder: Path) -> Declaration:
    """Return what a model folder says of itself; the files are not read.

    Raises:
        ArtifactError: a file is missing, or the manifest cannot be read.
    """
    manifest, digest = _read_manifest(folder)
    names = _loaded_files(manifest)
    for name in names:
        _check_file(folder, name, manifest)
    return Declaration(manifest, digest, sum((folder / name).stat().st_size for name in names))


def _read_manifest(folder: Path) -> tuple[Manifest, str]:
    """Return the manifest of a folder and its digest."""
    if not (folder / MANIFEST).is_file():
        raise ArtifactError(f"{folder} is not a model folder: it has no {MANIFEST}.")
    declared = _read(folder / MANIFEST, MANIFEST_SIZE)
    manifest = Manifest.from_json(declared.decode("utf-8", errors="replace"))
    return manifest, hashlib.sha256(declared).hexdigest()


def _loaded_files(manifest: Manifest) -> list[str]:
    """Return the names of the files that a model is loaded from."""
    return [TOKENIZER, *manifest.graphs, *data_files(manifest.graph, manifest.files)]


def _check_file(folder: Path, name: str, manifest: Manifest) -> None:
    """Check that a file is declared and there."""
    if name not in manifest.files:
        raise ArtifactError(f"{folder / MANIFEST} declares no digest for {name}. Fetch the model again.")
    if not (folder / name).exists():
        raise ArtifactError(f"{folder} lacks {name}. Fetch the model again.")


def _checked(folder: Path, name: str, manifest: Manifest) -> bytes:
    """Return the content of a file that has the declared digest."""
    _check_file(folder, name, manifest)
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
