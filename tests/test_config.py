from pathlib import Path

import pytest

from training.config import Config, ConfigError

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


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("epochs", "epoch"), "unknown key 'epoch'; the known ones are epochs, batch_size"),
        (("seeds", "seed"), "unknown key 'seed'; the known ones are name"),
        (("ratio", "share"), "unknown key 'share'; the known ones are ratio"),
        (("stance", "tone"), "unknown key 'tone'; the known ones are opinion, bias, stance, actor"),
        (("newsmtsc", "newsmtc"), "not one of newsmtsc, checkthat"),
        (("epochs = 2", 'epochs = "two"'), "epochs is 'two', expected int"),
        (('base = "some/encoder"', ""), "base"),
        (("[corpora]", "[corpora"), "config.toml"),
    ],
)
def test_faults_say_what_is_known(tmp_path, change, message):
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, GOOD.replace(*change))
    assert message in str(raised.value)


def test_the_configs_of_the_project_load():
    paths = sorted(Path(__file__).parents[1].glob("training/configs/*.toml"))
    assert paths
    for path in paths:
        assert Config.load(path).name
