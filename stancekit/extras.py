"""Packages that only an extra of stancekit installs."""

from importlib import import_module
from typing import Any


def install_commands(extra: str) -> str:
    """Return the commands that install an extra, from a release and from a checkout, for a message."""
    return f"pip install 'stancekit[{extra}]', or in a checkout: pip install '.[{extra}]'"


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
        raise ImportError(f"{need}: {install_commands(extra)}.") from error
