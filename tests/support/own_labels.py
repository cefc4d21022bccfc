"""A recipe on labels of one's own, as small as a fit can be, and the commands on it."""

import json
import random
from pathlib import Path
from typing import Any

from click.testing import Result
from stancekit_training.cli import app
from typer.testing import CliRunner

WEIGHTS = "model.safetensors"
RECIPE = """
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


def row(number: int) -> dict[str, Any]:
    """Return a labeled sentence."""
    good = number % 2 == 0
    who = ("the mayor", "the city")[number % 3 == 0]
    text = f"{who} {('lied', 'won')[good]} to {number} plan"
    stance = ("against", "favor")[good]
    return {
        "text": text,
        "opinion": ("opinion", "reported_fact")[good],
        "targets": [{"start": 0, "end": len(who), "stance": stance}],
    }


def write_recipe(base: Path, folder: Path) -> Path:
    """Write `recipe.toml` with its labels, and return the folder."""
    (folder / "recipe.toml").write_text(RECIPE.format(base=base))
    numbers = list(range(240))
    random.Random(0).shuffle(numbers)
    (folder / "train.jsonl").write_text("\n".join(json.dumps(row(number)) for number in numbers[:200]))
    (folder / "dev.jsonl").write_text("\n".join(json.dumps(row(number)) for number in numbers[200:]))
    return folder


def run(*arguments: Any) -> Result:
    """Run a command of training."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
