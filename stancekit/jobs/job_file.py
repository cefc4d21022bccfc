"""`job.json`: the declaration of the job whose output a folder holds, and in the end its summary."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

import stancekit
from stancekit.errors import FolderError, JobError
from stancekit.jobs.job import Job
from stancekit.jobs.output_folder import JOB_FILE
from stancekit.jobs.summary import Summary

JOB_FORMAT = 2
CHANGES_SHOWN = 3  # entries of a list that were added, and as many that were removed


def declaration(job: Job) -> str:
    """Return the text of the file for a new job."""
    return _to_json({"format": JOB_FORMAT, "stancekit": stancekit.__version__, **job.fingerprint})


def with_summary(text: str, summary: Summary) -> str:
    """Return the text of the file with the summary of the finished job."""
    return _to_json({**json.loads(text), "summary": asdict(summary)})


def checked_declaration(text: str, folder: str) -> dict[str, Any]:
    """Return the content of the file.

    Args:
        text: its text.
        folder: path of the folder, for the message.

    Raises:
        JobError: it is damaged.
        FolderError: it is of another format.
    """
    try:
        declared: dict[str, Any] = json.loads(text)
        format = declared["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(folder, error) from error
    if format != JOB_FORMAT:
        raise FolderError(
            f"{folder} was written by {'an older' if format == 1 else 'another'} version of stancekit (format {format} "
            f"of {JOB_FILE}, expected {JOB_FORMAT}): choose another folder, or overwrite this one (--overwrite)."
        )
    return declared


def has_scored_nothing(text: str) -> bool:
    """Return whether the summary in the text of the file says that no row was scored; an unfinished job has none."""
    try:
        return bool(json.loads(text)["summary"]["scored"] == 0)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def resume(text: str, job: Job, folder: str) -> tuple[Job, bool]:
    """Check that a folder holds output of the same job, perhaps of more inputs.

    Args:
        text: the text of the folder's `job.json`.
        job: the job to run.
        folder: path of the folder.

    Returns:
        The job, with the declared size of parts, and whether the inputs are the same.

    Raises:
        JobError: the file is damaged.
        FolderError: it is of another format, or describes another job; the
            message lists the differences.
    """
    declared = checked_declaration(text, folder)
    try:
        before = {name: declared[name] for name in job.fingerprint}
        removed = _removed_inputs(before["inputs"], json.loads(json.dumps(job.fingerprint["inputs"])))
        if removed and job.spec.part_characters is None:  # their size decided that of the parts
            job = replace(job, part_characters=before["parts"]["characters"])
    except (KeyError, TypeError) as error:
        raise _damaged(folder, error) from error
    now = json.loads(json.dumps(job.fingerprint))
    if removed:
        before["inputs"] = now["inputs"]
    changes = [f"{name}: {change}" for name in now for change in _changes(before[name], now[name])]
    if changes:
        reason = f"{folder} holds another job: choose another folder, or overwrite this one (--overwrite). Differences:"
        raise FolderError("\n  ".join([reason, *changes]))
    return job, not removed


def _removed_inputs(before: list[Any], now: list[Any]) -> list[Any]:
    """Return the inputs that were removed, if nothing else has changed in the list."""
    removed = [entry for entry in before if entry not in now]
    return removed if [entry for entry in before if entry in now] == now else []


def _damaged(folder: str, error: Exception) -> JobError:
    return JobError(
        f"{folder}/{JOB_FILE} is damaged ({error!r}): choose another folder, or overwrite this one (--overwrite)."
    )


def _changes(before: Any, now: Any) -> Iterator[str]:
    """Describe the differences between two values of a fingerprint."""
    if before == now:
        return
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in now:
            if before.get(key) != now[key]:
                yield f"{key} was {before.get(key)!r} and is {now[key]!r}"
    elif isinstance(before, list) and isinstance(now, list):
        removed = [entry for entry in before if entry not in now]
        added = [entry for entry in now if entry not in before]
        yield from (f"removed {entry!r}" for entry in removed[:CHANGES_SHOWN])
        yield from (f"added {entry!r}" for entry in added[:CHANGES_SHOWN])
        if not removed and not added:
            yield "the order differs"
    else:
        yield f"was {before!r} and is {now!r}"


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
