"""From labels of your own, through fit and export, to an analyzed text."""

import json

import pytest
import torch
from safetensors.torch import load_file
from stancekit_training.export import model_folder

import stancekit
from tests.support.own_labels import WEIGHTS, run, write_recipe


@pytest.fixture(scope="module")
def custom(tiny_base, tmp_path_factory):
    return write_recipe(tiny_base, tmp_path_factory.mktemp("own"))


def test_fit_export_evaluate_and_load(custom, caplog):
    recipe, runs, out = custom / "recipe.toml", custom / "runs", custom / "models" / "own"
    fitted = run("fit", "--config", recipe, "--runs", runs)
    assert fitted.exit_code == 0, fitted.output
    assert "40 development sentences, fewer than 50: they choose an epoch by chance" in caplog.text
    scores = json.loads((runs / "own" / "seed-1" / "dev.json").read_text())
    assert scores["opinion/mine"] > 0.9 and scores["stance/mine"] > 0.9

    blind, same = custom / "blind.toml", custom / "same.toml"
    blind.write_text('extends = "recipe.toml"\ntarget_blind = true\n')  # any run can be read target-blind
    same.write_text('extends = "recipe.toml"\n')
    exported = run("export", "--config", recipe, "--runs", runs, "--out", out, "--beside", blind)
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
    evaluated = run("evaluate", "--config", recipe, "--runs", runs, "--model", out, "--beside", same)
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


def test_a_fit_starts_from_an_exported_model(custom):
    recipe, runs, out = custom / "recipe.toml", custom / "first", custom / "models" / "first"
    assert run("fit", "--config", recipe, "--runs", runs).exit_code == 0
    assert run("export", "--config", recipe, "--runs", runs, "--out", out).exit_code == 0
    first, halved = load_file(runs / "own" / "seed-1" / WEIGHTS), load_file(out / WEIGHTS)
    assert all(
        weights.dtype == torch.float16 and weights.float().allclose(first[name], atol=1e-3)
        for name, weights in halved.items()
    )

    assert str(custom.parent) not in (out / "config.json").read_text()  # nor any other path of this machine

    continued = custom / "continued.toml"
    continued.write_text(
        f'extends = "recipe.toml"\nname = "continued"\nbase = "{out}"\n'
        "[heads]\nopinion = 1.0\nstance = 1.0\nbias = 1.0\n"
        "[fit]\nepochs = 1\nbatch_size = 32\nlearning_rate = 1e-6\nhead_learning_rate = 1e-6\n"
    )
    assert run("fit", "--config", continued, "--runs", runs).exit_code == 0
    scores = json.loads(
        (runs / "continued" / "seed-1" / "dev.json").read_text()
    )  # after 7 steps that change next to nothing
    assert scores["opinion/mine"] > 0.9 and scores["stance/mine"] > 0.9
    second = load_file(runs / "continued" / "seed-1" / WEIGHTS)
    assert (
        second["heads.stance.weight"].allclose(first["heads.stance.weight"], atol=2e-3)
        and "heads.bias.weight" in second
    )
    assert (runs / "continued" / "seed-1" / "tokenizer.json").read_text() == (out / "tokenizer.json").read_text()


@pytest.mark.slow
def test_a_large_model_is_exported_in_parts_and_a_fit_starts_from_it(custom, monkeypatch):
    monkeypatch.setattr(model_folder, "FILE_LIMIT", 26_000)  # bytes, a little more than the largest tensor in int8
    recipe, runs, out = custom / "large.toml", custom / "large", custom / "models" / "large"
    table = "[fit]\nepochs = 1\nbatch_size = 32\nlearning_rate = 1e-6\nhead_learning_rate = 1e-6\n"
    recipe.write_text(f'extends = "recipe.toml"\n{table}')
    assert run("fit", "--config", recipe, "--runs", runs).exit_code == 0
    exported = run("export", "--config", recipe, "--runs", runs, "--out", out)
    assert exported.exit_code == 0, exported.output
    files = json.loads((out / "manifest.json").read_text())["files"]
    assert {"model.int8.onnx.data-1", "model.int8.onnx.data-2"} < set(files)
    assert all((out / name).stat().st_size <= 26_000 for name in files if ".data-" in name)
    assert not (out / WEIGHTS).exists() and len(list(out.glob("model-*-of-*.safetensors"))) > 1
    assert stancekit.load(out)("the mayor lied").sentences

    continued = custom / "from-large.toml"
    continued.write_text(f'extends = "recipe.toml"\nname = "from-large"\nbase = "{out}"\n{table}')
    assert run("fit", "--config", continued, "--runs", runs).exit_code == 0
    first, second = (load_file(runs / name / "seed-1" / WEIGHTS) for name in ("own", "from-large"))
    assert second["heads.stance.weight"].allclose(first["heads.stance.weight"], atol=2e-3)


