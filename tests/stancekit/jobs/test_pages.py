"""The roles of the lines of a page are the same in a job, in `stancekit analyze` and in Python."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

import stancekit
from stancekit.cli import app
from tests.support.job_files import read_table

pytest.importorskip("trafilatura")

SECOND = "“Nobody in the harbor was asked,” said Lena Vogt, who mends nets there and has sold her second boat."
PAGE = f"""<!DOCTYPE html><html><head><title>Ferry sold - Bay Gazette</title></head><body><article>
<h1>Ferry sold</h1><p class="byline">Nora Quist</p>
<p>The council of the harbor town sold its last ferry on Monday, and voted against the budget of the mayor.</p>
<figure><img src="a.png"><figcaption>The ferry Anna, built in Holm.</figcaption></figure>
<h2>A boat too few</h2><p>{SECOND}</p><ul><li>No ferry on Sundays</li></ul>
<blockquote>A town without a boat is a rock.</blockquote>
<p>The mayor has never set foot on a boat, and it shows in every line of the budget that he defends.</p>
</article></body></html>"""
ROLES = ["headline", "byline", "body", "caption", "subheading", "body", "list_item", "quote_block", "body"]


def write_html(folder):
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    return folder / "page.html"


def write_column(folder):
    with (folder / "pages.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "text"], ["a", PAGE]])
    return folder / "pages.csv"


def write_crawl(folder):
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
    with (folder / "crawl.warc").open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        payload = io.BytesIO(PAGE.encode())
        writer.write_record(
            writer.create_warc_record("http://x.org/1", "response", payload=payload, http_headers=headers)
        )
    return folder / "crawl.warc"


@pytest.mark.parametrize("write", [write_html, write_column, write_crawl])
def test_roles_of_a_page_reach_the_tables(score_rows, model, tiny_model_folder, tmp_path, write):
    page = write(tmp_path)
    expected = model(stancekit.read_page(PAGE))
    assert [sentence.role for sentence in expected.sentences] == ROLES
    score_rows(page, tmp_path / "out")
    rows = read_table(tmp_path / "out", "sentence")
    assert [(row["role"], row["text"]) for row in rows] == [(each.role, each.text) for each in expected.sentences]
    result = CliRunner().invoke(app, ["analyze", "--model", str(tiny_model_folder), "--json", str(page)])
    document = json.loads(result.stdout)
    assert document["text"] == expected.text and [each["role"] for each in document["sentences"]] == ROLES


def test_everything_is_measured_on_request(score_rows, tiny_model_folder, tmp_path):
    page = write_html(tmp_path)
    for measured in ("article", "everything"):
        score_rows(page, tmp_path / measured, measured=measured)
        rows = read_table(tmp_path / measured, "sentence")
        unmeasured = [row["role"] for row in rows if not row["is_measured"]]
        assert unmeasured == (["byline", "caption"] if measured == "article" else [])
        assert read_table(tmp_path / measured, "document")[0]["sentences"] == len(rows) - len(unmeasured)
        options = ["--model", str(tiny_model_folder), "--json", "--measured", measured]
        document = json.loads(CliRunner().invoke(app, ["analyze", *options, str(page)]).stdout)
        assert [each["role"] for each in document["sentences"] if not each["is_measured"]] == unmeasured
    with pytest.raises(stancekit.errors.JobError, match="measured: was 'article' and is 'everything'"):
        score_rows(page, tmp_path / "article", measured="everything")
    with pytest.raises(stancekit.InputError, match="measured is 'all', expected one of article, everything"):
        score_rows(page, tmp_path / "all", measured="all")
