from pathlib import Path

import pytest
from stancekit_training.recipe import Config, ConfigError, Fit

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
    path = tmp_path / "config.toml"
    path.write_text(text)
    return Config.load(path)


def test_good(tmp_path):
    config = load(tmp_path, GOOD)
    assert (config.seeds, config.heads, config.fit.epochs) == ((1, 2), {"stance": 1.0}, 2)
    assert config.corpora["newsmtsc"].ratio == 0.5
    assert config.corpora["mine"].train == tmp_path / "mine.jsonl"


def test_articles_to_distil_on_are_a_corpus_or_a_file_beside_the_config(tmp_path):
    assert load(tmp_path, GOOD).unlabelled is None
    config = load(tmp_path, GOOD + '[distill]\narticles = "allsides"\nsentences = 7\n')
    assert config.unlabelled == "allsides" and config.distill.sentences == 7
    config = load(tmp_path, GOOD.replace("[1, 2]", "[1]") + '[distill]\narticles = "mine.jsonl"\n')
    assert config.distill.articles == str(tmp_path / "mine.jsonl")
    assert config.unlabelled is None  # one seed has nobody to agree with
    with pytest.raises(ConfigError, match="unknown key 'article'; the known ones are articles"):
        load(tmp_path, GOOD + '[distill]\narticle = "allsides"\n')


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("epochs", "epoch"), "unknown key 'epoch'; the known ones are epochs, batch_size"),
        (("seeds", "seed"), "unknown key 'seed'; the known ones are name"),
        (("ratio", "share"), "unknown key 'share'; the known ones are ratio"),
        (("stance", "tone"), "unknown key 'tone'; the known ones are opinion, bias, stance, actor"),
        (("newsmtsc", "newsmtc"), "not one of newsmtsc, checkthat"),
        (("epochs = 2", 'epochs = "two"'), "epochs is 'two', expected int"),
        (("epochs = 2", 'bf16 = "auto"'), "bf16 is 'auto', expected bool"),
        (('base = "some/encoder"', ""), "base"),
        (("[corpora]", "[corpora"), "config.toml"),
        (('mine = { train = "mine.jsonl" }', "mine = 1"), "[corpora.mine] is missing or not a table"),
        (('base = "some/encoder"', 'extends = "config.toml"'), "config.toml: extends itself"),
        (('base = "some/encoder"', 'extends = "absent.toml"'), "absent.toml"),
    ],
)
def test_faults_say_what_is_known(tmp_path, change, message):
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, GOOD.replace(*change))
    assert message in str(raised.value)


def test_extends_replaces_whole_keys_and_tables(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "first.toml").write_text(GOOD)
    text = 'extends = "shared/first.toml"\nname = "other"\n[fit]\nbatch_size = 8\n'
    config = load(tmp_path, text)
    assert (config.name, config.base, config.seeds) == ("other", "some/encoder", (1, 2))
    assert (config.fit.batch_size, config.fit.epochs) == (8, Fit().epochs)
    assert config.corpora["mine"].train == tmp_path / "shared" / "mine.jsonl"
    assert set(load(tmp_path, text + "[corpora]\nbabe = {}\n").corpora) == {"babe"}


def test_corpora_are_needed(tmp_path):
    with pytest.raises(ConfigError, match="is empty"):
        load(tmp_path, 'name = "mine"\nbase = "some/encoder"\n[corpora]\n')


def test_the_configs_of_the_project_load():
    paths = sorted(Path(__file__).parents[2].glob("training/recipes/*.toml"))
    assert paths
    for path in paths:
        assert Config.load(path).name
