"""Validation of scores against labels of your own, and estimates corrected by them.

The input is the folder of Parquet tables that `stancekit score` wrote, and
gold labels for a sample of its sentences, mentions or actors. The public names
are imported on first use, so importing this package needs no extra. Using it
needs the extra `report`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stancekit.validation.assembly import validate
    from stancekit.validation.code_sheet import write_sample
    from stancekit.validation.options import Strategy, TargetName
    from stancekit.validation.results import (
        Agreement,
        Calibration,
        CalibrationBin,
        CorrectedEstimate,
        DifferentialError,
        Figure,
        GoldMatch,
        GroupDifference,
        GroupError,
        UnmatchedRows,
        Validation,
    )
    from stancekit.validation.sampling import sample

__all__ = [
    "Agreement",
    "Calibration",
    "CalibrationBin",
    "CorrectedEstimate",
    "DifferentialError",
    "Figure",
    "GoldMatch",
    "GroupDifference",
    "GroupError",
    "Strategy",
    "TargetName",
    "UnmatchedRows",
    "Validation",
    "sample",
    "validate",
    "write_sample",
]

_MODULES = {
    "Agreement": "results",
    "Calibration": "results",
    "CalibrationBin": "results",
    "CorrectedEstimate": "results",
    "DifferentialError": "results",
    "Figure": "results",
    "GoldMatch": "results",
    "GroupDifference": "results",
    "GroupError": "results",
    "Strategy": "options",
    "TargetName": "options",
    "UnmatchedRows": "results",
    "Validation": "results",
    "sample": "sampling",
    "validate": "assembly",
    "write_sample": "code_sheet",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used.

    Raises:
        ImportError: the package of an extra is missing.
    """
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if _MODULES[name] != "options":
        _check_packages()
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names for completion."""
    return sorted(__all__)


def _check_packages() -> None:
    try:
        import pandas  # noqa: F401
        import pyarrow  # noqa: F401
        import scipy  # noqa: F401
    except ImportError as error:
        raise ImportError("a validation needs pandas, pyarrow and scipy: pip install 'stancekit[report]'.") from error
