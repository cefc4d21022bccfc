"""The same judgment in the author's voice and in a source's: sentences generated for this project.

A judgment in the author's voice is an opinion; attributed to a source, it is a
reported fact with the same stance. Names, judgments, facts and sources come
from `voice_templates.toml`. The opinion sentences of CheckThat! and BABE are
added, attributed to a source. All sentences are for training.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from stancekit_training.corpora import babe, checkthat
from stancekit_training.corpora.sentence import LabeledAttribution, LabeledSentence, Span, Split, Target
from stancekit_training.resources import data_file

TEMPLATES = data_file("voice_templates.toml")
GENERATED = 1500  # sentences generated from the templates
AUTHOR_SHARE = 0.65  # share of them in the author's voice
LONGEST = 200  # characters of a corpus sentence that is attributed
ATTRIBUTED = re.compile(r"[\"“”‘«»]|\b(?:said|says|say|told|according to|wrote|argued|claimed|called)\b", re.IGNORECASE)
OPENERS = frozenset("The A An It This That These Those He She They We There In On At For But And If When While".split())


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Generate the sentences for training, the same at every call; none for development."""
    if split == "dev":
        return []
    random = np.random.default_rng(0)
    templates = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    generated = [_generated(templates, random) for _ in range(GENERATED)]
    opinions = filter(_is_plain_opinion, [*checkthat.load(folder, split), *babe.load(folder, split)])
    return [*generated, *(_attributed(sentence.text, templates, random) for sentence in opinions)]


def _is_plain_opinion(sentence: LabeledSentence) -> bool:
    """Return whether a sentence is a short opinion that is not attributed to anyone."""
    return sentence.opinion == "opinion" and len(sentence.text) <= LONGEST and not ATTRIBUTED.search(sentence.text)


def _generated(templates: dict[str, Any], random: np.random.Generator) -> LabeledSentence:
    """Generate a judgment or a fact about a name, in the author's voice or a source's."""
    kind = random.choice(list(templates["names"]))
    name = str(random.choice(templates["names"][kind]))
    stance = str(random.choice(["against", "favor", "neutral"], p=[0.4, 0.4, 0.2]))
    predicate = str(random.choice(templates["facts" if stance == "neutral" else "judgments"][stance]))
    claim = f"{name} {predicate}"
    attributions: tuple[LabeledAttribution, ...] = ()
    if by_author := random.random() < AUTHOR_SHARE:
        text = f"{_capitalized(claim)}."
    else:
        text, attribution = _attribute(claim, templates, random)
        attributions = (attribution,)
    bare_name = name.removeprefix("the ")
    start = text.index(bare_name)
    return LabeledSentence(
        text,
        "voices",
        opinion="opinion" if by_author and stance != "neutral" else "reported_fact",
        targets=(Target(((start, start + len(bare_name)),), stance),),
        attributions=attributions,
    )


def _attributed(text: str, templates: dict[str, Any], random: np.random.Generator) -> LabeledSentence:
    """Return an author's opinion as a source's."""
    claim = text.rstrip(" \xa0.")
    if claim.split()[0] in OPENERS:
        claim = f"{claim[0].lower()}{claim[1:]}"
    sentence, attribution = _attribute(claim, templates, random)
    return LabeledSentence(sentence, "voices", opinion="reported_fact", attributions=(attribution,))


def _attribute(claim: str, templates: dict[str, Any], random: np.random.Generator) -> tuple[str, LabeledAttribution]:
    """Attribute a claim to a source, in one of the forms common in news."""
    source, cue = (str(random.choice(templates["sources"][key])) for key in ("names", "cues"))
    opened, closed = ("“", "”") if random.random() < 0.7 else ('"', '"')
    capital = _capitalized(claim)
    aside = "," if "," in source else ""
    frames = [
        [(f"{opened}{capital},{closed}", "content"), (source, "source"), (cue, "cue")],
        [(f"{opened}{capital},{closed}", "content"), (source, "source"), (cue, "cue")],
        [(capital, "content"), (",", ""), (source, "source"), (aside, ""), (cue, "cue")],
        [(capital, "content"), (",", ""), (source, "source"), (aside, ""), (cue, "cue")],
        [(source, "source"), (aside, ""), (cue, "cue"), (f"that {claim}", "content")],
        [(source, "source"), (aside, ""), (cue, "cue"), (claim, "content")],
        [("according to", "cue"), (source, "source"), (",", ""), (claim, "content")],
        [(capital, "content"), (",", ""), ("according to", "cue"), (source, "source")],
        [(source, "source"), (aside, ""), (f"{cue}:", "cue"), (f"{opened}{capital}.{closed}", "content")],
    ]
    return _join(frames[random.integers(len(frames))])


def _join(pieces: list[tuple[str, str]]) -> tuple[str, LabeledAttribution]:
    """Join `(words, role)` pieces into a sentence, and return the span of each role."""
    text = ""
    spans: dict[str, tuple[Span, ...]] = {}
    for words, role in pieces:
        text += " " if text and words and words != "," else ""
        if role:
            spans[role] = ((len(text), len(text) + len(words)),)
        text += words
    text = _capitalized(text)
    return text if text.endswith((".”", '."')) else f"{text}.", LabeledAttribution(**spans)


def _capitalized(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
