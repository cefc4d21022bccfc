"""The tables `[trainer]` and `[search]` of a recipe."""

import pytest
from stancekit_training.errors import RecipeError
from stancekit_training.recipe import Recipe
from stancekit_training.search_space import DEFAULT, Range
from stancekit_training.trainer_options import TrainerOptions

BASE = 'name = "mine"\nbase = "some/encoder"\n[corpora]\nmine = { train = "mine.csv" }\n'


def load(tmp_path, text):
    path = tmp_path / "recipe.toml"
    path.write_text(BASE + text)
    return Recipe.load(path)


def test_the_tables(tmp_path):
    recipe = load(
        tmp_path,
        '[trainer]\nearly_stopping = 2\nprecision = "fp32"\ncallbacks = ["a.b:C"]\nprogress = true\nmax_grad_norm = 2\n'
        "[search]\nlearning_rate = { low = 1e-5, high = 1e-3, log = true }\nbatch_size = [8, 16]\n",
    )
    assert recipe.trainer == TrainerOptions(
        early_stopping=2, precision="fp32", callbacks=("a.b:C",), progress=True, max_grad_norm=2
    )
    assert recipe.search == {"learning_rate": Range(1e-5, 1e-3, log=True), "batch_size": (8, 16)}
    assert load(tmp_path, "").search == DEFAULT and load(tmp_path, "").trainer == TrainerOptions()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[trainer]\nearly_stop = 2\n", "[trainer]: unknown key 'early_stop'; the known ones are max_steps"),
        ('[trainer]\nearly_stopping = "2"\n', "early_stopping is '2', expected an integer"),
        ('[trainer]\nprecision = "half"\n', "precision is 'half', expected 'auto', 'fp32', 'bf16' or 'fp16'"),
        ('[trainer]\nschedule = "step"\n', "schedule is 'step', expected 'linear', 'cosine'"),
        ('[trainer]\nreport_to = "wandb"\n', "report_to is 'wandb', expected a list"),
        ('[trainer]\nreport_to = ["comet"]\n', "report_to[0] is 'comet', expected 'tensorboard' or 'wandb'"),
        ("[trainer]\ngradient_accumulation_steps = 0\n", "gradient_accumulation_steps is 0, expected at least 1"),
        ("[trainer]\nmax_steps = -1\n", "max_steps is -1, expected at least 0"),
        ('[trainer]\ncallbacks = ["mine"]\n', "callback 'mine', expected module:Class"),
        ("[search]\nfreeze = [1]\n", "[search]: unknown key 'freeze'; the known ones are learning_rate"),
        ("[search]\nepochs = []\n", "epochs is [], expected a list of numbers"),
        ("[search]\nepochs = [1.5]\n", "epochs is [1.5], expected a list of numbers"),
        ("[search]\ndropout = { low = 0.3, high = 0.1 }\n", "dropout is {'low': 0.3, 'high': 0.1}, expected { low"),
        ("[search]\nwarmup = { low = 0.0, high = 0.1, log = true }\n", "warmup is "),
    ],
)
def test_faults(tmp_path, text, message):
    with pytest.raises(RecipeError) as raised:
        load(tmp_path, text)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('{ train = "a.csv", dataset = "a/b" }', "train and dataset both name the labels"),
        ('{ train = "a.csv", columns = { title = "x" } }', "columns: unknown key 'title'; the known ones are text"),
        ('{ train = "a.csv", values = { text = { a = "b" } } }', "values: unknown key 'text'"),
        ('{ train = "a.csv", dev_share = 0.6, test_share = 0.5 }', "together less than 1"),
        ("{ ratio = 1.0 }", "a corpus of your own labels needs train"),
    ],
)
def test_faults_of_a_corpus(tmp_path, entry, message):
    path = tmp_path / "recipe.toml"
    path.write_text(f'name = "mine"\nbase = "some/encoder"\n[corpora]\nmine = {entry}\n')
    with pytest.raises(RecipeError) as raised:
        Recipe.load(path)
    assert message in str(raised.value)


def test_a_tracker_that_is_not_installed_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setattr("stancekit_training.trainer_options.find_spec", lambda name: None)
    with pytest.raises(RecipeError, match=r"pip install 'stancekit\[tracking\]'"):
        load(tmp_path, '[trainer]\nreport_to = ["tensorboard"]\n')
