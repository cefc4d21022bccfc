"""Comparison of many scored articles: by group, over time, and in their stance toward the most frequent actors.

The input is the folder of Parquet tables that `stancekit score` wrote.
"""

from stancekit.extras import install_commands

try:
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401
    import scipy  # noqa: F401
except ImportError as error:
    need = "comparisons and tables of scores need pandas, pyarrow and scipy"
    raise ImportError(f"{need}: {install_commands('report')}.") from error

from stancekit.comparison.assembly import compare
from stancekit.comparison.results import (
    Comparison,
    Contrast,
    Estimate,
    Example,
    Group,
    LatexTableName,
    Series,
    Side,
    TableName,
    Treatment,
)
from stancekit.document.tables import ComparisonVoice

__all__ = [
    "Comparison",
    "ComparisonVoice",
    "Contrast",
    "Estimate",
    "Example",
    "Group",
    "LatexTableName",
    "Series",
    "Side",
    "TableName",
    "Treatment",
    "compare",
]
