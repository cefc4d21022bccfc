"""The server at a socket: slow, broken, large and many connections."""

import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

pytest.importorskip("uvicorn")
import httpx

from stancekit.serve import server as server_module
from stancekit.serve.application import create_app
from stancekit.serve.limits import MIB, Limits
from stancekit.serve.server import bind, create_server

LIED = "The mayor, Anna Berg, lied again."
SHORT = 0.3  # seconds


@pytest.fixture
def start(model):
    """Return a function that runs a server in a thread, and returns its port."""
    running = []

    def run(**limits):
        listener = bind("127.0.0.1", 0)
        server = create_server(create_app(model, limits=Limits(**limits)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        running.append((server, thread, listener))
        return listener.getsockname()[1]

    yield run
    for server, thread, listener in running:
        server.should_exit = True
        thread.join()
        listener.close()


def head(length, **headers):
    fields = {"host": "localhost", "content-type": "application/json", "content-length": str(length), **headers}
    lines = ["POST /analyze HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def exchange(port, *parts, pause=0.0):
    """Send the parts of a request, with a pause between them, and return the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        answer = b""
        while chunk := connection.recv(1 << 16):
            answer += chunk
    return answer


def test_a_request_in_small_pieces_is_answered(start):
    body = json.dumps({"text": LIED}).encode()
    request = head(len(body), connection="close") + body
    answer = exchange(start(), *(request[at : at + 8] for at in range(0, len(request), 8)), pause=0.005)
    assert answer.startswith(b"HTTP/1.1 200") and LIED.encode() in answer


def test_a_body_that_does_not_arrive(start):
    answer = exchange(start(body_seconds=SHORT), head(100), b'{"text"')
    assert answer.startswith(b"HTTP/1.1 408") and b'"slow_request"' in answer and b"connection: close" in answer


HEADS = [[], [b"POST /analyze HT"], [b"GET /health HTTP/1.1\r\n", b"a: b\r\n", b"c: d\r\n"]]


@pytest.mark.parametrize("parts", HEADS)
def test_a_head_that_does_not_arrive(start, monkeypatch, parts):
    monkeypatch.setattr(server_module, "HEAD_SECONDS", SHORT)
    assert exchange(start(), *parts, pause=SHORT / 10) == b""


def test_a_second_head_that_does_not_arrive(start, monkeypatch):
    monkeypatch.setattr(server_module, "HEAD_SECONDS", SHORT)
    request = b"GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n"
    answer = exchange(start(), request, request, b"GET /hea", pause=SHORT / 10)
    assert answer.count(b"HTTP/1.1 200") == 2


def test_a_head_that_is_too_long(start):
    answer = exchange(start(), b"GET /health HTTP/1.1\r\nhost: localhost\r\nx: " + b"a" * 40_000)
    assert answer.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize("request_", [b"\x16\x03\x01\x02\x00\x01\x00", b"nonsense\r\n\r\n"])
def test_what_is_no_request(start, request_):
    assert exchange(start(), request_).startswith(b"HTTP/1.1 400")


def test_a_connection_that_ends_in_the_body_costs_nothing(start):
    port = start()
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(head(1_000) + b'{"text"')
    assert httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False, timeout=120).status_code == 200


def test_a_body_of_ten_megabytes(start):
    port = start()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=120) as client:
        body = json.dumps({"text": "a" * 10 * MIB}).encode()
        answer = client.post("/analyze", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 413 and answer.json()["message"] == "The body is larger than 4 MiB."
        chunks = (body[at : at + MIB] for at in range(0, len(body), MIB))
        answer = client.post("/analyze", content=chunks, headers={"content-type": "application/json"})
        assert answer.status_code == 413


def test_a_client_that_asks_before_it_sends_a_large_body(start):
    answer = exchange(start(), head(10 * MIB, expect="100-continue"))
    assert answer.startswith(b"HTTP/1.1 413")


def test_slow_readers_hold_up_nobody(start):
    port = start()
    body = json.dumps({"text": f"{LIED} " * 300}).encode()
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(4)]
    try:
        for connection in slow:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.sendall(head(len(body)) + body)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=120) as client:
            assert client.post("/analyze", json={"text": LIED}).status_code == 200
    finally:
        for connection in slow:
            connection.close()


def test_many_requests_at_once_are_all_answered(start, model):
    texts = [f"{LIED} It is day {number} in Larn." for number in range(60)]
    with httpx.Client(base_url=f"http://127.0.0.1:{start(waiting=100)}", trust_env=False, timeout=120) as client:
        with ThreadPoolExecutor(20) as threads:
            answers = list(threads.map(lambda text: client.post("/analyze", json={"text": text}), texts))
    assert [answer.json()["document"] for answer in answers] == [model(text).to_dict() for text in texts]


def test_an_answer_is_not_delayed():
    with bind("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP  # else asyncio does not set TCP_NODELAY


def test_the_answer_says_nothing_of_the_server(start):
    answer = httpx.get(f"http://127.0.0.1:{start()}/health", trust_env=False, timeout=120)
    assert "server" not in answer.headers
