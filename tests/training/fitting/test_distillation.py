"""Students that learn from the seeds of a recipe, or from other recipes, on unlabeled sentences."""

import gzip
import json

import pytest
import torch
from safetensors.torch import load_file
from stancekit_training.dataset.example_file import read_examples
from stancekit_training.fitting.runs import best_run

from tests.support.own_labels import WEIGHTS, row, run, write_recipe


@pytest.fixture(scope="module")
def custom(tiny_base, tmp_path_factory):
    """Return a folder with a recipe, a fit of it and one of two seeds, and articles without labels."""
    folder = write_recipe(tiny_base, tmp_path_factory.mktemp("own"))
    with gzip.open(folder / "articles.jsonl.gz", "wt") as lines:
        for number in range(300, 330):
            text = f"{row(number)['text']} of the old town. And the city won a very small plan, number {number}."
            lines.write(json.dumps({"text": text}) + "\n")
    (folder / "seeds.toml").write_text('extends = "recipe.toml"\nname = "seeds"\nseeds = [1, 2]\n')
    for recipe in ("recipe.toml", "seeds.toml"):
        result = run("fit", "--config", folder / recipe, "--runs", folder / "runs")
        assert result.exit_code == 0, result.output
    return folder


def test_several_seeds_are_distilled_on_custom_articles(custom):
    recipe, runs = custom / "distilled.toml", custom / "runs"
    recipe.write_text(
        'extends = "recipe.toml"\nname = "distilled"\nseeds = [1, 2]\n'
        '[distill]\nsentences = { "articles.jsonl.gz" = 24 }\nlearning_rate = 1e-3\n'
    )
    result = run("fit", "--config", recipe, "--runs", runs)
    assert result.exit_code == 0, result.output
    home = runs / "distilled"
    scores = json.loads((home / "distilled" / "dev.json").read_text())
    assert scores["opinion/mine"] > 0.9 and scores["stance/mine"] > 0.9
    mean, student = (load_file(home / name / WEIGHTS) for name in ("mean", "distilled"))
    assert mean.keys() == student.keys() and not all(mean[name].equal(student[name]) for name in mean)
    written = (home / "distilled" / WEIGHTS).stat().st_mtime_ns
    assert run("fit", "--config", recipe, "--runs", runs, "--resume").exit_code == 0
    assert (home / "distilled" / WEIGHTS).stat().st_mtime_ns == written


def test_the_teachers_can_be_the_seeds_of_another_recipe(custom):
    recipe, runs = custom / "student.toml", custom / "runs"
    text = (
        'extends = "seeds.toml"\nname = "student"\n[distill]\nteachers = "{}"\n'
        'sentences = {{ "articles.jsonl.gz" = 24 }}\nlearning_rate = 1e-3\n'
    )
    recipe.write_text(text.format("seeds.toml"))
    result = run("fit", "--config", recipe, "--runs", runs)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (runs / "student").iterdir()) == ["distilled", "mean"]
    ours, theirs = (load_file(runs / name / "mean" / WEIGHTS) for name in ("student", "seeds"))
    assert all(ours[name].equal(theirs[name]) for name in theirs)
    (custom / "absent.toml").write_text('extends = "seeds.toml"\nname = "absent"\n')
    recipe.write_text(text.format("absent.toml"))
    result = run("fit", "--config", recipe, "--runs", runs)
    assert result.exit_code == 1 and "stancekit train fit` on absent first" in result.output


def test_a_student_starts_from_a_fit_and_learns_from_a_single_teacher(custom):
    (custom / "teacher.toml").write_text('extends = "recipe.toml"\nname = "seeds"\nseeds = [1]\n')
    recipe, runs = custom / "pupil.toml", custom / "runs"
    recipe.write_text(
        'extends = "recipe.toml"\nname = "pupil"\nstart = "recipe.toml"\n[distill]\nteachers = "teacher.toml"\n'
        'sentences = { "articles.jsonl.gz" = 24 }\nepochs = 2\ntemperature = 2.0\nlearning_rate = 1e-3\n'
    )
    result = run("fit", "--config", recipe, "--runs", runs)
    assert result.exit_code == 0, result.output
    assert [path.name for path in (runs / "pupil").iterdir()] == ["distilled"]
    (labels,) = (runs / "pupil" / "distilled").glob("labels-*")
    assert len(read_examples(labels / "00000.safetensors")) == 24
    assert json.loads((runs / "pupil" / "distilled" / "dev.json").read_text())["opinion/mine"] > 0.9
    recipe = custom / "next.toml"
    written = (custom / "pupil.toml").read_text().replace("pupil", "next").replace("teacher.toml", "pupil.toml")
    recipe.write_text(written.replace("[distill]", "[distill]\naverage = true"))
    assert run("fit", "--config", recipe, "--runs", runs).exit_code == 0  # what learned from a teacher may teach
    folders = best_run(runs / "own"), runs / "next" / "student", runs / "next" / "distilled"
    start, student, mean = (load_file(folder / WEIGHTS) for folder in folders)
    assert all(torch.allclose(mean[name], (start[name] + student[name]) / 2, atol=1e-6) for name in mean)


def test_a_student_with_frozen_layers_learns_a_head_that_its_start_lacks(custom):
    (custom / "stances.toml").write_text(
        'extends = "recipe.toml"\nname = "stances"\nintercepts = ["stance"]\n[heads]\nstance = 1.0\n'
        "[fit]\nepochs = 1\nlearning_rate = 1e-3\n"
    )
    recipe, runs = custom / "larger.toml", custom / "runs"
    recipe.write_text(
        'extends = "recipe.toml"\nname = "larger"\nstart = "stances.toml"\nintercepts = ["opinion"]\n'
        "[fit]\nfreeze = 1\nlabel_smoothing = 0.0\n"
        '[distill]\nteachers = "recipe.toml"\nsentences = { "articles.jsonl.gz" = 24 }\nepochs = 6\nlabeled = 0.6\n'
        "learning_rate = 3e-3\nhead_learning_rate = 1e-2\naverage = true\n"
    )
    for each in (custom / "stances.toml", recipe):
        result = run("fit", "--config", each, "--runs", runs)
        assert result.exit_code == 0, result.output
    start, student, mean = (
        load_file(runs / name / WEIGHTS) for name in ("stances/seed-1", "larger/student", "larger/distilled")
    )
    frozen, free = (f"encoder.encoder.layer.{number}.output.dense.weight" for number in (0, 1))
    assert student[frozen].equal(start[frozen]) and not student[free].equal(start[free])
    assert mean[free].allclose((start[free] + student[free]) / 2, atol=1e-6)
    assert mean["heads.opinion.weight"].equal(student["heads.opinion.weight"])
    assert json.loads((runs / "larger" / "student" / "dev.json").read_text())["opinion/mine"] > 0.9
    assert list((runs / "larger").glob("frozen-*.f16"))
