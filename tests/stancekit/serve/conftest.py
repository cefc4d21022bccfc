"""The application in the process of the tests, with the tiny model."""

import json

import pytest


@pytest.fixture
def serve(model):
    """Return a function that starts an application with limits, and returns its client."""
    pytest.importorskip("starlette")
    from starlette.testclient import TestClient

    from stancekit.serve.application import create_app
    from stancekit.serve.limits import Limits

    clients = []

    def start(*, names=(), headers=None, **limits):
        app = create_app(model, limits=Limits(**limits), names=names)
        client = TestClient(app, "http://localhost:8000", raise_server_exceptions=False, headers=headers)
        clients.append(client.__enter__())
        return client

    yield start
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def client(serve):
    return serve()


@pytest.fixture
def problem():
    """Return a function that checks the form of a problem, and returns status, type and message."""

    def checked(response):
        fields = json.loads(response.content)
        assert set(fields) == {"error", "message"} and response.headers["content-type"] == "application/json"
        assert fields["message"].endswith(".") and "\n" not in fields["message"]
        first = fields["message"].partition(" ")[0]
        assert first[0].isupper() or "." in first  # the name of a file
        return response.status_code, fields["error"], fields["message"]

    return checked
