"""The bundled models, listed by the command line."""

import json

from typer.testing import CliRunner

from stancekit.cli import app
from stancekit.network.model_folder import open_model_folder
from tests.support.commands import fault


def test_bundled_models_are_listed(tiny_model_folder, monkeypatch):
    monkeypatch.setattr("stancekit.network.model_folder.bundled", lambda: {"tiny": tiny_model_folder})
    opened = open_model_folder(tiny_model_folder)
    header, row = CliRunner().invoke(app, ["models"]).stdout.splitlines()
    assert header.split() == ["name", "version", "size", "digest", "license", "folder"]
    assert row.split()[:2] == ["tiny", "1"]
    assert opened.digest[:12] in row and opened.digest not in row and str(tiny_model_folder) in row
    (read,) = json.loads(CliRunner().invoke(app, ["models", "--json"]).stdout)
    assert (read["digest"], read["size"]) == (opened.digest, opened.size)


def test_no_bundled_model_is_no_error(monkeypatch):
    monkeypatch.setattr("stancekit.network.model_folder.bundled", dict)
    result = CliRunner().invoke(app, ["models"])
    assert result.exit_code == 0 and "has no bundled model" in result.stdout
    assert json.loads(CliRunner().invoke(app, ["models", "--json"]).stdout) == []


def test_a_damaged_bundled_model_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr("stancekit.network.model_folder.bundled", lambda: {"damaged": tmp_path})
    assert "not a model folder" in fault(CliRunner().invoke(app, ["models"]), 3)
