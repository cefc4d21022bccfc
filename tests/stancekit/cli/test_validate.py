"""`stancekit sample` and `stancekit validate`."""

import json
import sys

import openpyxl
import pandas
import pytest
from typer.testing import CliRunner

from stancekit.cli import app
from tests.support.coded_corpus import write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("scores"))


@pytest.fixture
def gold(corpus, tmp_path):
    """Return a sample file with the true labels."""
    path = tmp_path / "gold.csv"
    shown = CliRunner().invoke(app, ["sample", str(corpus.folder), "-n", "120", "--by", "outlet", "-o", str(path)])
    assert shown.exit_code == 0
    labels = {(row["id"], row["sentence"]): row["gold"] for row in corpus.sentences}
    frame = pandas.read_csv(path)
    frame["gold"] = [labels[key] for key in zip(frame["id"], frame["sentence"], strict=True)]
    frame.to_csv(path, index=False)
    return path


def write_tsv(frame, path):
    frame.to_csv(path, sep="\t", index=False, encoding="utf-16")


def write_jsonl(frame, path):
    frame.to_json(path, orient="records", lines=True)


def write_json(frame, path):
    frame.to_json(path, orient="records")


def write_parquet(frame, path):
    frame.to_parquet(path)


def write_xlsx(frame, path):
    workbook = openpyxl.Workbook()
    for row in [list(frame.columns), *frame.to_numpy().tolist()]:
        workbook.active.append(row)
    workbook.save(path)


def test_sample_says_what_to_do_next(corpus, tmp_path):
    path = tmp_path / "gold.csv"
    run = ["sample", str(corpus.folder), "-n", "30", "--by", "outlet", "-o", str(path)]
    shown = CliRunner().invoke(app, run)
    assert shown.stdout.splitlines() == [
        f"wrote {path}: 30 sentences (North 15, South 15)",
        f"Fill in the column gold with reported_fact, opinion, then run stancekit validate {corpus.folder} {path} "
        "--by outlet",
    ]
    refused = CliRunner().invoke(app, run)
    assert refused.exit_code == 2 and "labels in it would be lost" in refused.stderr
    assert CliRunner().invoke(app, [*run, "--overwrite", "--strategy", "uncertain", "--seed", "7"]).exit_code == 0
    assert CliRunner().invoke(app, [*run[:-1], str(tmp_path / "no" / "x.csv")]).exit_code == 2
    many = CliRunner().invoke(app, [*run[:2], "-n", "5000", "-o", str(tmp_path / "y.csv")])
    assert many.exit_code == 2 and "the sample size is 5000" in many.stderr
    missing = CliRunner().invoke(app, ["sample", str(tmp_path), "-o", str(tmp_path / "x.csv")])
    assert missing.exit_code == 1 and "has no table 'sentence'" in missing.stderr


def test_validate_prints_all_parts(corpus, gold):
    shown = CliRunner().invoke(app, ["validate", str(corpus.folder), str(gold), "--by", "outlet"])
    assert shown.exit_code == 0, shown.stderr
    lines = shown.stdout.splitlines()
    headings = [line.split()[0] for line in lines if line and not line.startswith(" ")]
    assert headings == ["Gold", "Agreement", "Errors", "Corrected", "Methods", "The"]
    assert "  120 rows code 120 units in 39 articles, with inclusion probabilities" in lines
    north = [line.split() for line in lines if line.startswith("  North ")]
    assert north[0][1] == "60" and north[1][1:3] == ["240", "60"]
    assert lines[-1].startswith("The sentences were scored with stancekit by tiny 1")


@pytest.mark.parametrize(
    ("suffix", "write"),
    [
        ("tsv", write_tsv),
        ("jsonl", write_jsonl),
        ("json", write_json),
        ("parquet", write_parquet),
        ("xlsx", write_xlsx),
    ],
)
def test_gold_has_any_format_of_tables(corpus, gold, suffix, write):
    path = gold.with_suffix(f".{suffix}")
    write(pandas.read_csv(gold), path)
    run = ["validate", str(corpus.folder), "--by", "outlet", "--json"]
    expected, shown = (CliRunner().invoke(app, [*run, str(file)]) for file in (gold, path))
    assert shown.exit_code == 0, shown.stderr
    assert json.loads(shown.stdout) == json.loads(expected.stdout)
    assert json.loads(shown.stdout)["gold"]["labels"] == 120


def test_validate_writes_the_comparison_with_a_section(corpus, gold, tmp_path):
    page = tmp_path / "page.html"
    run = ["validate", str(corpus.folder), str(gold), "--html", str(page)]
    assert CliRunner().invoke(app, run).exit_code == 2
    shown = CliRunner().invoke(app, [*run, "--by", "outlet"])
    assert shown.exit_code == 0, shown.stderr
    written = page.read_text(encoding="utf-8")
    assert 'id="opinion"' in written and 'id="validation"' in written
    onto_gold = CliRunner().invoke(app, [*run[:-1], str(gold), "--by", "outlet", "--overwrite"])
    assert onto_gold.exit_code == 2 and "is an input" in onto_gold.stderr


def test_a_missing_extra_is_named(tmp_path, monkeypatch):
    for package in ("pyarrow", "stancekit.jobs.input_files"):
        monkeypatch.setitem(sys.modules, package, None)
    shown = CliRunner().invoke(app, ["validate", str(tmp_path), "gold.csv"])
    assert shown.exit_code == 2 and "reading gold.csv needs pyarrow: pip install 'stancekit[report]'" in shown.stderr


def test_errors_have_a_message_and_an_exit_code(corpus, gold, tmp_path):
    empty = tmp_path / "notes.txt"
    empty.write_text("notes")
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "a0", "gold": "opinion"}\nno\n')
    cases = [
        ([str(tmp_path / "no.csv")], 1, "does not exist"),
        ([str(empty)], 1, "is no table of gold labels: write them as csv, jsonl, json, parquet, xlsx"),
        ([str(broken)], 1, "broken.jsonl, row 2: not JSON"),
        ([str(gold), "--label", "code"], 2, "probability. Name the column of the labels with --label."),
        ([str(gold), "--by", "author"], 2, "has no column 'author'"),
        ([str(gold), "--encoding", "utf-99"], 2, "utf-99"),
    ]
    for arguments, code, message in cases:
        shown = CliRunner().invoke(app, ["validate", str(corpus.folder), *arguments])
        assert shown.exit_code == code and message in shown.stderr, shown.stderr
