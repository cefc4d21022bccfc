"""Interrupted local jobs: killed, out of disk space, without a worker, beside another job."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from stancekit.document import tables
from stancekit.errors import JobError
from tests.support.job_files import canonical, is_running, leftovers, read_table, write_rows

LEVELS = list(tables.LEVELS)


@pytest.fixture
def start(tiny_model_folder):
    """Start a job in its own process, with an optional limit on file sizes."""
    running = []

    def run(input_file, out, *, limit=None, **options):
        arguments = {"id": "id", "model": str(tiny_model_folder), **options}
        code = (
            f"import resource; limit = {limit!r}\n"
            "if limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
            f"from stancekit import jobs; print(jobs.score({str(input_file)!r}, {str(out)!r}, **{arguments!r}))"
        )
        running.append(subprocess.Popen([sys.executable, "-c", code], stdout=-1, stderr=-1, text=True))
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.communicate()


def parts_done(out):
    path = out / "parts.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def wait_for(condition, process, seconds=60):
    end = time.monotonic() + seconds
    while not condition() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert process.poll() is None, process.communicate()[1]


def test_two_jobs_cannot_write_to_one_folder(start, score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 3000)
    process = start(input_file, tmp_path / "out", workers=1, part_rows=50)
    wait_for(lambda: parts_done(tmp_path / "out") > 0, process)
    with pytest.raises(JobError, match="another job is writing"):
        score_rows(input_file, tmp_path / "out", part_rows=50)


def test_a_dead_worker_is_replaced(start, score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 3000, bad={40})
    score_rows(input_file, tmp_path / "calm", part_rows=100)
    process = start(input_file, tmp_path / "out", workers=1, part_rows=100)
    wait_for(lambda: parts_done(tmp_path / "out") > 1, process)
    (worker,) = children(process.pid)
    os.kill(worker, signal.SIGKILL)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert canonical(tmp_path / "out", LEVELS) == canonical(tmp_path / "calm", LEVELS)
    assert (tmp_path / "out" / "errors.jsonl").read_text() == (tmp_path / "calm" / "errors.jsonl").read_text()


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        named = file.read().split()
    return [int(child) for child in named] or [
        int(child)
        for task in os.listdir(f"/proc/{pid}/task")
        for child in open(f"/proc/{pid}/task/{task}/children").read().split()  # noqa: SIM115
    ]


def test_a_job_that_is_killed_leaves_no_worker_behind(start, tmp_path):
    process = start(write_rows(tmp_path / "a.jsonl", 20_000), tmp_path / "out", workers=2, part_rows=5000)
    wait_for(lambda: len(children(process.pid)) == 2 and leftovers(tmp_path / "out"), process)
    workers = children(process.pid)
    process.kill()
    process.wait()
    end = time.monotonic() + 30
    while any(os.path.exists(f"/proc/{worker}/fd") and is_running(worker) for worker in workers):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_full_disk_is_reported_and_the_job_can_resume(start, score_rows, tmp_path):
    shuffled = random.Random(0)
    words = ("".join(shuffled.choices("abcdefghijklmnopqrstuvwxyz", k=60)) for _ in range(1500))
    noise = " ".join(f"the {word} of" for word in words)  # English by its function words
    rows = [{"id": f"{n}", "text": "He won."} for n in range(20)] + [{"id": "big", "text": noise}]
    input_file = tmp_path / "a.jsonl"
    input_file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    process = start(input_file, tmp_path / "out", limit=40_000, workers=1, part_rows=10, levels=["sentence"])
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 1 and "cannot write" in errors and "too large" in errors, errors
    assert parts_done(tmp_path / "out") == 2
    assert len(read_table(tmp_path / "out", "sentence")) == 20
    assert leftovers(tmp_path / "out") == []
    summary = score_rows(input_file, tmp_path / "out", part_rows=10, levels=["sentence"])
    assert (summary.resumed, summary.scored) == (20, 21)


@pytest.mark.slow
def test_ten_kills_neither_lose_nor_duplicate_rows(start, score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 10_000, bad={11, 5_000, 9_999})
    score_rows(input_file, tmp_path / "calm", part_rows=250)
    dice = random.Random(0)
    for _ in range(10):
        process = start(input_file, tmp_path / "killed", workers=2, part_rows=250)
        target = parts_done(tmp_path / "killed") + dice.randrange(4)
        wait_for(lambda target=target: parts_done(tmp_path / "killed") >= target, process)
        time.sleep(dice.uniform(0, 0.6))
        process.kill()
        process.communicate()
    assert parts_done(tmp_path / "killed") < 40
    summary = score_rows(input_file, tmp_path / "killed", part_rows=250)
    assert (summary.scored, summary.bad) == (9_997, 3) and 0 < summary.resumed < 10_000
    assert canonical(tmp_path / "killed", LEVELS) == canonical(tmp_path / "calm", LEVELS)
    assert (tmp_path / "killed" / "errors.jsonl").read_text() == (tmp_path / "calm" / "errors.jsonl").read_text()
    assert leftovers(tmp_path / "killed") == []
