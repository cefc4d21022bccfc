"""The targets of validation: which label is coded, for which unit, and its value as a number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stancekit.document.tables import Level
from stancekit.errors import InputError, OptionError
from stancekit.labels import BIAS, OPINION, STANCE
from stancekit.validation.options import TARGET_NAMES, TargetName

SHOWN = 3  # labels in an error


@dataclass(frozen=True)
class Target:
    """A label that people code.

    Attributes:
        name: its name.
        level: the table whose rows are the units.
        unit, units: the word for a unit, and its plural.
        labels: the valid labels, in the order of their values.
        values: the values of the labels, whose mean over the units is estimated.
        aliases: other spellings of the labels.
        measure: the name of that mean.
        is_share: whether the mean is a share in [0, 1]; else it is a stance in [-1, 1].
    """

    name: TargetName
    level: Level
    unit: str
    units: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    aliases: Mapping[str, str]
    measure: str
    is_share: bool

    @property
    def bounds(self) -> tuple[float, float]:
        """The smallest and the largest value."""
        return self.values[0], self.values[-1]

    def label(self, text: str) -> int | None:
        """Return the index of a label in any of its spellings; None if it is unknown."""
        text = text.strip().removesuffix(".0")
        word = text if text[:1] == "-" else "_".join(text.casefold().replace("-", " ").split())
        word = self.aliases.get(word, word)
        return self.labels.index(word) if word in self.labels else None


_STANCES = {"-1": "against", "0": "neutral", "1": "favor", "+1": "favor", "negative": "against", "positive": "favor"}
_STANCES |= {"favour": "favor", "−1": "against"}
TARGETS: Mapping[TargetName, Target] = {
    target.name: target
    for target in (
        Target(
            "opinion",
            "sentence",
            "sentence",
            "sentences",
            OPINION,
            (0, 1),
            {"0": "reported_fact", "1": "opinion", "fact": "reported_fact", "reported": "reported_fact"},
            "share of opinion",
            is_share=True,
        ),
        Target(
            "bias",
            "sentence",
            "sentence",
            "sentences",
            BIAS,
            (0, 1),
            {"0": "neutral", "1": "biased", "non_biased": "neutral", "unbiased": "neutral"},
            "share of biased wording",
            is_share=True,
        ),
        Target("stance", "mention", "mention", "mentions", STANCE, (-1, 0, 1), _STANCES, "mean stance", is_share=False),
        Target("actor", "actor", "actor", "actors", STANCE, (-1, 0, 1), _STANCES, "mean stance", is_share=False),
    )
}


def checked_target(name: str) -> Target:
    """Return the target of a name.

    Raises:
        InputError: no such target.
    """
    for target in TARGETS.values():
        if target.name == name:
            return target
    raise OptionError(f"unknown target {name!r}; valid targets: {', '.join(TARGET_NAMES)}.")


def inferred_target(labels: Iterable[str], columns: Iterable[str]) -> Target:
    """Return the target that the labels are of.

    Gold for a stance is of mentions if it has a place in the text, else of
    actors.

    Args:
        labels: the labels of the gold rows, without empty ones.
        columns: the columns of the gold rows.

    Raises:
        InputError: no label is known, or the labels fit several targets.
    """
    texts, present = list(labels), set(columns)
    is_mention = bool(present & {"start", "sentence"})
    candidates = [TARGETS["opinion"], TARGETS["bias"], TARGETS["stance" if is_mention else "actor"]]
    fits = {target.name: sum(target.label(text) is not None for text in texts) for target in candidates}
    best = [target for target in candidates if fits[target.name] == max(fits.values())]
    shown = ", ".join(map(repr, list(dict.fromkeys(texts))[:SHOWN]))
    if not max(fits.values()):
        valid = "; ".join(f"{target.name}: {', '.join(target.labels)}" for target in candidates)
        raise InputError(f"no gold label is known; the first are {shown}. Valid labels: {valid}.")
    if len(best) > 1:
        names = ", ".join(target.name for target in best)
        raise OptionError(f"the gold labels {shown} fit several targets: pass target (--target), one of {names}.")
    return best[0]
