"""Formats and encodings in which corpora come."""

import gzip
import io
import json

import pytest

from stancekit.errors import InputError
from stancekit.jobs.row_scorer import text_of
from stancekit.jobs.rows import Columns, Row
from tests.support.input_rows import read, texts

QUOTED = "The café’s owner said: “No.” It cost £5."
PAGE = (
    b"<html><head><title>Vote</title></head><body><article>"
    + b"".join(
        b"<p>The council of the harbour town met on day %d and voted against the budget of its mayor.</p>" % day
        for day in range(6)
    )
    + b"</article></body></html>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "csv.gz"])
def test_no_row_is_lost_for_its_encoding(tmp_path, encoding, form):
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in ("plain", QUOTED)]
    content = ("text\nplain\n" + QUOTED + "\n" if "csv" in form else "\n".join(lines)).encode(encoding)
    (tmp_path / f"a.{form}").write_bytes(gzip.compress(content) if form.endswith("gz") else content)
    assert texts(tmp_path / f"a.{form}") == ["plain", QUOTED]


def test_an_encoding_can_be_named(tmp_path):
    (tmp_path / "a.csv").write_bytes("text\nПутин\n".encode("koi8-r"))
    assert texts(tmp_path / "a.csv", encoding="koi8-r") == ["Путин"]
    (tmp_path / "a.csv").write_bytes("text\nfine\n\xe9\n".encode("cp1252"))
    assert [row.fault for row in read(tmp_path / "a.csv", encoding="ascii")] == [None, "not in the given encoding"]
    (tmp_path / "a.txt").write_bytes("Путин победил.".encode("koi8-r"))
    assert texts(tmp_path / "a.txt", encoding="koi8-r") == ["Путин победил."]


def test_one_row_in_another_encoding_is_read(tmp_path):
    (tmp_path / "a.csv").write_bytes("text\nZoë\n".encode() + QUOTED.encode("cp1252") + "\n“so”\n".encode())
    assert texts(tmp_path / "a.csv") == ["Zoë", QUOTED, "“so”"]


@pytest.mark.parametrize(
    "content",
    [
        {"text": "He won.", "title": "Vote", "date": "2024-01-05", "outlet": "X"},
        [{"maintext": "He won.", "title": "Vote", "date_publish": "2024-01-05", "source_domain": "X"}],
        {
            "status": "ok",
            "articles": [
                {
                    "content": "He won.",
                    "title": "Vote",
                    "publishedAt": "2024-01-05",
                    "source": {"id": None, "name": "X"},
                }
            ],
        },
        [{"text": "He won.", "title": "Vote", "publish_date": "2024-01-05", "source": "X", "authors": ["A"]}],
    ],
)
def test_articles_in_json_of_the_usual_shapes(tmp_path, content):
    (tmp_path / "a.json").write_text(json.dumps(content, indent=1))
    (row,) = read(tmp_path / "a.json", Columns(title="title", keep=("date", "outlet")))
    assert (row.text, row.title, row.kept) == ("He won.", "Vote", {"date": "2024-01-05", "outlet": "X"})


def test_json_lines_named_json_and_a_list_named_jsonl(tmp_path):
    (tmp_path / "a.json").write_text('{"text": "one"}\n{"text": "two"}\n')
    assert texts(tmp_path / "a.json") == ["one", "two"]
    (tmp_path / "b.jsonl").write_text('[\n{"text": "one"}\n]')
    with pytest.raises(InputError, match="is one JSON list"):
        read(tmp_path / "b.jsonl")
    assert texts(tmp_path / "b.jsonl", format="json") == ["one"]


def test_json_without_the_column_or_torn_is_an_error(tmp_path):
    (tmp_path / "a.json").write_text('[{"lead": "He won."}]')
    with pytest.raises(InputError, match="has no column 'text'; its columns are lead"):
        read(tmp_path / "a.json")
    (tmp_path / "a.csv").write_text("Id,Text\n1,It rained.\n")
    with pytest.raises(InputError, match=r"text=… in Python, stancekit score --text-column\. Did you mean Text\?$"):
        read(tmp_path / "a.csv")
    (tmp_path / "b.json").write_text('[{"text": "He won."')
    with pytest.raises(InputError, match="is not JSON"):
        read(tmp_path / "b.json")


def test_a_key_with_two_values_is_a_fault_of_its_row(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "one", "text": "two"}\n{"text": "three"}\n')
    rows = read(tmp_path / "a.jsonl")
    assert "several values for the key 'text'" in rows[0].fault and rows[1].text == "three"


def test_articles_of_a_folder_are_rows_with_their_headlines(tmp_path):
    pytest.importorskip("trafilatura")
    (tmp_path / "a.txt").write_bytes(QUOTED.encode("cp1252"))
    (tmp_path / "b.md").write_text(
        "---\ntitle: Vote\n---\n\n# Vote\n\nThe **mayor** [won](http://x.org).\n\n* So *be* it.\n"
    )
    (tmp_path / "c.html").write_bytes(PAGE)
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.4 torn")
    rows = read(tmp_path)
    assert [row.id for row in rows] == ["a.txt:1", "b.md:1", "c.html:1", "d.pdf:1"]
    assert (rows[0].text, rows[1].title, rows[1].text) == (QUOTED, "Vote", "The mayor won.\n\nSo be it.")
    assert rows[2].title == "Vote" and rows[2].text.startswith("The council of the harbour town met on day 0")
    assert "d.pdf is a PDF file whose text cannot be extracted" in rows[3].fault


