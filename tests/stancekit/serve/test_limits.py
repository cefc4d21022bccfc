"""Limits on size, number and time."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

import pytest

from stancekit.serve.problems import Problem
from stancekit.serve.work_queue import Deadline

LIED = "The mayor, Anna Berg, lied again."


def test_a_body_over_the_limit(serve, problem):
    client = serve(body_bytes=1_000)
    response = client.post("/analyze", json={"text": "a" * 2_000})
    assert problem(response) == (413, "too_large", "The body is larger than 0.000953674 MiB.")
    assert client.post("/analyze", json={"text": LIED}).status_code == 200


def test_a_body_without_a_length_over_the_limit(serve, problem):
    client = serve(body_bytes=1_000)
    chunks = (b"x" * 100 for _ in range(50))
    status, type, _ = problem(client.post("/analyze", content=chunks, headers={"content-type": "application/json"}))
    assert (status, type) == (413, "too_large")


def test_a_text_over_the_limit(serve, problem):
    client = serve(characters=100)
    response = client.post("/analyze", json={"title": "a" * 50, "text": "b" * 51})
    assert problem(response) == (413, "too_large", "The text has 101 characters, more than 100 allowed.")
    answer = client.post("/score", json={"articles": [{"text": LIED}, {"text": "b" * 101}]}).json()
    assert len(answer["tables"]["document"]) == 1 and "more than 100 allowed" in answer["errors"][0]["reason"]


def test_too_many_articles_and_actors(serve, problem):
    client = serve(articles=2, actors=2)
    status, type, message = problem(client.post("/score", json={"articles": [{"text": LIED}] * 3}))
    assert (status, type) == (413, "too_large") and message.startswith("There are 3 articles, more than 2 allowed")
    actors = ["Ana", "Bo", "Cy"]
    response = client.post("/analyze", json={"text": LIED, "actors": actors})
    assert problem(response) == (413, "too_large", "The request has 3 actors, more than 2 allowed.")
    status, type, _ = problem(client.post("/report", data={"text": LIED, "actors": "\n".join(actors)}))
    assert (status, type) == (413, "too_large")


@pytest.fixture
def release(monkeypatch):
    """Make `/analyze` wait until the event is set."""
    event = threading.Event()

    def wait(*_):
        event.wait(120)
        return {}

    monkeypatch.setattr("stancekit.serve.articles.Analyst.analyze", wait)
    yield event
    event.set()


def test_work_that_takes_too_long(serve, problem, release):
    client = serve(seconds=0.2)
    response = client.post("/analyze", json={"text": LIED})
    assert problem(response) == (504, "timeout", "The answer was not ready within 0.2 seconds; send less text.")
    assert client.get("/health").status_code == 200


def test_work_in_parts_ends_at_its_deadline():
    deadline = Deadline(3600)
    deadline.check()
    with pytest.raises(Problem, match="not ready within -1 seconds"):
        Deadline(-1).check()


def test_a_full_queue_refuses_and_recovers(serve, problem, release, model):
    client = serve(waiting=1, seconds=120)
    capacity = model.threads + 1
    with ThreadPoolExecutor(capacity + 3) as threads:
        requests = [threads.submit(client.post, "/analyze", json={"text": LIED}) for _ in range(capacity + 3)]
        refused = [request.result() for _, request in zip(range(3), as_completed(requests), strict=False)]
        assert client.get("/health").status_code == 200
        release.set()
    for response in refused:
        status, type, message = problem(response)
        assert (status, type) == (503, "busy") and message == "Too many requests wait; try again in some seconds."
        assert response.headers["retry-after"] == "5"
    assert sorted(request.result().status_code for request in requests) == [200] * capacity + [503] * 3
    assert client.post("/analyze", json={"text": LIED}).status_code == 200
