from dataclasses import replace
from pathlib import Path

import pytest
from stancekit_training.errors import RecipeError
from stancekit_training.recipe import Recipe
from stancekit_training.settings import FitSettings

from stancekit.network.manifest import HeadSettings

GOOD = """
name = "mine"
base = "some/encoder"
seeds = [1, 2]
[heads]
stance = 1.0
[corpora]
newsmtsc = { ratio = 0.5 }
mine = { train = "mine.jsonl" }
[fit]
epochs = 2
"""


def load(tmp_path, text):
    path = tmp_path / "recipe.toml"
    path.write_text(text)
    return Recipe.load(path)


def test_good(tmp_path):
    recipe = load(tmp_path, GOOD)
    assert (recipe.seeds, recipe.heads, recipe.fit.epochs) == ((1, 2), {"stance": 1.0}, 2)
    assert recipe.corpora["newsmtsc"].ratio == 0.5
    assert recipe.corpora["mine"].train == tmp_path / "mine.jsonl"


def test_sentences_for_distillation_are_of_corpora_or_of_files_beside_the_recipe(tmp_path):
    assert load(tmp_path, GOOD).unlabeled == ()
    distill = '[distill]\nsentences = { allsides = 7, "mine.jsonl" = 3 }\n'
    mine = str(tmp_path / "mine.jsonl")
    recipe = load(tmp_path, GOOD + distill)
    assert recipe.unlabeled == ("allsides", mine) and recipe.distill.sentences == {"allsides": 7, mine: 3}
    recipe = load(tmp_path, GOOD.replace("[1, 2]", "[1]") + distill)
    assert recipe.distill.sentences == {"allsides": 7, mine: 3}
    assert recipe.unlabeled == ()  # distillation takes several seeds
    with pytest.raises(RecipeError, match="unknown key 'articles'; the known ones are sentences"):
        load(tmp_path, GOOD + '[distill]\narticles = "allsides"\n')


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("epochs", "epoch"), "unknown key 'epoch'; the known ones are epochs, batch_size"),
        (("seeds", "seed"), "unknown key 'seed'; the known ones are name"),
        (("ratio", "share"), "unknown key 'share'; the known ones are ratio"),
        (("stance", "tone"), "unknown key 'tone'; the known ones are opinion, bias, stance, actor"),
        (("newsmtsc", "newsmtc"), "not one of newsmtsc, checkthat"),
        (("epochs = 2", 'epochs = "two"'), "epochs is 'two', expected an integer"),
        (("epochs = 2", 'bf16 = "auto"'), "bf16 is 'auto', expected true or false"),
        (('base = "some/encoder"', ""), "recipe.toml: base is missing."),
        (("[corpora]", "[copora]"), "recipe.toml: unknown key 'copora'"),
        (("[corpora]", "[corpora"), "recipe.toml"),
        (('mine = { train = "mine.jsonl" }', "mine = 1"), "[corpora.mine] is missing or not a table"),
        (('base = "some/encoder"', 'extends = "recipe.toml"'), "recipe.toml: extends itself"),
        (('base = "some/encoder"', 'extends = "absent.toml"'), "absent.toml"),
    ],
)
def test_faults_list_the_known_keys(tmp_path, change, message):
    with pytest.raises(RecipeError) as raised:
        load(tmp_path, GOOD.replace(*change))
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("seeds = [1, 2]", "seeds = 3"), "recipe.toml: seeds is 3, expected a list."),
        (("seeds = [1, 2]", 'seeds = "12"'), "recipe.toml: seeds is '12', expected a list."),
        (("seeds = [1, 2]", "seeds = []"), "recipe.toml: seeds is [], expected at least one value."),
        (("seeds = [1, 2]", 'seeds = [1, "2"]'), "recipe.toml: seeds[1] is '2', expected an integer."),
        (("seeds = [1, 2]", "seeds = [-1]"), "recipe.toml: seeds[0] is -1, expected at least 0."),
        (("seeds = [1, 2]", "intercepts = 3"), "recipe.toml: intercepts is 3, expected a list."),
        (("seeds = [1, 2]", 'intercepts = "stance"'), "recipe.toml: intercepts is 'stance', expected a list."),
        (("seeds = [1, 2]", 'intercepts = ["bias"]'), "intercepts: unknown key 'bias'; the known ones are stance."),
        (("seeds = [1, 2]", "window = true"), "recipe.toml: window is True, expected an integer."),
        (("seeds = [1, 2]", "window = -5"), "recipe.toml: window is -5, expected more than 2."),
        (("seeds = [1, 2]", "window = 128"), "recipe.toml: stride is 128, expected at most 126: windows leave no gap."),
        (("seeds = [1, 2]", "start = 3"), "recipe.toml: start is 3, expected a string."),
        (("seeds = [1, 2]", "extends = 3"), "recipe.toml: extends is 3, expected a string."),
        (("[fit]\nepochs = 2", "[[fit]]"), "recipe.toml, [fit] is missing or not a table."),
        (("[heads]\nstance = 1.0", "heads = 3"), "recipe.toml: heads is 3, expected a table."),
        (("stance = 1.0", 'stance = "a"'), "recipe.toml, [heads]: stance is 'a', expected a number."),
        (("stance = 1.0", "stance = nan"), "recipe.toml, [heads]: stance is nan, expected a finite number."),
        (("stance = 1.0", "stance = true"), "recipe.toml, [heads]: stance is True, expected a number."),
        (("ratio = 0.5", "ratio = -0.5"), "recipe.toml, [corpora.newsmtsc]: ratio is -0.5, expected at least 0."),
        (('train = "mine.jsonl"', "train = 3"), "recipe.toml, [corpora.mine]: train is 3, expected a string."),
        (("epochs = 2", "epochs = 0"), "recipe.toml, [fit]: epochs is 0, expected at least 1."),
        (("epochs = 2", "batch_size = true"), "recipe.toml, [fit]: batch_size is True, expected an integer."),
        (("epochs = 2", "warmup = 2"), "recipe.toml, [fit]: warmup is 2, expected at most 1."),
    ],
)
def test_faults_name_the_table_and_the_key(tmp_path, change, message):
    with pytest.raises(RecipeError) as raised:
        load(tmp_path, GOOD.replace(*change))
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("distill", "message"),
    [
        ("sentences = 3", "[distill.sentences] is missing or not a table."),
        ('sentences = { babe = "7" }', "[distill.sentences]: babe is '7', expected an integer."),
        ("temperature = 1.0", "[distill]: sentences is missing."),
        ('sentences = { babe = 7 }\nteachers = ["a.toml"]', "[distill.teachers] is missing or not a table."),
        ('sentences = { babe = 7 }\nteachers = { "a.toml" = 3 }', "a.toml is 3, expected a list."),
        (
            'sentences = { babe = 7 }\nteachers = { "a.toml" = ["tone"] }',
            "[distill.teachers], a.toml: unknown key 'tone'",
        ),
        ("sentences = { babe = 7 }\ntemperature = 0", "[distill]: temperature is 0, expected more than 0."),
    ],
)
def test_faults_in_the_distillation(tmp_path, distill, message):
    with pytest.raises(RecipeError) as raised:
        load(tmp_path, f"{GOOD}[distill]\n{distill}\n")
    assert message in str(raised.value)


