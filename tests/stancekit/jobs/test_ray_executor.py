"""Jobs on a Ray cluster of two local nodes, compared with the same jobs of the LocalExecutor."""

import json
import os
import signal
import threading
import time

import psutil
import pytest

ray = pytest.importorskip("ray")

import pyarrow as pa  # noqa: E402
from pyarrow import parquet  # noqa: E402
from ray.cluster_utils import Cluster  # noqa: E402

from stancekit import jobs  # noqa: E402
from stancekit.document import tables  # noqa: E402
from stancekit.errors import InputError, JobError  # noqa: E402
from tests.support.job_files import canonical, read_table, texts, write_rows  # noqa: E402

pytestmark = pytest.mark.slow
LEVELS = list(tables.LEVELS)
MEMORY = 150_000_000  # bytes of a node's object store


@pytest.fixture(scope="module")
def cluster():
    node = {"num_cpus": 1, "object_store_memory": MEMORY}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    cluster.add_node(**node)
    ray.init(address=cluster.address, log_to_driver=False)
    yield cluster
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture
def score(cluster, tiny_model_folder):
    def run(input_file, out, **options):
        return jobs.score(input_file, out, **{"id": "id", "model": tiny_model_folder, "workers": 1, **options})

    return run


def write_parquet(path, count):
    rows = [
        {"id": f"r{n}", "text": None if n == 3 else text, "desk": "AB"[n % 2]} for n, text in enumerate(texts(count))
    ]
    parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=200)
    return path


def lines(folder):
    """Return the sorted lines of the JSON Lines files in a folder."""
    files = [path for path in folder.glob("*.jsonl") if path.name != "parts.jsonl"]
    return sorted(line for path in files for line in path.read_text(encoding="utf-8").split("\n") if line)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_tables_equal_those_of_the_local_executor(score, tmp_path, form):
    input_file = tmp_path / f"a.{form}"
    if form == "jsonl":
        write_rows(input_file, 700, bad={3, 699})
        with input_file.open("ab") as file:
            file.write(b'not json\n{"id": "\xff"}\n' + '{"id": "torn", "text": "He\u2028won."}\n'.encode())
    else:
        write_parquet(input_file, 700)
    options = {"keep": ["desk"], "actors": ["harbour"]}
    here = score(input_file, tmp_path / "local", **options)
    there = score(input_file, tmp_path / "ray", **options, engine="ray")
    assert canonical(tmp_path / "ray", LEVELS) == canonical(tmp_path / "local", LEVELS)
    for level in LEVELS:
        ours, theirs = (parquet.read_schema(next((tmp_path / to / level).iterdir())) for to in ("local", "ray"))
        assert ours.equals(theirs)
        assert theirs.metadata[b"stancekit.format"] == b"2" and ours.metadata.items() <= theirs.metadata.items()
    assert (there.rows, there.scored, there.bad, there.tables) == (here.rows, here.scored, here.bad, here.tables)
    declared = json.loads((tmp_path / "ray" / "job.json").read_text())
    assert declared["summary"]["scored"] == here.scored and declared["model"]["name"] == "tiny 1"
    assert lines(tmp_path / "ray" / "errors") == lines(tmp_path / "local")


def test_whole_documents_are_written(score, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 20)
    score(input_file, tmp_path / "local", output="jsonl")
    score(input_file, tmp_path / "ray", output="jsonl", engine="ray")
    ours, theirs = (lines(tmp_path / to / "documents") for to in ("local", "ray"))
    assert len(ours) == 20 and theirs == ours


def has_busy_child(process):
    return any(child.cpu_times().user > 2.0 for child in process.children())


def test_a_killed_worker_neither_loses_nor_duplicates_rows(score, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 6_000)
    score(input_file, tmp_path / "local")
    killed = []

    def kill():
        end = time.monotonic() + 60
        while not killed and time.monotonic() < end:
            for process in psutil.process_iter(["cmdline"]):
                if "_BatchScorer" in " ".join(process.info["cmdline"] or ()) and has_busy_child(process):
                    killed.append(process.pid)
                    os.kill(process.pid, signal.SIGKILL)
                    break
            time.sleep(0.02)

    killer = threading.Thread(target=kill)
    killer.start()
    summary = score(input_file, tmp_path / "ray", engine="ray")
    killer.join()
    assert killed and summary.scored == 6_000
    assert canonical(tmp_path / "ray", LEVELS) == canonical(tmp_path / "local", LEVELS)


def test_options_that_do_not_suit_a_cluster_are_errors(score, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 5)
    write_parquet(tmp_path / "a.parquet", 5)
    with pytest.raises(InputError, match="standard input"):
        score("-", tmp_path / "out", engine="ray")
    with pytest.raises(InputError, match="its columns are id, text, desk"):
        score(input_file, tmp_path / "out", text="body", engine="ray")
    assert not (tmp_path / "out").exists()


def test_files_of_several_formats_are_scored_together(score, tmp_path):
    files = [write_rows(tmp_path / "a.jsonl", 5), write_parquet(tmp_path / "b.parquet", 5)]
    for engine in ("local", "ray"):
        score(files, tmp_path / engine, engine=engine, id=None)
    assert canonical(tmp_path / "ray", LEVELS) == canonical(tmp_path / "local", LEVELS)


def test_only_the_output_of_a_job_is_overwritten(score, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 5)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("")
    for overwrite in (False, True):
        with pytest.raises(JobError, match="is not empty and holds no job"):
            score(input_file, tmp_path / "out", engine="ray", overwrite=overwrite)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]
    score(input_file, tmp_path / "job", engine="ray")
    (tmp_path / "job" / "mine.txt").write_text("")
    with pytest.raises(JobError, match="holds a job, and a job on a cluster starts from the beginning"):
        score(input_file, tmp_path / "job", engine="ray")
    assert score(input_file, tmp_path / "job", engine="ray", overwrite=True).scored == 5
    assert (tmp_path / "job" / "mine.txt").exists() and len(read_table(tmp_path / "job", "document")) == 5
