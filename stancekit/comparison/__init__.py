"""Comparison of many scored articles: by group, over time, and in their stance toward the most frequent actors.

The input is the folder of Parquet tables that `stancekit score` wrote.
"""

try:
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401
    import scipy  # noqa: F401
except ImportError as error:
    raise ImportError("a comparison needs pandas, pyarrow and scipy: pip install 'stancekit[report]'.") from error

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