def test_feeds_are_read(tmp_path):
    pytest.importorskip("feedparser")
    (tmp_path / "a.xml").write_text(
        "<rss version='2.0'><channel><title>Gazette</title><item><title>Vote</title><link>http://x.org/1</link>"
        "<pubDate>Fri, 05 Jan 2024 10:00:00 GMT</pubDate>"
        "<description>&lt;p&gt;He &lt;b&gt;won&lt;/b&gt;.&lt;/p&gt;</description></item></channel></rss>"
    )
    (row,) = read(tmp_path / "a.xml", Columns(id="id", keep=("outlet", "date")))
    assert (row.id, row.title) == ("http://x.org/1", "Vote")
    assert row.kept == {"outlet": "Gazette", "date": "Fri, 05 Jan 2024 10:00:00 GMT"}
    assert text_of(row).text == "Vote\n\nHe won."
    (tmp_path / "b.xml").write_text("<?xml version='1.0'?><nitf><body>He won.</body></nitf>")
    with pytest.raises(InputError, match="is XML, but no RSS or Atom feed"):
        read(tmp_path / "b.xml")


def test_workbooks_are_read(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    for cells in (["id", "text"], [1, "He won."], [None, None], [3, None]):
        workbook.active.append(cells)
    workbook.create_sheet("more").append(["notes"])
    workbook.save(tmp_path / "a.xlsx")
    assert [(row.id, row.text) for row in read(tmp_path / "a.xlsx", Columns(id="id"))] == [
        ("1", "He won."),
        ("3", None),
    ]
    with pytest.raises(InputError, match="has no column 'body'; its columns are id, text"):
        read(tmp_path / "a.xlsx", Columns(text="body"))
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(InputError, match="damaged XLSX"):
        read(tmp_path / "b.xlsx")


def test_documents_of_word_are_read(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Vote", 0)
    document.add_paragraph("The mayor won.")
    document.add_paragraph("She left.")
    document.save(tmp_path / "a.docx")
    (row,) = read(tmp_path / "a.docx")
    assert (row.title, row.text) == ("Vote", "The mayor won.\n\nShe left.")


def test_text_of_pdf_is_read(tmp_path):
    pytest.importorskip("pypdf")
    stream = b"BT /F1 12 Tf 72 700 Td (The mayor won.) Tj 0 -20 Td (She left.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(content),
    )
    (tmp_path / "a.pdf").write_bytes(content)
    assert texts(tmp_path / "a.pdf") == ["The mayor won.\nShe left."]


@pytest.mark.parametrize("is_gzip", [False, True])
def test_pages_of_a_crawl_are_read(tmp_path, is_gzip):
    pytest.importorskip("warcio")
    pytest.importorskip("trafilatura")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / ("a.warc.gz" if is_gzip else "a.warc")
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=is_gzip)
        for url, status, body in (("http://x.org/1", "200 OK", PAGE), ("http://x.org/2", "404 Not Found", PAGE)):
            headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.0")
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            )
    (row,) = read(path, Columns(id="url", title="title"))
    assert (row.id, row.title) == ("http://x.org/1", "Vote") and row.text.startswith("The council of the harbour")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the text is empty"),
        (" \n", "the text is empty"),
        ("nan", "a placeholder, 'nan'"),
        ("None", "a placeholder, 'None'"),
        (" [Removed]\n", "a placeholder, '[Removed]'"),
        ("404 Not Found", "a placeholder, '404 Not Found'"),
        ("Loading…", "a placeholder, 'Loading…'"),
        ("Please enable JavaScript to view this page.", "a placeholder, 'Please enable JavaScript"),
        ("Subscribe to continue reading.", "a placeholder, 'Subscribe"),
        ("This content is not available in your region.", "a placeholder, 'This content"),
        ("The mayor resigned after… [+2345 chars]", "the text is cut off, as NewsAPI does"),
        ('{"text": "He won."}', "the text is JSON"),
        ("%PDF-1.4 obj", "the text is a PDF file"),
        ("<?xml version='1.0'?><a/>", "the text is XML"),
        (3, "the text is of type int"),
    ],
)
def test_a_row_without_prose_is_an_error(text, reason):
    with pytest.raises(InputError) as error:
        text_of(Row("a.csv", 1, "a.csv:1", text=text, title="Vote"))
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("None", "He won.", "He won."),
        (None, "AT&amp;T won.", "AT&T won."),
        ("Pell &amp; Co.", "<p>They <b>won</b>.</p><p>So what?</p>", "Pell & Co.\n\nThey won.\n\nSo what?"),
    ],
)
def test_html_in_a_column_is_recognized(title, text, expected):
    pytest.importorskip("trafilatura")
    assert text_of(Row("a.csv", 1, "a.csv:1", text=text, title=title)).text == expected


def test_a_whole_page_in_a_column_is_recognized():
    pytest.importorskip("trafilatura")
    text = text_of(Row("a.csv", 1, "a.csv:1", text=PAGE.decode())).text
    assert "The council" in text and "<" not in text
