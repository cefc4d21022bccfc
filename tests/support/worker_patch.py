"""Change what happens in the processes of a job, by a `sitecustomize` module on their path."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]

DEADLY_TEXTS = """
import os, sys
if "stancekit.jobs.worker" in sys.orig_argv:
    from stancekit.jobs import row_scorer
    text_of = row_scorer.text_of
    def deadly(row, *options, **others):
        if "DEADLY" in str(row.text):
            os.kill(os.getpid(), 9)
        return text_of(row, *options, **others)
    row_scorer.text_of = deadly
"""

DEADLY_START = """
import os, sys
if "stancekit.jobs.worker" in sys.orig_argv:
    os.kill(os.getpid(), 9)
"""

SLOW_TEXTS = """
import sys
if "stancekit.jobs.worker" in sys.orig_argv:
    import ctypes
    from stancekit.jobs import row_scorer
    text_of = row_scorer.text_of
    def slow(row, *options, **others):
        if "SLOW" in str(row.text):
            ctypes.PyDLL(None).sleep(600)  # with the interpreter's lock
        return text_of(row, *options, **others)
    row_scorer.text_of = slow
"""

# Kills the process at its Nth step that changes a file of the folder OUT; ROLE is `job` or `worker`. The steps are
# the opening of a file to write, renames, removals, new folders, and before and after each sync to disk. A file FLAG
# makes it happen once.
DEADLY_STEP = """
import os, sys
role = "worker" if "stancekit.jobs.worker" in sys.orig_argv else "job"
if role == os.environ.get("ROLE"):
    steps = 0
    def step():
        global steps
        steps += 1
        if steps == int(os.environ["STEP"]) and not os.path.exists(os.environ["FLAG"]):
            os.close(os.open(os.environ["FLAG"], os.O_CREAT))
            os.kill(os.getpid(), 9)
    def hook(event, arguments):
        if event == "open":
            path, mode, flags = arguments
            changes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        else:
            path, changes = arguments and arguments[0], event in EVENTS
        if changes and isinstance(path, (str, bytes)) and os.fsdecode(path).startswith(os.environ["OUT"]):
            step()
    EVENTS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
    sync = os.fsync
    def fsync(descriptor):
        step()
        sync(descriptor)
        step()
    os.fsync = fsync
    sys.addaudithook(hook)
"""


def environment(folder: Path, code: str, **variables: object) -> dict[str, str]:
    """Return the environment in which every Python process runs some code at its start."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(code)
    paths = os.pathsep.join([str(folder), str(ROOT)])
    return {**os.environ, "PYTHONPATH": paths, **{name: str(value) for name, value in variables.items()}}
