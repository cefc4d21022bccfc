"""The same judgement as an author's own and as a source's: sentences that are put together for this project.

What an author says himself is an opinion; put into a source's mouth it is a
reported fact, with the same stance. Names, judgements, facts and sources
stand in `voices.toml`. Beside them CheckThat!'s and BABE's opinion sentences,
attributed to a source. All of it trains, none of it measures.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from stancekit_training.corpora import babe, checkthat
from stancekit_training.corpora.sentence import Item, Part, Quote, Target
from stancekit_training.resources import data_file

PARTS = data_file("voice_templates.toml")
WRITTEN = 1500  # sentences put together
OWN = 0.65  # share of them in the author's own voice
LONGEST = 200  # characters of a corpus sentence that is attributed
ATTRIBUTED = re.compile(r"[\"“”‘«»]|\b(?:said|says|say|told|according to|wrote|argued|claimed|called)\b", re.IGNORECASE)
OPENERS = frozenset("The A An It This That These Those He She They We There In On At For But And If When While".split())


def load(folder: Path, part: Part) -> list[Item]:
    """Put sentences together, the same ones whenever they are read."""
    if part == "dev":
        return []
    random = np.random.default_rng(0)
    parts = tomllib.loads(PARTS.read_text(encoding="utf-8"))
    opinions = [
        item.text
        for corpus in (checkthat, babe)
        for item in corpus.load(folder, part)
        if item.opinion == "opinion" and len(item.text) <= LONGEST and not ATTRIBUTED.search(item.text)
    ]
    written = [_written(parts, random) for _ in range(WRITTEN)]
    return [*written, *(_attributed(text, parts, random) for text in opinions)]


def _written(parts: dict[str, Any], random: np.random.Generator) -> Item:
    """Return a judgement or a fact about a name, at times from a source."""
    kind = random.choice(list(parts["names"]))
    name = str(random.choice(parts["names"][kind]))
    stance = str(random.choice(["against", "favor", "neutral"], p=[0.4, 0.4, 0.2]))
    predicate = str(random.choice(parts["facts" if stance == "neutral" else "judgements"][stance]))
    claim = f"{name} {predicate}"
    own = random.random() < OWN
    text, quote = (f"{claim[0].upper()}{claim[1:]}.", None) if own else _told(claim, parts, random)
    bare = name.removeprefix("the ")
    start = text.index(bare)
    return Item(
        text,
        "voices",
        opinion="opinion" if own and stance != "neutral" else "reported_fact",
        targets=(Target(((start, start + len(bare)),), stance),),
        quotes=() if quote is None else (quote,),
    )


def _attributed(text: str, parts: dict[str, Any], random: np.random.Generator) -> Item:
    """Return an author's opinion as a source's."""
    claim = text.rstrip(" \xa0.")
    first = claim.split()[0]
    told, quote = _told(f"{claim[0].lower()}{claim[1:]}" if first in OPENERS else claim, parts, random)
    return Item(told, "voices", opinion="reported_fact", quotes=(quote,))


def _told(claim: str, parts: dict[str, Any], random: np.random.Generator) -> tuple[str, Quote]:
    """Put a claim into a source's mouth, in one of the ways that news does."""
    source, cue = (str(random.choice(parts["sources"][key])) for key in ("names", "cues"))
    opened, closed = ("“", "”") if random.random() < 0.7 else ('"', '"')
    capital = f"{claim[0].upper()}{claim[1:]}"
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
    return _joined(frames[random.integers(len(frames))])


def _joined(pieces: list[tuple[str, str]]) -> tuple[str, Quote]:
    """Join the pieces of a sentence, and tell where each role came to stand."""
    text = ""
    places: dict[str, tuple[tuple[int, int], ...]] = {}
    for words, role in pieces:
        text += " " if text and words and words != "," else ""
        if role:
            places[role] = ((len(text), len(text) + len(words)),)
        text += words
    text = f"{text[0].upper()}{text[1:]}"
    return text if text.endswith((".”", '."')) else f"{text}.", Quote(**places)
