"""`stancekit report`."""

from typer.testing import CliRunner

from stancekit.cli import app
from tests.support.score_tables import write_scores


def test_report_writes_a_page(tmp_path):
    articles = [{"outlet": "North", "date": "2024-01-05", "stances": {"Ana Roth": [0.5]}}] * 6
    folder, page = write_scores(tmp_path / "scores", articles), tmp_path / "corpus.html"
    run = ["report", str(folder), "--by", "outlet", "-o", str(page)]
    shown = CliRunner().invoke(app, [*run, "--over", "date", "--title", "All of it", "--voice", "opinion"])
    assert shown.exit_code == 0 and shown.stdout == f"wrote {page}: 6 articles, 1 groups, 1 actors\n"
    written = page.read_text(encoding="utf-8")
    assert (
        "<h1>All of it</h1>" in written
        and written.count("<svg") == 4
        and "http:" not in written.replace("http://www.w3.org", "")
    )
    assert CliRunner().invoke(app, run).exit_code == 0 and "Over time" not in page.read_text(encoding="utf-8")


def test_errors_have_a_message_and_an_exit_code(tmp_path):
    folder = write_scores(tmp_path / "scores", [{"outlet": "North", "date": "2024-01-05"}])
    cases = [
        (["report", str(tmp_path), "--by", "outlet", "-o", "x.html"], 1, "has no table 'document'"),
        (["report", str(folder), "--by", "author", "-o", "x.html"], 1, "no column 'author'"),
        (["report", str(folder), "--by", "outlet", "-o", str(tmp_path / "no" / "x.html")], 2, "cannot be written"),
    ]
    for arguments, code, message in cases:
        shown = CliRunner().invoke(app, arguments)
        assert shown.exit_code == code and message in shown.stderr


def test_a_report_replaces_only_a_page(tmp_path):
    folder = write_scores(tmp_path / "scores", [{"outlet": "North", "date": "2024-01-05"}])
    part, notes = folder / "document" / "part-000000.parquet", tmp_path / "notes.txt"
    notes.write_text("mine")
    before = part.read_bytes()
    run = ["report", str(folder), "--by", "outlet", "-o"]
    for path, option in ((notes, []), (part, []), (part, ["--overwrite"])):
        shown = CliRunner().invoke(app, [*run, str(path), *option])
        assert shown.exit_code == 2 and shown.stderr.startswith(f"error: {path} ") and shown.stderr.count("\n") == 1
    assert notes.read_text() == "mine" and part.read_bytes() == before
    for path, option in ((notes, ["--overwrite"]), (notes, []), (folder / "page.html", []), (folder / "page.html", [])):
        assert CliRunner().invoke(app, [*run, str(path), *option]).exit_code == 0
