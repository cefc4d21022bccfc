"""Nothing is imported from the working directory, where the data lie: not by commands, workers or training."""

import sys

import pytest

from tests.support.job_files import write_rows
from tests.support.planted_modules import plant, run, script, trace


@pytest.fixture
def data(tmp_path):
    """Return a folder with an article, rows to score, and a file for every module that could be imported."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "article.txt").write_text("The mayor, Anna Berg, lied again. He won.")
    write_rows(folder / "rows.jsonl", 5)
    plant(folder)
    return folder


def commands(model):
    return [
        ["analyze", "article.txt", "--model", model],
        ["analyze", "article.txt", "--model", model, "--html", "page.html"],
        ["score", "rows.jsonl", "-o", "out", "--model", model, "--workers", "1"],
        ["models"],
    ]


def test_planted_modules_are_imported_where_nothing_prevents_it(data):
    assert run(["-c", "import onnxruntime"], data).returncode == 1
    assert "onnxruntime" in trace(data)


def test_the_command_imports_nothing_from_the_working_directory(data, tiny_model_folder, tmp_path):
    command = script(tmp_path / "bin")
    for arguments in commands(tiny_model_folder):
        result = run([command, *arguments], data)
        assert (result.returncode, trace(data)) == (0, []), result.stderr


@pytest.mark.parametrize("is_safe", [True, False])
def test_the_package_as_a_command_imports_nothing_from_the_working_directory(data, tiny_model_folder, is_safe):
    if not is_safe:  # Python itself imports modules of its library from there, before any code of the package
        for name in sys.stdlib_module_names:
            (data / f"{name}.py").unlink(missing_ok=True)
    for arguments in commands(tiny_model_folder):
        result = run([*(["-P"] if is_safe else []), "-m", "stancekit", *arguments], data)
        assert (result.returncode, trace(data)) == (0, []), result.stderr


def test_a_script_elsewhere_that_starts_a_job_imports_nothing_from_the_working_directory(
    data, tiny_model_folder, tmp_path
):
    starter = tmp_path / "start.py"
    starter.write_text(
        f"from stancekit import jobs\nprint(jobs.score('rows.jsonl', 'out', model={str(tiny_model_folder)!r}).scored)"
    )
    result = run([starter], data)
    assert (result.stdout, trace(data)) == ("5\n", []), result.stderr


def test_an_empty_entry_of_the_path_does_not_reach_the_workers(data, tiny_model_folder, score_rows, monkeypatch):
    monkeypatch.chdir(data)
    monkeypatch.setenv("PYTHONPATH", ":")  # each empty entry is the working directory
    assert score_rows(data / "rows.jsonl", data / "out").scored == 5
    assert trace(data) == []


@pytest.mark.slow
def test_training_imports_nothing_from_the_working_directory(data, tmp_path):
    pytest.importorskip("torch")
    command = script(tmp_path / "bin")
    module = ["-P", "-m", "stancekit_training"]
    for arguments in ([command, "train", "--help"], [command, "train", "fit", "--help"], [*module, "fit", "--help"]):
        result = run(arguments, data)
        assert (result.returncode, trace(data)) == (0, []), result.stderr


@pytest.mark.slow
def test_tasks_of_ray_import_nothing_from_the_working_directory(data, tiny_model_folder, tmp_path):
    pytest.importorskip("ray")
    arguments = ["score", "rows.jsonl", "-o", "out", "--model", tiny_model_folder, "--workers", "1", "--engine", "ray"]
    result = run([script(tmp_path / "bin"), *arguments], data)
    assert (result.returncode, trace(data)) == (0, []), result.stderr
