"""The option --device."""

import pytest
from typer.testing import CliRunner

from stancekit.cli import app


@pytest.mark.parametrize("command", [("analyze", "-"), ("serve", "--port", "0")])
def test_a_device_that_there_is_not_is_wrong_usage(tiny_model_folder, command):
    result = CliRunner().invoke(
        app, [*command, "--model", str(tiny_model_folder), "--device", "gpu"], input="He won.\n"
    )
    assert result.exit_code == 2
    assert "device is 'gpu', expected 'cpu', 'cuda', or 'cuda:1' for the second GPU; an NVIDIA GPU" in result.stderr


def test_the_cpu_is_a_device(tiny_model_folder):
    command = ["analyze", "-", "--model", str(tiny_model_folder), "--device", "cpu", "--json"]
    result = CliRunner().invoke(app, command, input="He won.\n")
    assert result.exit_code == 0
    assert '"He won."' in result.stdout
