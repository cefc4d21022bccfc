"""The JSON API: its answers, its description and its errors."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import stancekit
from stancekit import Document
from stancekit.document.tables import COLUMNS, LEVELS
from stancekit.serve.problems import MEANINGS, PROBLEM_TYPES, STATUS
from tests.support import documents

LIED = "The mayor, Anna Berg, lied again."
MET = "The council met in Larn on Monday, and the mayor opened the session."
GERMAN = "Der Bürgermeister hat am Montag im Stadtrat erneut gelogen, und niemand wollte ihm widersprechen."
DOCS = Path(__file__).parents[3] / "docs" / "how-to" / "serve.md"


def described(client, name):
    """Return a validator of a schema of the API's description."""
    jsonschema = pytest.importorskip("jsonschema")
    components = client.get("/openapi.json").json()["components"]
    return jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components})


def test_analyze_returns_the_document_of_the_model(client, model):
    answer = client.post("/analyze", json={"text": LIED, "id": "a-1"})
    assert answer.status_code == 200
    assert Document.from_dict(answer.json()["document"]) == model(LIED, id="a-1")
    assert answer.json()["warnings"] == []


def test_analyze_takes_a_title_and_actors(client):
    actors = ["Anna Berg", {"name": "Larn", "kind": "place", "id": "L1", "aliases": ["the town"]}]
    body = {"title": "A day in Larn", "text": LIED, "actors": actors, "measured": "everything"}
    document = Document.from_dict(client.post("/analyze", json=body).json()["document"])
    assert document.sentences[0].is_title and document.sentences[0].text == "A day in Larn"
    assert {actor.key for actor in document.actors} >= {"L1"}
    assert any(mention.given and mention.text == "Anna Berg" for mention in document.mentions)


def test_score_returns_tables_and_the_faults_of_articles(client, model):
    articles = [{"text": LIED, "id": "a"}, {"text": " "}, {"text": MET}, {"text": GERMAN, "id": "d"}]
    answer = client.post("/score", json={"articles": articles}).json()
    assert set(answer["tables"]) == set(LEVELS)
    assert [row["id"] for row in answer["tables"]["document"]] == ["a", "2"]
    assert answer["tables"]["sentence"][0]["opinion"] == model(LIED).sentences[0].opinion
    assert [(error["index"], error["id"]) for error in answer["errors"]] == [(1, None), (3, "d")]
    assert "the text is empty" in answer["errors"][0]["reason"] and "in German" in answer["errors"][1]["reason"]


def test_score_returns_the_wanted_levels(client):
    answer = client.post("/score", json={"articles": [{"text": LIED}], "levels": ["actor"]}).json()
    assert list(answer["tables"]) == ["actor"]
    assert all(list(row) == [column.name for column in COLUMNS["actor"]] for row in answer["tables"]["actor"])


def test_an_answer_is_the_same_whatever_it_is_asked_beside(client):
    with ThreadPoolExecutor(8) as threads:
        alone = client.post("/analyze", json={"text": LIED}).content
        texts = [LIED, MET] * 12
        answers = list(threads.map(lambda text: client.post("/analyze", json={"text": text}).content, texts))
    assert set(answers[::2]) == {alone} and len(set(answers[1::2])) == 1


def test_html_becomes_prose(client):
    hostile = "<p>The mayor, Anna Berg, lied again.</p><script>alert(1)</script><img src=x onerror=alert(2)>"
    document = client.post("/analyze", json={"text": hostile}).json()["document"]
    assert document["text"] == LIED


def test_warnings_are_in_the_answer(client):
    german = client.post("/analyze", json={"text": GERMAN}).json()
    assert german["document"]["language"] == "de" and "is in German" in german["warnings"][0]
    actors = [{"name": "Tom Reed", "aliases": ["Berg"]}, {"name": "Anna Berg", "kind": "person"}]
    assert "Berg" in client.post("/analyze", json={"text": MET, "actors": actors}).json()["warnings"][0]
    assert client.post("/analyze", json={"text": MET}).json()["warnings"] == []


def test_health_names_the_model(client, model):
    answer = client.get("/health").json()
    assert answer == {
        "status": "ok",
        "version": stancekit.__version__,
        "model": model.folder.name,
        "digest": model.folder.digest,
    }
    assert described(client, "HealthMessage").is_valid(answer)


def test_answers_are_as_described(client):
    text = f"{MET} “Anna Berg lied,” Tom Reed said. It is a disgrace."
    for path, body, name in (
        ("/analyze", {"text": text, "actors": ["Larn", "Nobody Else"]}, "AnalyzeAnswer"),
        ("/score", {"articles": [{"text": text}, {"text": ""}]}, "ScoreAnswer"),
    ):
        described(client, name).validate(client.post(path, json=body).json())
    described(client, "ProblemMessage").validate(client.get("/none").json())


