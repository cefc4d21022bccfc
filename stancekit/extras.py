"""Packages that only an extra of stancekit installs."""

from importlib import import_module
from typing import Any


def import_extra(module: str, *, need: str, extra: str) -> Any:
    """Return a module that is imported when it is first needed.

    Args:
        module: the name of the module.
        need: begins the message, such as "reading XLSX needs openpyxl".
        extra: the extra that installs it.

    Raises:
        ImportError: it is missing; the message names the extra.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise ImportError(f"{need}: pip install 'stancekit[{extra}]'.") from error
