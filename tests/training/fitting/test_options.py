"""Fits with options of the Trainer, and a search of hyperparameters, on a table that is split by article."""

import csv
import json

import pytest
from stancekit_training.cli import app
from stancekit_training.errors import RecipeError
from stancekit_training.fitting.arguments import option_callbacks, training_arguments
from stancekit_training.recipe import Recipe
from transformers import TrainerCallback
from typer.testing import CliRunner

RECIPE = """
name = "own"
base = "{base}"
window = 32
stride = 12
[heads]
opinion = 1.0
[corpora]
mine = {{ train = "mine.csv", columns = {{ text = "sentence" }}, test_share = 0.2 }}
[fit]
epochs = {epochs}
batch_size = 8
learning_rate = 0.0
head_learning_rate = 0.0
[trainer]
{trainer}
"""
SEEN = []  # steps that the callback saw


class StepsSeen(TrainerCallback):
    def on_step_end(self, args, state, control, **rest):
        SEEN.append(state.global_step)


@pytest.fixture
def recipe(tiny_base, tmp_path):
    rows = [
        {
            "sentence": f"the city {('lied', 'won')[number % 2]} to {number} plan",
            "opinion": ("opinion", "reported_fact")[number % 2],
            "article": f"a{number // 4}",
        }
        for number in range(120)
    ]
    with (tmp_path / "mine.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)

    def write(trainer, epochs=6, more=""):
        path = tmp_path / "recipe.toml"
        path.write_text(RECIPE.format(base=tiny_base, trainer=trainer, epochs=epochs) + more)
        return path

    return write


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def test_a_fit_stops_early_and_tells_tensorboard(recipe, tmp_path):
    pytest.importorskip("tensorboard")
    trainer = 'early_stopping = 2\nlogging_steps = 2\nreport_to = ["tensorboard"]\ncallbacks = ["%s:StepsSeen"]'
    SEEN.clear()
    path = recipe(trainer % __name__, epochs=9)
    result = run("fit", "--config", path, "--runs", tmp_path / "runs")
    assert result.exit_code == 0, result.output
    folder = tmp_path / "runs" / "own" / "seed-1"
    steps = SEEN[-1]
    assert SEEN == list(range(1, steps + 1)) and steps % 3 == 0
    per_epoch = steps // 3  # with a learning rate of 0, the second and the third measurement are no better
    assert 5 <= per_epoch <= 12
    assert list(folder.rglob("events.out.tfevents.*"))
    assert "opinion/mine" in json.loads((folder / "dev.json").read_text())


def test_a_fit_tells_wandb(recipe, tmp_path, monkeypatch):
    pytest.importorskip("wandb")
    for name, value in {"MODE": "offline", "DIR": str(tmp_path), "SILENT": "true"}.items():
        monkeypatch.setenv(f"WANDB_{name}", value)
    path = recipe('logging_steps = 2\nreport_to = ["wandb"]', epochs=1)
    result = run("fit", "--config", path, "--runs", tmp_path / "runs")
    assert result.exit_code == 0, result.output
    (log,) = tmp_path.rglob("offline-run-*/*.wandb")
    content = log.read_bytes()
    assert b"train/loss" in content and b"opinion/mine" in content


def test_gradients_are_accumulated_and_steps_limited(recipe, tmp_path):
    SEEN.clear()
    path = recipe(
        f'gradient_accumulation_steps = 4\nmax_steps = 3\neval_steps = 1\ncallbacks = ["{__name__}:StepsSeen"]'
    )
    assert run("fit", "--config", path, "--runs", tmp_path / "runs").exit_code == 0
    assert SEEN == [1, 2, 3]


def test_the_arguments(recipe, tmp_path):
    arguments = training_arguments(Recipe.load(recipe('precision = "fp32"\nschedule = "cosine"')), 3, tmp_path)
    assert (arguments.bf16, arguments.fp16, arguments.lr_scheduler_type, arguments.seed) == (False, False, "cosine", 3)
    assert training_arguments(Recipe.load(recipe('precision = "bf16"')), 1, tmp_path).bf16
    assert training_arguments(Recipe.load(recipe("progress = true")), 1, tmp_path).disable_tqdm is False


def test_fp16_needs_a_gpu(recipe, tmp_path, monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(RecipeError, match="precision fp16 needs a GPU"):
        training_arguments(Recipe.load(recipe('precision = "fp16"')), 1, tmp_path)


@pytest.mark.parametrize(
    ("callback", "message"),
    [("absent_module:A", "No module named"), ("json:absent", "has no attribute"), ("json:dumps", "is no class of")],
)
def test_callbacks_that_are_none(recipe, callback, message):
    with pytest.raises(RecipeError, match=message):
        option_callbacks(Recipe.load(recipe(f'callbacks = ["{callback}"]')))


def test_a_search_prints_the_best_values(recipe, tmp_path):
    pytest.importorskip("optuna")
    search = (
        "[search]\nhead_learning_rate = { low = 1e-9, high = 1e-1, log = true }\nepochs = [1, 2]\ndropout = [0.0]\n"
    )
    path = recipe("progress = false", more=search)
    result = run("search", "--config", path, "--runs", tmp_path / "runs", "--trials", 4, "--seed", 5)
    assert result.exit_code == 0, result.output
    best, title, *values = result.stdout.splitlines()
    assert best.startswith("best of 4 trials: mean development score ")
    assert title == "[fit]" and [value.partition(" = ")[0] for value in values] == [
        "head_learning_rate",
        "epochs",
        "dropout",
    ]
    assert not list((tmp_path / "runs" / "own-search").glob("**/checkpoint-*"))
    again = run("search", "--config", path, "--runs", tmp_path / "runs", "--trials", 4, "--seed", 5)
    assert again.stdout == result.stdout


def test_a_search_without_optuna_names_the_extra(recipe, tmp_path, monkeypatch):
    monkeypatch.setattr("stancekit_training.fitting.search.find_spec", lambda name: None)
    result = run("search", "--config", recipe(""), "--runs", tmp_path / "runs")
    assert result.exit_code == 1 and "pip install 'stancekit[search]'" in result.stderr


def test_the_test_part_is_measured_and_not_recorded(recipe, tiny_model_folder, tmp_path):
    before = sorted(path.name for path in tiny_model_folder.iterdir())
    path = recipe("")
    result = run("evaluate", "--config", path, "--model", tiny_model_folder, "--part", "test")
    assert result.exit_code == 0, result.output
    assert "scores on test data" in result.stdout and "calibration" not in result.stdout
    assert "mine" in result.stdout and sorted(each.name for each in tiny_model_folder.iterdir()) == before
    path.write_text(path.read_text().replace(", test_share = 0.2", ""))
    result = run("evaluate", "--config", path, "--model", tiny_model_folder, "--part", "test")
    assert result.exit_code == 1 and "give test, or a test_share above 0" in result.stderr
