"""Who may send a request, and the headers of every answer."""

import pytest

LIED = "The mayor, Anna Berg, lied again."
SAFE = ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7", "news.example:80"]
UNSAFE = ["", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "news.example.", "[::1", "127.0.0.1@e"]
OWN = [{}, {"origin": "http://localhost:8000", "sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}]


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7", "news.example:80"],
)
def test_hosts_that_nobody_can_take_over(serve, host):
    client = serve(names=["News.Example"])
    assert client.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "news.example.", "[::1", "a b", "127.0.0.1@e"],
)
@pytest.mark.parametrize("path", ["/", "/health", "/openapi.json", "/analyze", "/none"])
def test_another_host_is_refused(serve, problem, host, path):
    client = serve(names=["news.example"])
    status, type, message = problem(client.get(path, headers={"host": host}))
    assert (status, type) == (421, "forbidden_host") and "--allow-host" in message


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://localhost:8000", "sec-fetch-site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/analyze", "/score", "/report"])
def test_pages_of_other_sites_are_refused(client, problem, headers, path):
    response = client.post(path, data={"text": LIED}, headers=headers)
    assert problem(response) == (403, "forbidden_origin", "Pages of other sites cannot use this server.")


def test_our_own_page_and_programs_are_let_in(client):
    for headers in (
        {},
        {"origin": "http://localhost:8000", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ):
        assert client.post("/analyze", json={"text": LIED}, headers=headers).status_code == 200


def test_no_other_site_may_read_an_answer(client):
    headers = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    answers = [client.options("/analyze", headers=headers), client.get("/health", headers=headers), client.get("/")]
    for answer in answers:
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/", None),
        ("GET", "/health", None),
        ("GET", "/openapi.json", None),
        ("GET", "/none", None),
        ("PUT", "/", None),
        ("POST", "/analyze", {"text": LIED}),
        ("POST", "/analyze", {"text": ""}),
    ],
)
def test_every_answer_has_the_headers(client, method, path, body):
    headers = client.request(method, path, json=body).headers
    assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "*" not in policy and "http:" not in policy


def test_the_page_allows_its_own_style_and_script_alone(client):
    policy = client.get("/").headers["content-security-policy"].split("; ")
    assert policy[0] == "default-src 'none'" and "form-action 'self'" in policy and "frame-src 'self'" in policy
    assert [each for each in policy if each.startswith("script-src 'sha256-")]
    assert not [each for each in policy if each.startswith(("connect-src", "img-src"))]


def test_a_report_is_confined(client):
    answer = client.post("/report", data={"text": LIED})
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"].split("; ")
    assert policy[-2:] == ["frame-ancestors 'self'", "sandbox allow-scripts"] and "form-action 'none'" in policy
