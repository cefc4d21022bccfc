"""The command line in a shell: pipes, output encodings, start-up."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def run_in_a_shell(script, **environment: str):
    script = script.replace("stancekit", f"{sys.executable} -c 'from stancekit.cli import app; app()'")
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        timeout=60,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("option", ["", "--json"])
def test_a_reader_that_goes_away_ends_it_quietly(tiny_model_folder, tmp_path, option):
    path = tmp_path / "long.txt"
    path.write_text("The plan is good. " * 3000, encoding="utf-8")
    result = run_in_a_shell(f"stancekit analyze {option} --model {tiny_model_folder} {path} {path} | head -n 1")
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_an_output_that_is_not_unicode_loses_nothing(tiny_model_folder, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("Ωmega “won”.", encoding="utf-8")
    script = f"stancekit analyze --model {tiny_model_folder} {path}"
    shown = run_in_a_shell(script, PYTHONIOENCODING="cp1252")
    assert shown.returncode == 0
    assert "\\u03a9" in shown.stdout.decode("cp1252") and "“" in shown.stdout.decode("cp1252")
    read = run_in_a_shell(f"{script} --json", PYTHONIOENCODING="cp1252")
    assert json.loads(read.stdout)["text"] == "Ωmega “won”."


def test_heavy_modules_wait_until_they_are_needed():
    heavy = ["numpy", "onnxruntime", "tokenizers", "rich", "stancekit.model", "stancekit.report.terminal"]
    script = f"import sys, stancekit.cli; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
