"""Every label that stancekit gives, each word defined once: heads, kinds of actor, roles, voices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["person", "organization", "place"]
Role: TypeAlias = Literal["source", "cue", "content"]
Voice: TypeAlias = Literal["opinion", "fact", "quoted"]

OPINION = ("reported_fact", "opinion")
BIAS = ("neutral", "biased")
STANCE = ("against", "neutral", "favor")
KINDS: tuple[Kind, ...] = ("person", "organization", "place")
ACTOR = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI"))
ROLES: tuple[Role, ...] = ("source", "cue", "content")
VOICES: tuple[Voice, ...] = ("opinion", "fact", "quoted")
ATTRIBUTION = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
LOADED = ("plain", "loaded")


@dataclass(frozen=True)
class Head:
    """One question that the network answers.

    `level` says what a row of logits belongs to: a `sentence`, giving
    `(labels,)` a window, or a `token`, giving `(tokens, labels)`. The stance
    head is of level `token`; the logits of a mention are their mean over it.
    """

    name: str
    labels: tuple[str, ...]
    level: Literal["sentence", "token"]


HEADS: Mapping[str, Head] = {
    head.name: head
    for head in (
        Head("opinion", OPINION, "sentence"),
        Head("bias", BIAS, "sentence"),
        Head("stance", STANCE, "token"),
        Head("actor", ACTOR, "token"),
        Head("attribution", ATTRIBUTION, "token"),
        Head("loaded", LOADED, "token"),
    )
}
