"""Reports on pasted texts, files and tables."""

import io
import json
import zipfile

import pytest

LIED = "The mayor, Anna Berg, lied again."
MET = "The council met in Larn on Monday, and the mayor opened the session."
HTML = {"accept": "text/html"}


def post(client, *, file=None, **fields):
    """Send the form as a browser does."""
    files = {"file": ("", b"", "application/octet-stream") if file is None else file}
    return client.post("/report", data=fields, files=files, headers=HTML)


def table(rows=4, **columns):
    records = [
        {
            "outlet": ("North", "South")[number % 2],
            "date": f"2024-0{number + 1}-03",
            "headline": f"Day {number} in Larn",
            "body": f"{LIED} {MET}",
            **{name: values[number] for name, values in columns.items()},
        }
        for number in range(rows)
    ]
    return "\n".join(map(json.dumps, records)).encode()


def test_a_pasted_text(client):
    page = post(client, title="A day in Larn", text=f"{MET}\r\n\r\n{LIED}", actors="Anna Berg\r\n\r\nTom Reed").text
    assert "<title>A day in Larn</title>" in page and "Not named in the text: Tom Reed." in page
    assert "Berg" in page


def test_a_text_in_an_url_encoded_form(client):
    assert "Larn" in client.post("/report", data={"text": MET}).text


def test_a_report_to_save(client):
    answer = post(client, text=LIED, save="1")
    assert answer.headers["content-disposition"] == 'attachment; filename="report.html"'
    assert "content-disposition" not in post(client, text=LIED).headers


def test_hostile_markup_is_shown_or_dropped_and_never_run(client):
    pasted = '<p>The mayor lied.</p><script>alert(1)</script><iframe src="//evil.example"></iframe>'
    page = post(client, title='"><script>alert(2)</script>', text=pasted).text
    assert "alert(1)" not in page and "evil.example" not in page and "<script>alert" not in page


def test_a_file_goes_before_the_text(client):
    page = post(client, text=LIED, title="Pasted", file=("day.txt", MET.encode(), "text/plain")).text
    assert "<title>day.txt</title>" in page and "Pasted" not in page


def test_a_hostile_file_name(client):
    name = '"><img src=x onerror=alert(1)>\u202e.txt'
    page = post(client, file=(name, MET.encode(), "text/plain")).text
    assert "<img" not in page


def test_a_web_page(client):
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{MET} {LIED}</p>" for _ in range(5))
    article = f"<article><h1>A day</h1>{body}</article>"
    written = f"<!doctype html><html><head><title>Larn</title></head><body>{article}</body></html>"
    page = post(client, file=("page.html", written.encode(), "text/html")).text
    assert "<title>A day</title>" in page


def test_a_table_becomes_a_comparison(client):
    pytest.importorskip("matplotlib")
    page = post(client, file=("corpus.jsonl", table(), "application/json")).text
    assert "<title>corpus.jsonl</title>" in page and "by outlet" in page and "2024-01-03 to 2024-04-03" in page
    assert "4 articles" in page


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_text(client, delimiter):
    pytest.importorskip("matplotlib")
    rows = [["Source", "Body"], ["North", LIED], ["South", MET]]
    written = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    page = post(client, file=("articles.CSV", written.encode(), "text/csv")).text
    assert "2 articles" in page and "by Source" in page


def test_a_workbook(client):
    pytest.importorskip("matplotlib")
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    for row in (["outlet", "text"], ["North", LIED], ["South", MET]):
        workbook.active.append(row)
    written = io.BytesIO()
    workbook.save(written)
    page = post(client, file=("articles.xlsx", written.getvalue(), "application/octet-stream")).text
    assert "2 articles" in page and "by outlet" in page


def test_columns_by_name(client, problem):
    pytest.importorskip("matplotlib")
    written = table(label=["a", "b", "a", "b"], day=[f"0{number}/05/2024" for number in range(1, 5)])
    file = ("corpus.jsonl", written, "")
    page = post(client, file=file, by="label").text
    assert "by input_label" in page
    answer = client.post("/report", data={"by": "nix"}, files={"file": file})
    status, type, message = problem(answer)
    assert (status, type) == (422, "unusable_input")
    assert message.startswith("corpus.jsonl has no column 'nix'; its columns are outlet, date, headline, body")


