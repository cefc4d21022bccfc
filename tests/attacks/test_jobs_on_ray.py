"""A cluster that a job starts is reached by this machine alone, and survives hostile rows and files."""

import os
import pickle
import subprocess
import sys
import time

import psutil
import pytest

from tests.attacks.test_jobs_parquet import Payload
from tests.attacks.test_jobs_rows import LINES, errors
from tests.support.job_files import read_table, texts, write_rows
from tests.support.worker_patch import DEADLY_TEXTS, environment

pytestmark = pytest.mark.slow
pytest.importorskip("ray")


def command(input_file, out, model, *options):
    code = "from stancekit.cli import app; app()"
    arguments = ["score", input_file, "-o", out, "--model", model, "--id-column", "id", "--engine", "ray", *options]
    return [sys.executable, "-P", "-c", code, *map(str, arguments), "--workers", "1"]


def listening(process):
    """Return the addresses other than loopback at which a process and its children listen."""
    addresses = set()
    for member in [process, *process.children(recursive=True)]:
        try:
            connections = member.net_connections(kind="tcp")
        except psutil.Error:
            continue
        addresses |= {connection.laddr.ip for connection in connections if connection.status == psutil.CONN_LISTEN}
    return addresses


def test_a_cluster_listens_on_the_loopback_interface_and_reports_nothing(tmp_path, tiny_model_folder):
    log = (tmp_path / "log").open("w")
    arguments = command(write_rows(tmp_path / "a.jsonl", 2_000), tmp_path / "out", tiny_model_folder)
    process = psutil.Popen(arguments, stdout=log, stderr=log)
    addresses = set()
    while process.poll() is None:
        addresses |= listening(process)
        time.sleep(0.3)
    shown = (tmp_path / "log").read_text()
    assert process.returncode == 0, shown
    assert addresses and {address.removeprefix("::ffff:") for address in addresses} <= {"127.0.0.1", "::1"}
    assert "Usage stats collection is enabled" not in shown and "View the dashboard" not in shown


def test_every_row_ends_in_the_tables_or_among_the_errors(tmp_path, tiny_model_folder):
    good = [f'{{"id": "g{number}", "text": "{text}"}}' for number, text in enumerate(texts(20))]
    deadly = ['{"id": "deadly", "text": "A DEADLY text."}']
    (tmp_path / "a.jsonl").write_text("\n".join([*good, *LINES.values(), *deadly]))
    variables = environment(tmp_path / "patch", DEADLY_TEXTS)
    arguments = command(tmp_path / "a.jsonl", tmp_path / "out", tiny_model_folder, "--keep", "k")
    result = subprocess.run(arguments, env=variables, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    reasons = [error["reason"] for path in (tmp_path / "out" / "errors").iterdir() for error in read_lines(path)]
    scored = read_table(tmp_path / "out", "document")
    assert len(scored) + len(reasons) == len(good) + len(LINES) + len(deadly)
    assert {f"g{number}" for number in range(20)} <= {row["id"] for row in scored}
    assert sum(reason.startswith("killed its worker 2 times") for reason in reasons) == 1


def read_lines(path):
    (path.parent / "errors.jsonl").write_bytes(path.read_bytes())
    return errors(path.parent)


def test_a_parquet_file_runs_no_code(tmp_path, tiny_model_folder):
    import pyarrow as pa
    from pyarrow import parquet

    payload = pickle.dumps(Payload(tmp_path / "ran"))
    metadata = {"ARROW:extension:name": "ray.data.arrow_tensor", "ARROW:extension:metadata": payload}
    schema = pa.schema([("id", pa.string()), ("text", pa.string()), pa.field("t", pa.binary(), metadata=metadata)])
    parquet.write_table(pa.table([["1"], ["He won."], [payload]], schema=schema), tmp_path / "a.parquet")
    arguments = command(tmp_path / "a.parquet", tmp_path / "out", tiny_model_folder)
    result = subprocess.run(arguments, capture_output=True, text=True, env=os.environ)
    assert result.returncode == 0, result.stderr
    assert [row["id"] for row in read_table(tmp_path / "out", "document")] == ["1"]
    assert not (tmp_path / "ran").exists()
