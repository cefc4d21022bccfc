"""Batch jobs: score files of texts into flat tables, on one machine or on a cluster.

The public names are imported on first use, so importing this package needs no
extra. Using it needs the extra `jobs`; `RayExecutor` needs the extra `ray`.
"""

from typing import TYPE_CHECKING

from stancekit.extras import import_extra
from stancekit.lazy_names import lazy_names

if TYPE_CHECKING:
    from stancekit.jobs.executor import Executor
    from stancekit.jobs.input_files import InputFile
    from stancekit.jobs.job import Job
    from stancekit.jobs.local_executor import LocalExecutor
    from stancekit.jobs.ray_executor import RayExecutor
    from stancekit.jobs.rows import Columns
    from stancekit.jobs.scoring import run, score
    from stancekit.jobs.spec import JobSpec
    from stancekit.jobs.summary import Summary

__all__ = [
    "Columns",
    "Executor",
    "InputFile",
    "Job",
    "JobSpec",
    "LocalExecutor",
    "RayExecutor",
    "Summary",
    "run",
    "score",
]

_MODULES = {
    "Columns": "rows",
    "Executor": "executor",
    "InputFile": "input_files",
    "Job": "job",
    "JobSpec": "spec",
    "LocalExecutor": "local_executor",
    "RayExecutor": "ray_executor",
    "Summary": "summary",
    "run": "scoring",
    "score": "scoring",
}


def _check_extra(_: str) -> None:
    import_extra("pyarrow", need="batch jobs need pyarrow", extra="jobs")


__getattr__, __dir__ = lazy_names(__name__, _MODULES, _check_extra)