def test_rows_that_cannot_be_analyzed_are_named(client):
    pytest.importorskip("matplotlib")
    page = post(client, file=("corpus.jsonl", table(body=[LIED, "", "[Removed]", MET]), "")).text
    assert "2 of 4 articles could not be analyzed: article 2, the text is empty" in page and "2 articles" in page


def test_a_date_column_without_dates_is_left_out(client):
    pytest.importorskip("matplotlib")
    page = post(client, file=("corpus.jsonl", table(date=["soon"] * 4), "")).text
    assert "Without a comparison over time" in page and "by outlet" in page


def test_a_table_of_one_article_is_an_article(client):
    pytest.importorskip("matplotlib")
    page = post(client, file=("corpus.jsonl", table(rows=1), "")).text
    assert "<title>Day 0 in Larn</title>" in page


def test_a_list_of_articles_in_json(client):
    pytest.importorskip("matplotlib")
    articles = [{"title": "One", "text": LIED, "outlet": "North"}, {"title": "Two", "text": MET, "outlet": "South"}]
    page = post(client, file=("articles.json", json.dumps(articles).encode(), "")).text
    assert "2 articles" in page and "by outlet" in page


def archive(size):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"0" * size)
    return written.getvalue()


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (("a.docx", archive(40 << 20), ""), (413, "too_large", "a.docx unpacks to 40 MiB")),
        (("a.docx", archive(100), ""), (422, "unusable_input", "a.docx is a damaged DOCX file")),
        (("a.docx", b"PK\x03\x04 no archive", ""), (422, "unusable_input", "a.docx is damaged.")),
        (("a.csv.gz", b"\x1f\x8b\x08", ""), (415, "unsupported_media_type", "a.csv.gz is compressed")),
        (("a.parquet", b"PAR1", ""), (415, "unsupported_media_type", "a.parquet is compressed")),
        (
            ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), ""),
            (422, "unusable_input", "a.txt is an image, expected text"),
        ),
        (("a.txt", b"\x00" * 5_000, ""), (422, "unusable_input", "")),
        (("a.json", b"[" * 100_000, ""), (422, "unusable_input", "a.json is not JSON")),
        (("a.json", b"[]", ""), (422, "unusable_input", "")),
        (("a.csv", b"a,b\n1,2\n", ""), (422, "unusable_input", "a.csv has no column with a usual name of the text")),
        (("a.csv", b"text\n\n", ""), (422, "unusable_input", "")),
        (("a.xml", b"<rss><channel>", ""), (422, "unusable_input", "")),
        (("a.txt", b" \n", ""), (400, "invalid_request", "There is no text")),
    ],
)
def test_files_that_are_none(client, problem, file, expected):
    pytest.importorskip("matplotlib")
    pytest.importorskip("docx")
    status, type, message = problem(client.post("/report", files={"file": file}))
    assert (status, type) == expected[:2], message
    assert message.startswith(expected[2])


def test_a_problem_is_a_page_for_a_browser(client):
    answer = post(client, text="")
    assert answer.status_code == 400 and "<p>There is no text: paste an article, or choose a file.</p>" in answer.text
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("declared", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", b"--c\r\n"),
    ],
)
def test_a_damaged_form(client, problem, declared, body):
    status, type, _ = problem(client.post("/report", content=body, headers={"content-type": declared}))
    assert (status, type) == (400, "invalid_request")


def test_too_many_fields(client, problem):
    status, type, message = problem(client.post("/report", data={f"f{number}": "x" for number in range(20)}))
    assert (status, type) == (400, "invalid_request") and message.startswith("The form is damaged: Too many fields")


def test_a_text_in_another_language(client, problem):
    german = "Der Bürgermeister hat am Montag im Stadtrat erneut gelogen, und niemand wollte ihm widersprechen."
    answer = client.post("/report", data={"text": german})
    assert problem(answer) == (422, "unusable_input", "The text is in German (de), and the model knows English only.")


def test_too_many_rows(serve, problem):
    pytest.importorskip("matplotlib")
    answer = serve(articles=3).post("/report", files={"file": ("corpus.jsonl", table(), "")})
    status, type, message = problem(answer)
    assert (status, type) == (413, "too_large") and "more than 3 allowed" in message


def test_a_package_that_is_missing(client, problem, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    answer = client.post("/report", files={"file": ("corpus.jsonl", table(), "")})
    assert problem(answer) == (
        501,
        "missing_package",
        "A comparison of several articles needs matplotlib: pip install 'stancekit[report]', or in a checkout: pip "
        "install '.[report]'.",
    )
