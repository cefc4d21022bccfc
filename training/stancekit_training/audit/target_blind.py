"""Does a stance look at its target? Beside a model that is not told which words are the target.

What the two share can be had from the sentence alone. Sentences whose targets
differ in stance show the difference best: there one answer for all must fail.
"""

from collections.abc import Sequence
from typing import Any

from stancekit.model import Model
from stancekit_training.corpora.sentence import Item, blinded
from stancekit_training.evaluation.sentences import METRICS, answer, score


def measure_target(model: Model, blind: Model | None, items: Sequence[Item]) -> list[dict[str, Any]]:
    """Score a model and a target-blind one, on all targets and where a sentence casts its targets differently.

    Returns:
        Records of `sentences` (`all`, `targets that differ`), `value`, `low`
        and `high`, macro-F1 with its interval, `count`, and `baselines`, the
        score of the target-blind model.
    """
    parts = {
        "all": [item for item in items if item.targets],
        "targets that differ": [item for item in items if len({target.stance for target in item.targets}) > 1],
    }
    rows = []
    for name, part in parts.items():
        found = score("newsmtsc", "stance", answer(model, part)["stance"])
        row = {"sentences": name, "value": found.value, "low": found.low, "high": found.high, "count": found.count}
        baselines = {}
        if blind is not None:
            theirs = answer(blind, [blinded(item) for item in part])["stance"]
            baselines["target-blind"] = METRICS["stance"](theirs.gold, theirs.predictions())
        rows.append({**row, "baselines": baselines})
    return rows
