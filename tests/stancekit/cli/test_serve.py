"""`stancekit serve`."""

import socket
import sys

import pytest

pytest.importorskip("uvicorn")
import httpx
from typer.testing import CliRunner

from stancekit.cli import app
from tests.support import server


def run(*arguments):
    return CliRunner().invoke(app, ["serve", *arguments])


def test_it_serves_at_the_loopback_interface(tiny_model_folder):
    with server.running(tiny_model_folder, "--allow-host", "news.example", "--max-body", "0.01") as address:
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client(base_url=address, trust_env=False, timeout=120) as client:
            assert client.get("/health").json()["model"] == "tiny 1"
            assert client.get("/health", headers={"host": "news.example"}).status_code == 200
            assert client.get("/health", headers={"host": "evil.example"}).status_code == 421
            assert client.post("/analyze", json={"text": "a" * 20_000}).status_code == 413
            german = "Der Bürgermeister hat am Montag im Stadtrat erneut gelogen, und niemand widersprach ihm."
            assert client.post("/analyze", json={"text": german}).json()["warnings"]


def test_a_port_that_is_taken(tiny_model_folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("--port", port, "--model", str(tiny_model_folder))
    assert result.exit_code == 2
    assert f"cannot listen at 127.0.0.1, port {port}: " in result.output and "in use" in result.output


def test_an_address_that_is_none():
    result = run("--host", "no.such.host.invalid")
    assert result.exit_code == 2 and "cannot listen at no.such.host.invalid, port 8000" in result.output


def test_a_model_that_is_none(tmp_path):
    assert run("--port", "0", "--model", str(tmp_path)).exit_code == 3


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run()
    assert result.exit_code == 2 and "pip install 'stancekit[serve]'" in result.output
