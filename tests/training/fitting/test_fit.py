"""The way of most users: labels of their own, through fit and export, to an analysed text."""

import gzip
import json
import random

import pytest
import torch
from safetensors.torch import load_file
from stancekit_training.cli import app
from typer.testing import CliRunner

import stancekit

WEIGHTS = "model.safetensors"
CONFIG = """
name = "own"
license = "mine"
base = "{base}"
seeds = [1]
window = 32
stride = 12
[heads]
opinion = 1.0
stance = 1.0
[corpora]
mine = {{ train = "train.jsonl", dev = "dev.jsonl" }}
[fit]
epochs = 6
batch_size = 8
learning_rate = 3e-3
head_learning_rate = 1e-2
"""


def row(number):
    good = number % 2 == 0
    who = ("the mayor", "the city")[number % 3 == 0]
    text = f"{who} {('lied', 'won')[good]} to {number} plan"
    stance = ("against", "favor")[good]
    return {
        "text": text,
        "opinion": ("opinion", "reported_fact")[good],
        "targets": [{"start": 0, "end": len(who), "stance": stance}],
    }


@pytest.fixture(scope="module")
def own_model(tiny_base, tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "config.toml").write_text(CONFIG.format(base=tiny_base))
    numbers = list(range(240))
    random.Random(0).shuffle(numbers)
    (folder / "train.jsonl").write_text("\n".join(json.dumps(row(number)) for number in numbers[:200]))
    (folder / "dev.jsonl").write_text("\n".join(json.dumps(row(number)) for number in numbers[200:]))
    return folder


def run(*arguments):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    return result


def test_fit_export_evaluate_and_load(own_model):
    config, runs, out = own_model / "config.toml", own_model / "runs", own_model / "models" / "own"
    fitted = run("fit", "--config", config, "--runs", runs)
    assert fitted.exit_code == 0, fitted.output
    scores = json.loads((runs / "own" / "seed-1" / "dev.json").read_text())
    assert scores["opinion/mine"] > 0.9 and scores["stance/mine"] > 0.9

    blind, same = own_model / "blind.toml", own_model / "same.toml"
    blind.write_text('extends = "config.toml"\ntarget_blind = true\n')  # any run can be read target-blind
    same.write_text('extends = "config.toml"\n')
    exported = run("export", "--config", config, "--runs", runs, "--out", out, "--beside", blind)
    assert exported.exit_code == 0, exported.output
    (stance,) = [row for row in json.loads((out / "metrics.json").read_text())["scores"] if row["head"] == "stance"]
    assert stance["baselines"]["target-blind"] <= stance["value"]
    assert {path.name for path in out.iterdir()} == {
        "manifest.json",
        "tokenizer.json",
        "model.int8.onnx",
        "model.safetensors",
        "config.json",
        "metrics.json",
        "README.md",
        "LICENSE",
    }
    tokenizer = json.loads((out / "tokenizer.json").read_text())
    assert tokenizer["padding"] is None and tokenizer["truncation"] is None

    before = json.loads((out / "metrics.json").read_text())
    evaluated = run("evaluate", "--config", config, "--runs", runs, "--model", out, "--beside", same)
    assert evaluated.exit_code == 0 and "majority" in evaluated.output
    after = json.loads((out / "metrics.json").read_text())
    assert after["parity"] == before["parity"] and after["calibration"] == before["calibration"]
    assert [row["value"] for row in after["scores"]] == [row["value"] for row in before["scores"]]
    assert all("target-blind" not in row["baselines"] for row in after["scores"])
    assert all(row["baselines"]["own"] == pytest.approx(row["value"], abs=0.05) for row in after["scores"])
    assert "| own |" in (out / "README.md").read_text()

    document = stancekit.load(out)("the mayor lied to a plan", actors=["mayor"])
    assert document.sentences[0].label == "opinion"
    assert document.actors[0].mentions[0].stance.label == "against"
    assert document.sentences[0].bias is None  # the recipe trains no such head


def test_labels_of_ones_own_go_on_from_an_exported_model(own_model):
    config, runs, out = own_model / "config.toml", own_model / "first", own_model / "models" / "first"
    assert run("fit", "--config", config, "--runs", runs).exit_code == 0
    assert run("export", "--config", config, "--runs", runs, "--out", out).exit_code == 0
    first, halved = load_file(runs / "own" / "seed-1" / WEIGHTS), load_file(out / WEIGHTS)
    assert all(
        weights.dtype == torch.float16 and weights.float().allclose(first[name], atol=1e-3)
        for name, weights in halved.items()
    )

    assert str(own_model.parent) not in (out / "config.json").read_text()  # nor any other place of this machine

    go_on = own_model / "go-on.toml"
    go_on.write_text(
        f'extends = "config.toml"\nname = "go-on"\nbase = "{out}"\n[heads]\nopinion = 1.0\nstance = 1.0\nbias = 1.0\n'
        "[fit]\nepochs = 1\nbatch_size = 32\nlearning_rate = 1e-6\nhead_learning_rate = 1e-6\n"
    )
    assert run("fit", "--config", go_on, "--runs", runs).exit_code == 0
    scores = json.loads(
        (runs / "go-on" / "seed-1" / "dev.json").read_text()
    )  # after 7 steps that change next to nothing
    assert scores["opinion/mine"] > 0.9 and scores["stance/mine"] > 0.9
    second = load_file(runs / "go-on" / "seed-1" / WEIGHTS)
    assert (
        second["heads.stance.weight"].allclose(first["heads.stance.weight"], atol=2e-3)
        and "heads.bias.weight" in second
    )
    assert (runs / "go-on" / "seed-1" / "tokenizer.json").read_text() == (out / "tokenizer.json").read_text()


