"""`stancekit export` and `stancekit import`, and validation with what they wrote."""

import json

import pandas
import pytest
from typer.testing import CliRunner

from stancekit.cli import app
from tests.support.coded_corpus import write_corpus
from tests.support.commands import fault


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("scores"))


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_loop_from_scores_to_a_validation(corpus, tmp_path):
    sample, tasks, labels = tmp_path / "sample.csv", tmp_path / "tasks.json", tmp_path / "labels.jsonl"
    assert run("sample", corpus.folder, "-n", 120, "-o", sample).exit_code == 0
    shown = run("export", corpus.folder, "--to", "label-studio", "--sample", sample, "--head", "opinion", "-o", tasks)
    assert shown.exit_code == 0 and f"wrote {tasks}: 120 sentences for label-studio" in shown.stdout
    assert (tmp_path / "tasks.config.xml").read_text().startswith("<View>")
    truth = {(row["id"], row["text"]): row["gold"] for row in corpus.sentences}
    exported = json.loads(tasks.read_text())
    for task in exported[:100]:
        result = task.pop("predictions")[0]["result"]
        result[0]["value"]["choices"] = [truth[task["data"]["stancekit"]["id"], task["data"]["text"]]]
        task["annotations"] = [{"result": result, "completed_by": 1}]
    tasks.write_text(json.dumps(exported))
    shown = run("import", tasks, "--from", "label-studio", "-o", labels)
    assert shown.stdout == f"wrote {labels}: 100 sentences (opinion 100)\n"
    assert shown.stderr == "left out 20 sentences that nobody has reviewed\n"
    result = json.loads(run("validate", corpus.folder, labels, "--by", "outlet", "--json").stdout)
    assert (result["target"], result["gold"]["labels"], result["gold"]["has_probabilities"]) == ("opinion", 100, True)
    frame = pandas.read_csv(sample)[:100]
    frame["gold"] = [truth[key] for key in zip(frame["id"], frame["text"], strict=True)]
    frame.to_csv(sample, index=False)
    assert result == json.loads(run("validate", corpus.folder, sample, "--by", "outlet", "--json").stdout)


def test_labels_are_exported_again(corpus, tmp_path):
    first, labels, second = tmp_path / "first.jsonl", tmp_path / "labels.jsonl", tmp_path / "second.jsonl"
    assert run("export", corpus.folder, "--to", "prodigy", "--count", 9, "-o", first).exit_code == 0
    assert run("import", first, "--from", "prodigy", "--predictions", "-o", labels).exit_code == 0
    assert run("export", labels, "--to", "prodigy", "-o", second).exit_code == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["export", "absent", "--to", "doccano", "-o", "x"], 1, "no folder absent"),
        (["export", "FOLDER", "--to", "doccano", "-o", "FILE"], 2, "exists: choose another file, or add --overwrite"),
        (["export", "FOLDER", "--to", "brat", "-o", "x"], 2, "'brat' is not one of"),
        (["export", "FOLDER", "--to", "doccano", "-o", "x", "-n", "2", "--sample", "y"], 2, "give one of them"),
        (
            ["export", "FOLDER", "--to", "doccano", "-o", "x", "--head", "tone"],
            2,
            "no head 'tone'; valid heads: opinion",
        ),
        (["export", "FOLDER", "--to", "doccano", "-o", "absent/x"], 2, "cannot be written"),
        (["import", "FILE", "--from", "doccano", "-o", "x"], 1, "has no reviewed sentence"),
        (["import", "FILE", "--from", "doccano", "-o", "FILE"], 2, "exists"),
    ],
)
def test_faults(corpus, tmp_path, monkeypatch, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.jsonl").write_text("")
    names = {"FOLDER": corpus.folder, "FILE": tmp_path / "empty.jsonl"}
    result = run(*(names.get(each, each) for each in arguments))
    assert result.exit_code == code and message in result.stderr
    assert not (tmp_path / "x").exists()


def test_the_first_faults_of_labels_are_listed(tmp_path):
    (tmp_path / "tasks.jsonl").write_text('{"text": "Roth won.", "cats": ["x"]}\n{"text": 5}\n')
    message = fault(run("import", tmp_path / "tasks.jsonl", "--from", "doccano", "-o", tmp_path / "out.jsonl"), 1)
    assert "has 2 faults" in message and "task 1: unknown label 'x'" in message and "task 2: text is 5" in message
    (tmp_path / "tasks.jsonl").write_text('{"text": 5}\n' * 200)
    message = fault(run("import", tmp_path / "tasks.jsonl", "--from", "doccano", "-o", tmp_path / "out.jsonl"), 1)
    listed = [f"  task {number}: text is 5, expected a sentence" for number in range(1, 6)]
    assert message.splitlines() == [f"error: {tmp_path}/tasks.jsonl has 200 faults:", *listed, "  and 195 more"]


def test_the_file_of_another_tool_is_an_error_that_names_it(corpus, tmp_path):
    names = {"label-studio": "a.json", "argilla": "b.json", "doccano": "a.jsonl", "prodigy": "b.jsonl"}
    for tool, name in names.items():
        assert run("export", corpus.folder, "--to", tool, "-n", 5, "-o", tmp_path / name).exit_code == 0
    for tool, name in names.items():
        for other in names.keys() - {tool}:
            message = fault(run("import", tmp_path / name, "--from", other, "-o", tmp_path / "out.jsonl"), 2)
            assert message.endswith(f"has tasks of {tool}, not of {other}: name that tool (--from {tool}).\n")


@pytest.mark.parametrize(
    ("tool", "wrong", "right"),
    [
        ("prodigy", "tasks.json", "tasks.jsonl"),
        ("doccano", "tasks.json", "tasks.jsonl"),
        ("argilla", "tasks.jsonl", "tasks.json"),
        ("label-studio", "tasks.jsonl", "tasks.json"),
    ],
)
def test_tasks_have_the_suffix_of_their_format(corpus, tmp_path, tool, wrong, right):
    (tmp_path / wrong).write_text("old")
    export = ["export", corpus.folder, "--to", tool, "-n", 5, "--overwrite", "-o"]
    assert f"name the file {right}." in fault(run(*export, tmp_path / wrong), 2)
    assert (tmp_path / wrong).read_text() == "old"
    assert run(*export, tmp_path / right).exit_code == 0


def test_labels_that_nobody_changed_are_a_warning(corpus, tmp_path):
    tasks, labels = tmp_path / "tasks.jsonl", tmp_path / "labels.jsonl"
    assert run("export", corpus.folder, "--to", "doccano", "-n", 150, "--head", "opinion", "-o", tasks).exit_code == 0
    assert run("import", tasks, "--from", "doccano", "-o", labels).exit_code == 0
    validate = ["validate", corpus.folder, labels]
    assert "warning: every gold label equals the model's." in run(*validate).stdout
    rows = [json.loads(line) for line in labels.read_text().splitlines()]
    rows[0]["opinion"] = "opinion" if rows[0]["opinion"] == "reported_fact" else "reported_fact"
    labels.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert "warning" not in run(*validate).stdout
