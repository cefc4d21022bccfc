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


def test_a_page_says_that_no_difference_is_clear(tmp_path):
    scores = [0.5, -0.5, 0.1, -0.1, 0.3, -0.3]
    articles = [
        {"outlet": outlet, "stances": {"Ana Roth": [score]}} for outlet in ("North", "South") for score in scores
    ]
    folder, page = write_scores(tmp_path / "scores", articles), tmp_path / "corpus.html"
    assert CliRunner().invoke(app, ["report", str(folder), "--by", "outlet", "-o", str(page)]).exit_code == 0
    written = page.read_text(encoding="utf-8")
    assert "Largest contrasts</h2>" in written and "No two groups differ clearly" in written
    assert CliRunner().invoke(app, ["report", str(folder), "-o", str(page)]).exit_code == 0
    assert "Largest contrasts" not in page.read_text(encoding="utf-8")


def test_errors_have_a_message_and_an_exit_code(tmp_path):
    folder = write_scores(tmp_path / "scores", [{"outlet": "North", "date": "2024-01-05"}])
    (tmp_path / "file").touch()
    cases = [
        (["report", str(tmp_path), "--by", "outlet", "-o", "x.html"], 1, "has no table 'document'"),
        (["report", str(folder), "--by", "author", "-o", "x.html"], 2, "no column 'author'"),
        (["report", str(folder), "--by", "outlet", "-o", str(tmp_path / "file" / "x.html")], 2, "cannot be "),
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


def test_a_report_needs_no_groups(tmp_path):
    articles = [{"outlet": "North", "date": "2024-01-05", "stances": {"Ana Roth": [0.5]}}] * 6
    folder, page = write_scores(tmp_path / "scores", articles), tmp_path / "corpus.html"
    shown = CliRunner().invoke(app, ["report", str(folder), "--over", "date", "-o", str(page)])
    assert shown.exit_code == 0 and shown.stdout == f"wrote {page}: 6 articles, 1 actors\n"
    assert "<h1>Articles over time</h1>" in page.read_text(encoding="utf-8")


def test_figures_are_written_to_a_folder(tmp_path):
    articles = [{"outlet": "North", "date": "2024-01-05", "stances": {"Ana Roth": [0.5]}}] * 6
    folder, figures = write_scores(tmp_path / "scores", articles), tmp_path / "figures"
    run = ["report", str(folder), "--by", "outlet", "--figures", str(figures)]
    shown = CliRunner().invoke(app, run)
    assert shown.exit_code == 0 and shown.stdout == f"wrote 11 files to {figures}: 6 articles, 1 groups, 1 actors\n"
    assert (figures / "groups.csv").read_text().startswith("group,articles,sentences,opinion,")
    assert "North & 6 & 60 &" in (figures / "groups.tex").read_text()
    both = CliRunner().invoke(app, [*run, "--over", "date", "-o", str(tmp_path / "corpus.html")])
    assert both.exit_code == 0 and both.stdout.count("wrote") == 2 and (figures / "opinion-over-time.pdf").is_file()


def test_figures_replace_only_figures(tmp_path):
    folder = write_scores(tmp_path / "scores", [{"outlet": "North", "date": "2024-01-05"}])
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "groups.csv").write_text("mine")
    run = ["report", str(folder), "--figures"]
    for target in (mine, mine / "groups.csv"):
        shown = CliRunner().invoke(app, [*run, str(target)])
        assert shown.exit_code == 2 and shown.stderr.startswith(f"error: {target} ")
    assert (mine / "groups.csv").read_text() == "mine"
    assert CliRunner().invoke(app, [*run, str(mine), "--overwrite"]).exit_code == 0


def test_a_report_needs_an_output(tmp_path):
    shown = CliRunner().invoke(app, ["report", str(tmp_path)])
    assert shown.exit_code == 2 and "name a page with -o FILE, or a folder with --figures FOLDER" in shown.stderr
