"""What many scored articles say together: by group, over time, and toward the actors that they name most.

It reads the Parquet tables of `stancekit score`, by column.
"""

try:
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401
    import scipy  # noqa: F401
except ImportError as error:
    raise ImportError("a survey of scores needs pandas, pyarrow and scipy: pip install 'stancekit[report]'.") from error

from stancekit.comparison.compare import survey
from stancekit.comparison.results import Contrast, Estimate, Example, Group, Series, Side, Survey, Treatment

__all__ = ["Contrast", "Estimate", "Example", "Group", "Series", "Side", "Survey", "Treatment", "survey"]
