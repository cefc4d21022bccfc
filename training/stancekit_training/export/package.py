"""A model folder as a Python package of its own, which pip installs and `stancekit.load` takes by the model's name.

The package is the model folder with a `pyproject.toml`, whose template is
`package.toml.j2`. It has no code; see `stancekit.network.model_packages`.
"""

import json
import tomllib
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.utils import InvalidName, canonicalize_name
from packaging.version import InvalidVersion, Version

from stancekit import __version__
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import DEFAULT, MANIFEST, PACKAGE_FILE, open_model_folder
from stancekit.network.model_packages import GROUP
from stancekit.network.saving import descriptions, save
from stancekit_training.errors import TrainingError

PREFIX, OTHER_PREFIX = "stancekit-", "stancekit-model-"  # every package has one, so that none has the name of another
TEMPLATE = "package.toml.j2"


def write_package(source: Path, folder: Path | None = None) -> Path:
    """Make a package of a model folder.

    Args:
        source: the model folder.
        folder: the folder for the package, missing, empty or with a model, which is
            replaced; None makes the package of the model folder itself.

    Returns:
        The folder of the package.

    Raises:
        ArtifactError: the model folder is damaged, or `folder` has other files and no model.
        TrainingError: the name or the version of the model cannot be that of
            a package, or the folder has a `pyproject.toml` of something else.
    """
    target = source if folder is None else folder
    model = open_model_folder(source)
    if (target / PACKAGE_FILE).exists() and not is_package(target):
        raise TrainingError(
            f"{target / PACKAGE_FILE} is of another project, so it is not replaced: name a new folder with --out."
        )
    names = [MANIFEST, *model.contents, *(path.name for path in descriptions(source))]
    declaration = _declaration(model.manifest, names)
    save(source, target)
    (target / PACKAGE_FILE).write_text(declaration, encoding="utf-8")
    return target


def is_package(folder: Path) -> bool:
    """Return whether a folder has a `pyproject.toml` of a package with a model."""
    try:
        declared = tomllib.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return GROUP in declared.get("project", {}).get("entry-points", {})


def distribution_name(model: str) -> str:
    """Return the name of the package of a model, which begins with `stancekit-`.

    Raises:
        TrainingError: it cannot be that of a package, or is that of another one.
    """
    try:
        name = canonicalize_name(model, validate=True)
    except InvalidName as error:
        raise TrainingError(
            f"the model is called {model!r}, and the name of a package has only letters, digits, '-', '_' and '.', and "
            "begins and ends with a letter or digit. Change the name in the recipe, and export the model again."
        ) from error
    if name in (DEFAULT, "stancekit-training"):
        raise TrainingError(
            f"the model is called {model}, as a part of stancekit is. Change the name in the recipe, and export the "
            "model again."
        )
    return name if name.startswith(PREFIX) else OTHER_PREFIX + name


def _declaration(manifest: Manifest, files: list[str]) -> str:
    """Return the content of `pyproject.toml`.

    Args:
        manifest: the manifest of the model.
        files: the names of the files in the wheel; the weights to train from are not among them.
    """
    distribution = distribution_name(manifest.name)
    try:
        version = str(Version(manifest.version))
    except InvalidVersion as error:
        raise TrainingError(
            f"the model has the version {manifest.version!r}, and that of a package is written like 1.0.2. Change it "
            "in the recipe, and export the model again."
        ) from error
    return (
        _environment()
        .get_template(TEMPLATE)
        .render(
            distribution=distribution,
            version=version,
            description=f"{manifest.name} {manifest.version}, a model for stancekit",
            license=_license(manifest.license, distribution),
            requirement=f"stancekit>={__version__}",
            group=GROUP,
            model=manifest.name,
            module=distribution.replace("-", "_"),
            files=files,
        )
    )


def _license(text: str, distribution: str) -> str:
    """Return the license as an SPDX expression: the manifest's if it is one, else a reference to the license file."""
    try:
        return canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return f"LicenseRef-{distribution}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("stancekit_training.export", "."),
        autoescape=False,  # TOML, with a filter for its strings
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["toml"] = lambda text: json.dumps(text, ensure_ascii=False)  # of printable text, also TOML
    return environment
