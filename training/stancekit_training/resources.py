"""Files of the training package: data written for the project, and the recipes of released models."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_file(name: str) -> Path:
    """Return the path of a file in `data/`."""
    return _folder("data") / name


def _folder(name: str) -> Path:
    """Return a folder of the installed package, or of the checkout, where it is beside the package."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name
