"""Labels as flat spans and categories, for tools that have neither relations nor attributes of spans.

A mention is `person: against`, `person` without a stance, or `mention: favor`
without a kind. The parts of the second attribution are `source 2`, `cue 2` and
`content 2`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from stancekit.annotation.mentions import OTHER, LabeledMention, mentions_of, split
from stancekit.annotation.options import Head
from stancekit.annotation.sentence import AnnotatedSentence, LabeledAttribution, Span
from stancekit.labels import BIAS, KINDS, OPINION, ROLES, STANCE

FlatSpan: TypeAlias = tuple[int, int, str]
LOADED = "loaded"
WORDING = " wording"  # tells the bias label `neutral` from a stance
ATTRIBUTIONS = 4  # numbers to offer for the attributions of a sentence, at least
PART = re.compile(rf"({'|'.join(ROLES)})(?: (\d+))?")


@dataclass(frozen=True)
class LabelSet:
    """The labels that a project in a tool must know."""

    categories: list[str]
    spans: list[str]


def label_set(heads: Sequence[Head], sentences: Iterable[AnnotatedSentence] = ()) -> LabelSet:
    """Return the labels for heads, with a number for each attribution of a sentence."""
    categories = [*(OPINION if "opinion" in heads else ()), *(category(label) for label in BIAS if "bias" in heads)]
    stances = STANCE if "stance" in heads else ()
    kinds = KINDS if "actor" in heads else ()
    spans = [*kinds, *(f"{kind}: {stance}" for kind in (*kinds, OTHER) for stance in stances)]
    if "attribution" in heads:
        numbers = max([ATTRIBUTIONS, *(len(sentence.attributions) for sentence in sentences)])
        spans += [f"{role} {number}" for number in range(1, numbers + 1) for role in ROLES]
    return LabelSet(categories, [*spans, *([LOADED] if "loaded" in heads else [])])


def category(bias: str) -> str:
    """Return the category of a bias label."""
    return bias + WORDING


def categories_of(sentence: AnnotatedSentence) -> list[str]:
    """Return the opinion label and the bias label of a sentence, where it has them."""
    return [
        *([sentence.opinion] if sentence.opinion else []),
        *([category(sentence.bias)] if sentence.bias else []),
    ]


def spans_of(sentence: AnnotatedSentence) -> list[FlatSpan]:
    """Return every span of a sentence with its label, in the order of the text."""
    spans = [(each.start, each.end, _mention_label(each)) for each in mentions_of(sentence)]
    for number, attribution in enumerate(sentence.attributions, start=1):
        spans += [(*span, f"{role} {number}") for role, span in attribution.pieces]
    return sorted([*spans, *((*span, LOADED) for span in sentence.loaded)])


def with_labels(
    sentence: AnnotatedSentence, categories: Iterable[str], spans: Iterable[FlatSpan], faults: list[str]
) -> AnnotatedSentence:
    """Return a sentence with the labels that a tool gives it.

    Args:
        sentence: without labels.
        categories: labels of the whole sentence.
        spans: in code points.
        faults: gets a line for each label that is unknown or contradicts another.
    """
    opinion, bias = _categories(categories, faults)
    mentions: list[LabeledMention] = []
    parts: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    loaded: list[Span] = []
    for start, end, label in spans:
        part = PART.fullmatch(label)
        if part:
            parts[int(part[2] or 1)][part[1]].append((start, end))
        elif label == LOADED:
            loaded.append((start, end))
        else:
            mentions += _mention(start, end, label, faults)
    targets, actors = split(mentions)
    attributions = (LabeledAttribution(**{role: tuple(parts[number][role]) for role in ROLES}) for number in parts)
    return replace(
        sentence,
        opinion=opinion,
        bias=bias,
        targets=targets,
        actors=actors,
        attributions=tuple(attributions),
        loaded=tuple(loaded),
    )


def _mention_label(mention: LabeledMention) -> str:
    kind = mention.kind or OTHER
    return kind if mention.stance is None else f"{kind}: {mention.stance}"


def _mention(start: int, end: int, label: str, faults: list[str]) -> Iterator[LabeledMention]:
    kind, _, stance = label.partition(": ")
    if (kind not in KINDS and (kind != OTHER or not stance)) or (stance and stance not in STANCE):
        faults.append(f"unknown label {label!r}")
    else:
        yield LabeledMention(start, end, None if kind == OTHER else kind, stance or None)


def _categories(categories: Iterable[str], faults: list[str]) -> tuple[str | None, str | None]:
    """Return the opinion label and the bias label among categories."""
    labels: dict[str, str] = {}
    known = {label: ("opinion", label) for label in OPINION} | {category(label): ("bias", label) for label in BIAS}
    for each in categories:
        if each not in known:
            faults.append(f"unknown label {each!r}; valid: {', '.join(known)}")
            continue
        name, label = known[each]
        if labels.setdefault(name, label) != label:
            faults.append(f"{name} has two labels, {labels[name]} and {label}")
    return labels.get("opinion"), labels.get("bias")
