"""`stancekit train`, which hands its arguments to the training package."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from stancekit.cli import app
from stancekit.cli.train import TRAINING


def run(*arguments):
    return CliRunner().invoke(app, ["train", *arguments])


def test_arguments_and_options_go_to_the_training_package(monkeypatch):
    calls = []
    training = SimpleNamespace(app=lambda args, prog_name, help_option_names: calls.append((args, prog_name)))
    monkeypatch.setitem(sys.modules, TRAINING, training)
    assert run("fit", "--config", "small.toml", "--help").exit_code == 0
    assert calls == [(["fit", "--config", "small.toml", "--help"], "stancekit train")]


@pytest.mark.parametrize("missing", ["torch", "stancekit_training.cli"])
def test_a_missing_package_names_the_extra(monkeypatch, missing):
    def app(args, prog_name, help_option_names):
        raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)

    installed = {"torch": SimpleNamespace(app=app), "stancekit_training.cli": None}  # None: as if it were not there
    monkeypatch.setitem(sys.modules, TRAINING, installed[missing])
    result = run("fit")
    assert result.exit_code == 2
    package = missing.partition(".")[0]
    assert f"training needs {package}: pip install 'stancekit[train]', or in a checkout: " in result.output


def test_a_missing_module_of_our_own_is_no_missing_package(monkeypatch):
    def app(args, prog_name, help_option_names):
        raise ModuleNotFoundError("No module named 'stancekit.x'", name="stancekit.x")

    monkeypatch.setitem(sys.modules, TRAINING, SimpleNamespace(app=app))
    assert isinstance(run("fit").exception, ModuleNotFoundError)


def test_the_help_lists_the_command_without_importing_the_training_package():
    script = (
        "import sys; from stancekit.cli import app; app(['--help'], standalone_mode=False); "
        "assert not {'torch', 'stancekit_training'} & set(sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert "train" in result.stdout
