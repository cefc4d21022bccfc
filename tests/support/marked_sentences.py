"""Sentences with their tags written into them, for tests of the analysis."""

import re

import numpy as np

from stancekit.labels import HEADS
from stancekit.network.decoding import Decoder, SentenceLogits, SentencePredictions
from stancekit.network.manifest import HeadSettings
from stancekit.network.tokenization import Tokens

TAGS = {
    "s": ("attribution", "source"),
    "q": ("attribution", "cue"),
    "c": ("attribution", "content"),
    "p": ("actor", "person"),
    "o": ("actor", "organization"),
    "g": ("actor", "place"),
    "l": ("loaded", "loaded"),
}
PIECE = re.compile(r"<(\w) |>|[^<>]+")


def spans(marked: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """Return the text of `<s Berg> <q said> <c <p Roth> left>`, and `(start, end, head, kind)` of what is marked."""
    text, found, opened = "", [], []
    for piece in PIECE.finditer(marked):
        if piece[1]:
            opened.append((len(text), *TAGS[piece[1]]))
        elif piece[0] == ">":
            start, head, kind = opened.pop()
            found.append((start, len(text), head, kind))
        else:
            text += piece[0]
    return text, found


def predictions(text: str, sentence: str, start: int, *, opinion: float = 0.1) -> SentencePredictions:
    """Return the predictions of a network that is sure of every mark."""
    plain, marks = spans(sentence)
    words = [(start + word.start(), start + word.end()) for word in re.finditer(r"\w+|[^\w\s]", plain)]
    logits = {name: np.zeros((len(words), len(head.labels)), np.float32) for name, head in HEADS.items()}
    logits |= {"opinion": np.log(np.float32([1 - opinion, opinion])), "bias": np.float32([2, 0])}
    for name in ("actor", "attribution", "loaded"):
        logits[name][:, 0] = 5
    for first, last, name, kind in marks:
        inside = [number for number, word in enumerate(words) if start + first <= word[0] and word[1] <= start + last]
        labels = HEADS[name].labels
        for place, number in enumerate(inside):
            label = kind if kind in labels else f"{'I' if place else 'B'}-{kind}"
            logits[name][number, labels.index(label)] = 9
    tokens = Tokens(
        ids=np.arange(len(words)),
        casing=np.zeros(len(words), np.int64),
        offsets=np.array(words).reshape(-1, 2),
        word_starts=np.ones(len(words), bool),
        windows=((0, len(words)),),
    )
    sentence_logits = SentenceLogits(text, start, start + len(plain), tokens, logits)
    return Decoder(dict.fromkeys(HEADS, HeadSettings())).decode(sentence_logits)
