"""A job may end at any moment: nothing is lost or doubled, nothing lives on, and it ends when it is told to."""

import itertools
import os
import signal
import subprocess
import sys
import time

import pytest

from stancekit.document import tables
from tests.support.job_files import canonical, is_running, leftovers, write_rows
from tests.support.worker_patch import DEADLY_STEP, SLOW_TEXTS, environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and processes of Linux")
LEVELS = list(tables.LEVELS)


def start(input_file, out, model, environment):
    arguments = {"id": "id", "model": str(model), "workers": 1, "part_rows": 4}
    code = f"from stancekit import jobs; print(jobs.score({str(input_file)!r}, {str(out)!r}, **{arguments!r}))"
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=-1, stderr=-1, text=True)


def assert_survives(role, step, tmp_path, model, score_rows):
    """Kill a job or its worker at a step, run the job to its end, and compare it with a calm run.

    Returns:
        Whether the step was reached.
    """
    input_file, calm, out = tmp_path / "a.jsonl", tmp_path / "calm", tmp_path / f"{role}{step}"
    if not calm.exists():
        score_rows(write_rows(input_file, 12, bad={5}), calm, part_rows=4, workers=1)
    flag = tmp_path / f"{role}{step}.killed"
    variables = environment(tmp_path / "patch", DEADLY_STEP, ROLE=role, STEP=step, FLAG=flag, OUT=out)
    process = start(input_file, out, model, variables)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == (-signal.SIGKILL if role == "job" and flag.exists() else 0), errors
    summary = score_rows(input_file, out, part_rows=4, workers=1)
    assert (summary.scored, summary.bad) == (11, 1)
    assert canonical(out, LEVELS) == canonical(calm, LEVELS)
    assert (out / "errors.jsonl").read_text() == (calm / "errors.jsonl").read_text()
    assert leftovers(out) == []
    return flag.exists()


@pytest.mark.parametrize(("role", "step"), [("job", 2), ("job", 9), ("job", 13), ("worker", 5), ("worker", 14)])
def test_a_kill_at_a_step_that_changes_a_file_loses_nothing(role, step, tmp_path, tiny_model_folder, score_rows):
    assert assert_survives(role, step, tmp_path, tiny_model_folder, score_rows)


@pytest.mark.exhaustive
@pytest.mark.parametrize("role", ["job", "worker"])
def test_a_kill_at_any_step_that_changes_a_file_loses_nothing(role, tmp_path, tiny_model_folder, score_rows):
    steps = itertools.takewhile(
        lambda step: assert_survives(role, step, tmp_path, tiny_model_folder, score_rows), itertools.count(1)
    )
    killed = len(list(steps))
    print(f"{killed} steps of the {role} survived")
    assert killed > 20


def wait_for(condition, seconds=90):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def children(pid):
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children") as file:
            found += map(int, file.read().split())
    return found


@pytest.fixture
def busy_job(tmp_path, tiny_model_folder):
    """Return a job whose worker is busy for minutes in native code, with its worker."""
    write_rows(tmp_path / "a.jsonl", 3)
    with (tmp_path / "a.jsonl").open("a") as file:
        file.write('{"id": "slow", "text": "A SLOW text."}\n')
    variables = environment(tmp_path / "patch", SLOW_TEXTS)
    process = start(tmp_path / "a.jsonl", tmp_path / "out", tiny_model_folder, variables)
    wait_for(lambda: leftovers(tmp_path / "out") and children(process.pid))
    (worker,) = children(process.pid)
    time.sleep(1)
    yield process, worker
    process.kill()
    process.communicate()
    if is_running(worker):
        os.kill(worker, signal.SIGKILL)


def test_a_worker_busy_in_native_code_ends_with_its_killed_job(busy_job):
    process, worker = busy_job
    assert is_running(worker)
    process.kill()
    process.wait()
    wait_for(lambda: not is_running(worker), seconds=10)


def test_a_job_with_a_busy_worker_ends_at_ctrl_c(busy_job, tmp_path):
    process, worker = busy_job
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode != 0 and not is_running(worker)
    assert leftovers(tmp_path / "out") == []


def test_analyze_ends_at_ctrl_c_while_a_text_is_in_progress(tmp_path, tiny_model_folder):
    (tmp_path / "long.txt").write_text("The mayor said that the budget is bad. " * 200_000)
    code = "from stancekit.cli import app; app()"
    command = [sys.executable, "-c", code, "analyze", str(tmp_path / "long.txt"), "--model", str(tiny_model_folder)]
    process = subprocess.Popen(command, stdout=-1, stderr=-1, text=True)
    wait_for(lambda: len(os.listdir(f"/proc/{process.pid}/task")) > 2)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, message = process.communicate(timeout=10)
    assert process.returncode == 130 and message.strip().endswith("stopped.")