def test_a_fit_goes_on_from_its_checkpoint(own_model):
    config, runs = own_model / "config.toml", own_model / "resumed"
    assert run("fit", "--config", config, "--runs", runs).exit_code == 0
    checkpoints = list((runs / "own" / "seed-1").glob("checkpoint-*"))
    assert checkpoints
    (runs / "own" / "seed-1" / "dev.json").unlink()
    assert run("fit", "--config", config, "--runs", runs, "--resume").exit_code == 0
    assert (runs / "own" / "seed-1" / "dev.json").exists()


def test_several_seeds_are_averaged(own_model):
    config, runs = own_model / "seeds.toml", own_model / "runs"
    config.write_text('extends = "config.toml"\nname = "seeds"\nseeds = [1, 2]\n')
    for seed in (1, 2):
        assert run("fit", "--config", config, "--runs", runs, "--seed", seed).exit_code == 0
        assert not (runs / "seeds" / "mean").exists()
    result = run("fit", "--config", config, "--runs", runs, "--resume")
    assert result.exit_code == 0 and "best: " in result.output
    assert json.loads((runs / "seeds" / "mean" / "dev.json").read_text())["stance/mine"] > 0.5
    first, second, mean = (load_file(runs / "seeds" / name / WEIGHTS) for name in ("seed-1", "seed-2", "mean"))
    assert all(mean[name].allclose((first[name] + second[name]) / 2, atol=1e-6) for name in first)


def test_several_seeds_are_distilled_on_text_of_ones_own(own_model):
    config, runs = own_model / "distilled.toml", own_model / "runs"
    with gzip.open(own_model / "articles.jsonl.gz", "wt") as lines:
        for number in range(300, 330):
            text = f"{row(number)['text']} of the old town. And the city won a very small plan, number {number}."
            lines.write(json.dumps({"text": text}) + "\n")
    config.write_text(
        'extends = "config.toml"\nname = "distilled"\nseeds = [1, 2]\n'
        '[distill]\narticles = "articles.jsonl.gz"\nsentences = 24\nlearning_rate = 1e-3\n'
    )
    result = run("fit", "--config", config, "--runs", runs)
    assert result.exit_code == 0, result.output
    home = runs / "distilled"
    scores = json.loads((home / "distilled" / "dev.json").read_text())
    assert scores["opinion/mine"] > 0.9 and scores["stance/mine"] > 0.9
    mean, student = (load_file(home / name / WEIGHTS) for name in ("mean", "distilled"))
    assert mean.keys() == student.keys() and not all(mean[name].equal(student[name]) for name in mean)
    written = (home / "distilled" / WEIGHTS).stat().st_mtime_ns
    assert run("fit", "--config", config, "--runs", runs, "--resume").exit_code == 0
    assert (home / "distilled" / WEIGHTS).stat().st_mtime_ns == written


def test_a_config_can_learn_from_the_seeds_of_another(own_model):
    config, runs = own_model / "pupil.toml", own_model / "runs"
    text = (
        'extends = "seeds.toml"\nname = "pupil"\n[distill]\nteachers = "{}"\n'
        'articles = "articles.jsonl.gz"\nsentences = 24\nlearning_rate = 1e-3\n'
    )
    config.write_text(text.format("seeds.toml"))
    result = run("fit", "--config", config, "--runs", runs)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (runs / "pupil").iterdir()) == ["distilled", "mean"]
    ours, theirs = (load_file(runs / name / "mean" / WEIGHTS) for name in ("pupil", "seeds"))
    assert all(ours[name].equal(theirs[name]) for name in theirs)
    (own_model / "absent.toml").write_text('extends = "seeds.toml"\nname = "absent"\n')
    config.write_text(text.format("absent.toml"))
    result = run("fit", "--config", config, "--runs", runs)
    assert result.exit_code == 1 and "python -m training fit` on absent first" in result.output


def test_faults_in_labels_come_before_training(own_model, tmp_path):
    (tmp_path / "config.toml").write_text((own_model / "config.toml").read_text())
    (tmp_path / "train.jsonl").write_text('{"text": "a plan"}\n{"text": 1}\n')
    (tmp_path / "dev.jsonl").write_text('{"text": "a plan", "opinion": "opinion"}\n')
    result = run("fit", "--config", tmp_path / "config.toml", "--runs", tmp_path / "runs")
    assert result.exit_code == 1
    assert "row 1: no label" in result.output and "row 2: text is 1" in result.output
    assert not (tmp_path / "runs").exists()


def test_training_sentences_that_are_all_in_development_are_an_error(own_model, tmp_path):
    (tmp_path / "config.toml").write_text((own_model / "config.toml").read_text())
    for part in ("train", "dev"):
        (tmp_path / f"{part}.jsonl").write_text('{"text": "a plan", "opinion": "opinion"}\n')
    result = run("fit", "--config", tmp_path / "config.toml", "--runs", tmp_path / "runs")
    assert result.exit_code == 1
    assert "no training sentence is left" in result.output


def test_a_corpus_that_is_not_there_says_where_to_get_it(tmp_path, tiny_base):
    config = tmp_path / "config.toml"
    config.write_text(f'name = "x"\nbase = "{tiny_base}"\n[corpora]\nnewsmtsc = {{}}\n')
    result = run("fit", "--config", config, "--corpora", tmp_path)
    assert result.exit_code == 1
    assert "newsmtsc" in result.output and "https://" in result.output


def test_export_before_fit_says_what_to_do(own_model, tmp_path):
    result = run("export", "--config", own_model / "config.toml", "--runs", tmp_path)
    assert result.exit_code == 1
    assert "python -m training fit" in result.output
