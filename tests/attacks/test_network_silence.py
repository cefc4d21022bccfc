"""Nothing but what was asked for leaves the machine: loading a model and analyzing a text connect to nothing."""

import os
import shutil
import subprocess
import sys

import pytest

CODE = """
import sys, time
import stancekit
model = stancekit.load(sys.argv[1], threads=1)
model("The mayor lied.")
time.sleep(3)  # ONNX Runtime looks its telemetry host up in a thread
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_connection(tiny_model_folder, tmp_path):
    trace, home = tmp_path / "trace", tmp_path / "home"
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    command = ["strace", "-f", "-qq", "-e", "trace=connect,sendto", "-o", str(trace), sys.executable, "-c", CODE]
    traced = subprocess.run(
        [*command, str(tiny_model_folder)], env={**environment, "HOME": str(home)}, capture_output=True, text=True
    )
    if "ptrace" in traced.stderr:
        pytest.skip("strace may not trace here")
    assert traced.returncode == 0, traced.stderr
    lines = trace.read_text().splitlines()
    assert [line for line in lines if "AF_INET" in line or "sendto" in line] == []
    assert list(home.rglob("*")) == []


def test_telemetry_is_off_before_onnxruntime_is_imported(tiny_model_folder, tmp_path):
    code = "import sys, stancekit; stancekit.load(sys.argv[1]); assert 'onnxruntime' in sys.modules"
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    command = [sys.executable, "-c", code, str(tiny_model_folder)]
    subprocess.run(command, env={**environment, "HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.rglob("*")) == []