def test_a_fit_resumes_from_its_checkpoint(custom):
    recipe, runs = custom / "recipe.toml", custom / "resumed"
    assert run("fit", "--config", recipe, "--runs", runs).exit_code == 0
    checkpoints = list((runs / "own" / "seed-1").glob("checkpoint-*"))
    assert checkpoints
    (runs / "own" / "seed-1" / "dev.json").unlink()
    assert run("fit", "--config", recipe, "--runs", runs, "--resume").exit_code == 0
    assert (runs / "own" / "seed-1" / "dev.json").exists()


def test_several_seeds_are_averaged(custom):
    recipe, runs = custom / "seeds.toml", custom / "runs"
    recipe.write_text('extends = "recipe.toml"\nname = "seeds"\nseeds = [1, 2]\n')
    for seed in (1, 2):
        assert run("fit", "--config", recipe, "--runs", runs, "--seed", seed).exit_code == 0
        assert not (runs / "seeds" / "mean").exists()
    result = run("fit", "--config", recipe, "--runs", runs, "--resume")
    assert result.exit_code == 0 and "best: " in result.output
    assert json.loads((runs / "seeds" / "mean" / "dev.json").read_text())["stance/mine"] > 0.5
    first, second, mean = (load_file(runs / "seeds" / name / WEIGHTS) for name in ("seed-1", "seed-2", "mean"))
    assert all(mean[name].allclose((first[name] + second[name]) / 2, atol=1e-6) for name in first)


def test_a_fit_can_go_on_from_that_of_another_recipe(custom):
    recipe, runs = custom / "further.toml", custom / "runs"
    recipe.write_text(
        'extends = "recipe.toml"\nname = "further"\nstart = "seeds.toml"\n[fit]\nepochs = 1\nlearning_rate = 0.0\n'
        "head_learning_rate = 0.0\n"
    )
    result = run("fit", "--config", recipe, "--runs", runs)
    assert result.exit_code == 0, result.output
    further, start = (load_file(runs / name / WEIGHTS) for name in ("further/seed-1", "seeds/mean"))
    assert all(further[name].equal(start[name]) for name in start)
    (custom / "absent.toml").write_text('extends = "recipe.toml"\nname = "absent"\n')
    recipe.write_text('extends = "recipe.toml"\nname = "further"\nstart = "absent.toml"\n')
    result = run("fit", "--config", recipe, "--runs", runs)
    assert result.exit_code == 1 and "absent has no finished fit" in result.output


def test_faults_in_labels_are_found_before_training(custom, tmp_path):
    (tmp_path / "recipe.toml").write_text((custom / "recipe.toml").read_text())
    (tmp_path / "train.jsonl").write_text('{"text": "a plan"}\n{"text": 1}\n')
    (tmp_path / "dev.jsonl").write_text('{"text": "a plan", "opinion": "opinion"}\n')
    result = run("fit", "--config", tmp_path / "recipe.toml", "--runs", tmp_path / "runs")
    assert result.exit_code == 1
    assert "row 1: no label" in result.output and "row 2: text is 1" in result.output
    assert not (tmp_path / "runs").exists()


def test_training_sentences_that_all_overlap_with_development_are_an_error(custom, tmp_path):
    (tmp_path / "recipe.toml").write_text((custom / "recipe.toml").read_text())
    for part in ("train", "dev"):
        (tmp_path / f"{part}.jsonl").write_text('{"text": "a plan", "opinion": "opinion"}\n')
    result = run("fit", "--config", tmp_path / "recipe.toml", "--runs", tmp_path / "runs")
    assert result.exit_code == 1
    assert "no training sentence is left" in result.output


def test_the_error_for_a_missing_corpus_gives_its_address(tmp_path, tiny_base):
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(f'name = "x"\nbase = "{tiny_base}"\n[corpora]\nnewsmtsc = {{}}\n')
    result = run("fit", "--config", recipe, "--corpora", tmp_path)
    assert result.exit_code == 1
    assert "newsmtsc" in result.output and "https://" in result.output


def test_the_error_for_an_export_before_fit_gives_the_command(custom, tmp_path):
    result = run("export", "--config", custom / "recipe.toml", "--runs", tmp_path)
    assert result.exit_code == 1
    assert "stancekit train fit" in result.output
