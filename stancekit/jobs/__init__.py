"""Batch jobs: score files of texts into flat tables, on one machine or on a cluster."""

try:
    import pyarrow  # noqa: F401
except ImportError as error:
    raise ImportError("batch jobs need pyarrow: pip install 'stancekit[jobs]'.") from error

from stancekit.jobs.score import score
from stancekit.jobs.spec import Summary

__all__ = ["Summary", "score"]