def test_integers_are_numbers_and_lists_become_tuples(tmp_path):
    recipe = load(tmp_path, GOOD.replace("stance = 1.0", "stance = 2") + "[portrayal]\ncorpora = ['seesaw', 'basil']\n")
    assert recipe.heads == {"stance": 2} and recipe.portrayal.corpora == ("seesaw", "basil")
    assert replace(recipe, fit=replace(recipe.fit, epochs=3)).fit == FitSettings(epochs=3)


def test_extends_replaces_whole_keys_and_tables(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "first.toml").write_text(GOOD)
    text = 'extends = "shared/first.toml"\nname = "other"\n[fit]\nbatch_size = 8\n'
    recipe = load(tmp_path, text)
    assert (recipe.name, recipe.base, recipe.seeds) == ("other", "some/encoder", (1, 2))
    assert (recipe.fit.batch_size, recipe.fit.epochs) == (8, FitSettings().epochs)
    assert recipe.corpora["mine"].train == tmp_path / "shared" / "mine.jsonl"
    assert set(load(tmp_path, text + "[corpora]\nbabe = {}\n").corpora) == {"babe"}


DECODING = "[decoding.actor]\noutside_cost = 1.6\nadjacent_cost = 2\n[decoding.loaded]\nthreshold = 0.25\n"


def test_decoding_is_neutral_unless_set(tmp_path):
    text = GOOD.replace("stance = 1.0", "stance = 1.0\nactor = 1.0")
    assert load(tmp_path, text).head_settings == {"stance": HeadSettings(), "actor": HeadSettings()}
    recipe = load(tmp_path, text + DECODING)
    assert recipe.decoding["loaded"] == HeadSettings(threshold=0.25)
    assert recipe.head_settings == {
        "stance": HeadSettings(),
        "actor": HeadSettings(outside_cost=1.6, adjacent_cost=2.0),
    }


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[decoding.tone]\nthreshold = 0.5\n", "[decoding]: unknown key 'tone'; the known ones are opinion, bias"),
        ("[decoding.actor]\ncost = 1.0\n", "[decoding.actor]: unknown key 'cost'; the known ones are threshold, out"),
        ("[decoding.actor]\ntemperature = 2.0\n", "unknown key 'temperature'"),
        ('[decoding.actor]\nbegin_cost = "high"\n', "begin_cost is 'high', expected a number"),
        ("[decoding.loaded]\nthreshold = 1.0\n", "threshold is 1.0, expected less than 1"),
        ("[decoding]\nactor = 1.6\n", "[decoding.actor] is missing or not a table"),
    ],
)
def test_faults_in_decoding(tmp_path, table, message):
    with pytest.raises(RecipeError) as raised:
        load(tmp_path, GOOD + table)
    assert message in str(raised.value)


def test_an_override_of_corpora_keeps_the_decoding(tmp_path):
    (tmp_path / "first.toml").write_text(GOOD + DECODING)
    recipe = load(tmp_path, 'extends = "first.toml"\n[corpora]\nbabe = {}\n')
    assert set(recipe.corpora) == {"babe"}
    assert recipe.decoding == load(tmp_path, GOOD + DECODING).decoding != {}


def test_corpora_are_needed(tmp_path):
    with pytest.raises(RecipeError, match="is empty"):
        load(tmp_path, 'name = "mine"\nbase = "some/encoder"\n[corpora]\n')


def test_the_recipes_of_the_project_load():
    paths = sorted(Path(__file__).parents[2].glob("training/recipes/*.toml"))
    assert paths
    for path in paths:
        recipe = Recipe.load(path)
        assert recipe.name
        assert recipe.decoding["actor"] == HeadSettings(outside_cost=1.6, begin_cost=1.0, adjacent_cost=2.0)
        assert "loaded" not in recipe.heads or 0 < recipe.decoding["loaded"].threshold < 0.5
