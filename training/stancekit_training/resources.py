"""Files that come with the training package: data written for the project, and recipes."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_file(name: str) -> Path:
    """Return a file of `data/`: beside the package in a checkout, inside it in an installation."""
    return _folder("data") / name


def recipe_file(name: str) -> Path:
    """Return the recipe of a released model, such as `small` for `small.toml`."""
    return _folder("recipes") / f"{name}.toml"


def _folder(name: str) -> Path:
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name
