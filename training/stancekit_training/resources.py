"""Files of the training package: data written for the project."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_file(name: str) -> Path:
    """Return the path of a file in `data/`: of the installed package, or of the checkout, where it is beside it."""
    installed = PACKAGE / "data"
    return (installed if installed.is_dir() else PACKAGE.parent / "data") / name
