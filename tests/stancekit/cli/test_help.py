"""What the command line says of itself: its version, its help, its reference."""

import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import stancekit
from stancekit.cli import app

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_printed(option):
    result = CliRunner().invoke(app, [option])
    assert (result.exit_code, result.stdout) == (0, f"stancekit {stancekit.__version__}\n")


def parameters():
    group = typer.main.get_command(app)
    return [
        pytest.param(name, command, parameter, id=f"{name} {parameter.name}")
        for name, command in (("stancekit", group), *group.commands.items())
        for parameter in command.params
    ]


@pytest.mark.parametrize(("name", "command", "parameter"), parameters())
def test_everything_has_help(name, command, parameter):
    assert command.help and parameter.help


@pytest.mark.parametrize(("name", "command", "parameter"), parameters())
def test_everything_is_in_the_reference(name, command, parameter):
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert name == "stancekit" or f"stancekit {name}" in reference
    if parameter.param_type_name == "option":
        assert re.search(rf"{re.escape(parameter.opts[0])}\b", reference)


@pytest.mark.parametrize("command", [[], ["analyze"], ["score"], ["models"]])
def test_help_lists_the_exit_codes(command):
    shown = " ".join(CliRunner().invoke(app, [*command, "--help"]).stdout.split())
    assert "Exit codes: 0, success; 1," in shown and "3, the model" in shown


@pytest.mark.parametrize("command", [[], ["analyze"], ["score"], ["report"], ["train"], ["train", "fit"]])
def test_h_shows_the_help(command):
    assert "Usage:" in CliRunner().invoke(app, [*command, "-h"]).stdout


@pytest.mark.parametrize("command", [[], ["analyze"], ["score"], ["report"], ["sample"], ["validate"], ["models"]])
def test_options_that_are_on_or_off_have_no_type(command):
    shown = CliRunner().invoke(app, [*command, "--help"]).stdout
    assert "<bool>" not in shown and "--help" in shown


def test_a_shell_can_complete_commands():
    environment = {"_STANCEKIT_COMPLETE": "complete_bash", "COMP_WORDS": "stancekit an", "COMP_CWORD": "1"}
    result = CliRunner().invoke(app, [], prog_name="stancekit", env=environment)
    assert result.stdout.split() == ["analyze"]
    assert "complete_bash" in CliRunner().invoke(app, ["--show-completion", "bash"]).stdout
