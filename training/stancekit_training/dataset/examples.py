"""A labeled sentence as arrays of labels on its tokens.

Tokens come from `stancekit.network.tokenization`, as in the served model.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from stancekit.labels import BIAS, HEADS, OPINION, STANCE
from stancekit.network.tagging import FloatArray, IntArray, tokens_in
from stancekit.network.tokenization import SPECIAL, SentenceTokenizer, Tokens, Window
from stancekit_training.corpora.sentence import LabeledSentence, Target

HalfArray: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.float16]]

IGNORED = -100  # the number of a token without a label


@dataclass(frozen=True)
class Example:
    """One tokenized sentence with its labels, special tokens included.

    A label is a row of probabilities, all zero where the sentence has no label.

    Attributes:
        window: the input of the network.
        targets: for each target of a stance, weights that sum to one over the
            tokens of its spans. *Shape:* (targets, tokens)
        labels: the labels by head. *Shape:* (labels,) of a sentence head; (targets, 3) of
            `stance`; (tokens, labels) of a tagging head, on the first token
            of each word.
        intercepts: the number of the sentence's corpus among those with an
            intercept, by head; see `dataset.mixture.Mixture`.
        temperature: divides the network's logits in the loss, as it divided
            those from which the labels come.
        hidden: the output of the frozen layers if it is known, see
            `fitting.hidden_states`. *Shape:* (tokens, width), float16
    """

    window: Window
    targets: FloatArray
    labels: Mapping[str, FloatArray]
    intercepts: Mapping[str, int] = field(default_factory=dict)
    temperature: float = 1.0
    hidden: HalfArray | None = None


def encode(
    sentence: LabeledSentence,
    tokenizer: SentenceTokenizer,
    heads: Iterable[str],
    lost: Counter[str],
    *,
    smoothing: float = 0.0,
) -> Example:
    """Return the example of a sentence; a sentence longer than the window is cut to its first window.

    Args:
        sentence: the sentence.
        tokenizer: the tokenizer of the model.
        heads: the heads that need labels.
        lost: counts, by head or as `target`, the labels that the tokens of
            the window cannot represent.
        smoothing: the share of each label that is spread over all labels of
            its head (Szegedy et al., CVPR 2016).
    """
    heads = tuple(heads)
    tokens = tokenizer.tokenize(sentence.text)
    length = min(len(tokens.ids), tokenizer.capacity)
    targets = [(target, _token_weights(target, tokens, length)) for target in sentence.targets if "stance" in heads]
    kept = [(target, weights) for target, weights in targets if weights.any()]
    if len(kept) < len(targets):
        lost["target"] += len(targets) - len(kept)
    numbers: dict[str, IntArray] = {
        "opinion": np.array([OPINION.index(sentence.opinion) if sentence.opinion else IGNORED]),
        "bias": np.array([BIAS.index(sentence.bias) if sentence.bias else IGNORED]),
        "stance": np.array([STANCE.index(target.stance) for target, _ in kept], dtype=np.int64),
        **word_labels(sentence, tokens, length, lost, heads),
    }
    rows = {head: _probabilities(numbers[head], len(HEADS[head].labels), smoothing) for head in heads}
    weights = [weights / weights.sum() for _, weights in kept]
    return Example(
        window=tokenizer.window(tokens, (0, length)),
        targets=np.array(weights, dtype=np.float32).reshape(-1, length + SPECIAL),
        labels={head: row[0] if HEADS[head].level == "sentence" else row for head, row in rows.items()},
    )


def _token_weights(target: Target, tokens: Tokens, length: int) -> FloatArray:
    """Return one for each token of a target's spans, zero for any other. *Shape:* (length + 2,)."""
    weights = np.zeros(length + SPECIAL, dtype=np.float32)
    for start, end in target.spans:
        first, stop = tokens_in(tokens.offsets[:length], start, end)
        weights[1 + first : 1 + stop] = 1
    return weights


def _probabilities(numbers: IntArray, labels: int, smoothing: float) -> FloatArray:
    """Return a row of probabilities for each label number, zeros for IGNORED. *Shape:* (numbers, labels)."""
    rows = np.zeros((len(numbers), labels), dtype=np.float32)
    for row, number in zip(rows, numbers, strict=True):
        if number != IGNORED:
            row[:] = smoothing / labels
            row[number] += 1 - smoothing
    return rows


def word_labels(
    sentence: LabeledSentence, tokens: Tokens, length: int, lost: Counter[str], heads: Iterable[str] = HEADS
) -> dict[str, IntArray]:
    """Return, for each tagging head, the label of each word's first token, between two special tokens.

    Args:
        sentence: the sentence.
        tokens: its tokens.
        length: the number of tokens that the window holds.
        lost: counts the spans that the words cannot represent, by head.
        heads: the heads that need labels.

    Returns:
        Label numbers by head, IGNORED where there is no label.
        *Shape of each:* (length + 2,)
    """
    starts = np.flatnonzero(tokens.word_starts[:length])
    words = word_offsets(tokens, starts, length)
    labels = {}
    for head, spans in sentence.labeled_spans.items():
        if head in heads:
            labels[head] = np.full(length + SPECIAL, IGNORED, dtype=np.int64)
            if spans is not None and len(starts):
                labels[head][1 + starts] = _word_numbers(head, spans, words, lost)
    return labels


def word_offsets(tokens: Tokens, starts: IntArray, length: int) -> IntArray:
    """Return the characters of the words that begin at the given tokens. *Shape:* (words, 2)."""
    last = np.append(starts[1:], length)[: len(starts)] - 1
    return np.stack([tokens.offsets[starts, 0], tokens.offsets[last, 1]], axis=1)


def _word_numbers(head: str, spans: Sequence[tuple[int, int, str]], words: IntArray, lost: Counter[str]) -> IntArray:
    """Return the label number of each word, and count the spans that do not begin and end with a word.

    Where spans overlap, a word takes the label of the first of them.
    """
    labels = HEADS[head].labels
    numbers = np.zeros(len(words), dtype=np.int64)
    for start, end, label in spans:
        first, stop = tokens_in(words, start, end)
        if first == stop or words[first, 0] != start or words[stop - 1, 1] != end:
            lost[head] += 1
        free = [word for word in range(first, stop) if not numbers[word]]
        for before, word in zip([-1, *free], free, strict=False):
            tag = label if label in labels else f"{'I' if 0 <= before == word - 1 else 'B'}-{label}"
            numbers[word] = labels.index(tag)
    return numbers
