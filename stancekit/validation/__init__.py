"""Validation of scores against labels of your own, and estimates corrected by them.

The input is the folder of Parquet tables that `stancekit score` wrote, and
gold labels for a sample of its sentences, mentions or actors. The public names
are imported on first use, so importing this package needs no extra. Using it
needs the extra `report`.
"""

from typing import TYPE_CHECKING

from stancekit.extras import import_extra
from stancekit.lazy_names import lazy_names

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


def _check_extra(name: str) -> None:
    if _MODULES[name] == "options":
        return
    for package in ("pandas", "pyarrow", "scipy"):
        import_extra(package, need=f"a validation needs {package}", extra="report")


__getattr__, __dir__ = lazy_names(__name__, _MODULES, _check_extra)