def test_a_portrayal_is_as_described(client):
    article = documents.article()
    roth, *others = article.actors
    portrayal = stancekit.Portrayal(0.5, 0.3, 0.2, "against", (0,))
    document = json.loads(json.dumps(replace(article, actors=(replace(roth, portrayal=portrayal), *others)).to_dict()))
    described(client, "Document").validate(document)
    del document["actors"][0]["portrayal"]["probability"]
    assert not described(client, "Document").is_valid(document)


def test_the_description_names_every_path_and_problem(client):
    description = client.get("/openapi.json").json()
    assert set(description["paths"]) == {"/analyze", "/score", "/report", "/health"}
    named = {
        response["description"].partition(":")[0]
        for path in description["paths"].values()
        for operation in path.values()
        for response in operation["responses"].values()
    }
    assert named - {"the answer"} == set(PROBLEM_TYPES) - {"not_found", "method_not_allowed"}
    references = re.findall(r'"\$ref": "([^"]+)"', json.dumps(description))
    assert references and {each.rpartition("/")[2] for each in references} <= set(description["components"]["schemas"])


def test_every_problem_has_a_status_of_its_own_and_a_meaning():
    assert len(set(STATUS.values())) == len(PROBLEM_TYPES) and set(MEANINGS) == set(PROBLEM_TYPES) == set(STATUS)


def test_the_documentation_lists_every_problem():
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.M)
    assert rows == [(type, str(STATUS[type]), MEANINGS[type]) for type in PROBLEM_TYPES]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "The body: Invalid JSON"),
        (b"{", "The body: Invalid JSON"),
        (b"[]", "The body: Input should be an object"),
        (b"\xff\xfe\x00", "The body: Invalid JSON"),
        (b'{"text": 5}', "Field text: Input should be a valid string"),
        (b'{"txt": "x"}', "Field text: Field required; field txt: unknown."),
        (
            b'{"a": 1, "b": 1, "c": 1, "d": 1}',
            "Field text: Field required; field a: unknown; field b: unknown (2",
        ),
        (b'{"text": "x", "measured": "all"}', "Field measured: Input should be 'article' or 'everything'"),
        (b'{"text": "x", "id": 5}', "Field id: Input should be a valid string"),
        (b'{"text": "x", "id": "' + b"i" * 1_001 + b'"}', "Field id: String should have at most 1000 characters"),
        (b'{"text": ' + b"[" * 100_000, "The body: Invalid JSON: recursion limit exceeded"),
        (b'{"text": "\\ud800"}', "The body: Invalid JSON"),
    ],
)
def test_a_body_that_is_none(client, problem, body, expected):
    status, type, message = problem(client.post("/analyze", content=body, headers={"content-type": "application/json"}))
    assert (status, type) == (400, "invalid_request")
    assert message.startswith(expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"text": ""}, "The text is empty."),
        ({"text": " \n "}, "The text is empty."),
        ({"text": "[Removed]"}, "The text is a placeholder, '[Removed]'."),
        ({"text": "The council met on Monday… [+2345 chars]"}, "The text is cut off"),
        ({"text": '{"a": [1, 2, 3], "b": "c"}'}, "The text is JSON, expected prose"),
        ({"text": "%PDF-1.7 binary"}, "The text is a PDF file, expected prose"),
        ({"text": LIED, "actors": ["…"]}, "Actor '…' has the name '…', which has no letter or digit to match."),
    ],
)
def test_an_input_that_cannot_be_analyzed(client, problem, body, expected):
    status, type, message = problem(client.post("/analyze", json=body))
    assert (status, type) == (422, "unusable_input") and message.startswith(expected)


@pytest.mark.parametrize("declared", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_another_content_type(client, problem, declared):
    headers = {} if declared is None else {"content-type": declared}
    status, type, message = problem(client.post("/analyze", content=b'{"text": "x"}', headers=headers))
    assert (status, type) == (415, "unsupported_media_type")
    assert message == f"The Content-Type is {declared or 'missing'}, expected application/json."


def test_a_content_type_may_have_parameters(client):
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    assert client.post("/analyze", content=json.dumps({"text": LIED}), headers=headers).status_code == 200


def test_paths_and_methods_that_are_none(client, problem):
    assert problem(client.get("/docs")) == (404, "not_found", "There is no such path; /openapi.json lists the paths.")
    for method, path in (("GET", "/analyze"), ("PUT", "/score"), ("DELETE", "/report"), ("POST", "/health")):
        response = client.request(method, path)
        assert problem(response) == (405, "method_not_allowed", f"The path has no method {method}.")
        assert response.headers["allow"]


def test_a_failure_of_the_server_shows_nothing_of_it(serve, problem, monkeypatch):
    def fail(*_):
        raise RuntimeError("secret")

    client = serve()
    monkeypatch.setattr("stancekit.serve.articles.Analyst.analyze", fail)
    response = client.post("/analyze", json={"text": LIED})
    assert problem(response) == (500, "internal", "The server failed; its log has the details.")
    assert response.headers["x-content-type-options"] == "nosniff"
