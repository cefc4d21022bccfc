"""A model's predictions for labeled sentences, beside the gold labels."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from stancekit.analysis.speech.attribution import link_parts
from stancekit.inputs.text import Text
from stancekit.labels import BIAS, OPINION, ROLES, STANCE
from stancekit.model import Model
from stancekit.network.decoding import Decoder, SentenceLogits, mention_logits
from stancekit.network.tagging import FloatArray, IntArray, tokens_in
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.examples import IGNORED, word_labels
from stancekit_training.evaluation.counts import Attribution, Spans
from stancekit_training.evaluation.metrics import METRICS

TAGGING = ("actor", "attribution", "loaded")  # heads that label words

Span: TypeAlias = tuple[int, int]
LabeledSpan: TypeAlias = tuple[int, int, str]  # start, end, kind
Sentences: TypeAlias = Mapping[str, Sequence[LabeledSentence]]  # by corpus


@dataclass
class HeadPredictions:
    """Gold labels and a model's outputs for one head on the sentences of one corpus.

    Attributes:
        gold: label numbers; for a metric of spans, the spans, words or attributions of each sentence.
        outputs: the logits of each label, *shape* (labels,); for a metric of
            spans, the predicted spans, words or attributions.
        sentences: the index of each item's sentence; a bootstrap resamples sentences.
    """

    gold: list[Any] = field(default_factory=list)
    outputs: list[Any] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def add(self, gold: Any, output: Any, sentence: int) -> None:
        """Append an item."""
        self.gold.append(gold)
        self.outputs.append(output)
        self.sentences.append(sentence)

    @property
    def labels(self) -> IntArray:
        """Gold label numbers. *Shape:* (items,)."""
        return np.array(self.gold, dtype=np.int64)

    @property
    def logits(self) -> FloatArray:
        """Logits. *Shape:* (items, labels)."""
        return np.array(self.outputs, dtype=np.float32)

    @property
    def predictions(self) -> list[Any]:
        """Predicted label numbers, or the predicted spans, words or attributions of each sentence."""
        if self.outputs and isinstance(self.outputs[0], set | list):
            return self.outputs
        return list(self.logits.argmax(axis=1).tolist())


Predictions: TypeAlias = Mapping[str, HeadPredictions]  # by name of `METRICS`, or of tags
CorpusPredictions: TypeAlias = Mapping[str, Predictions]  # by corpus


def predict(model: Model, sentences: Sequence[LabeledSentence]) -> dict[str, HeadPredictions]:
    """Predict the labels of sentences, with the spans of their targets given.

    Returns:
        By name of `METRICS`, the predictions for every label that the
        sentences have; for the heads that label words also those of single
        tags, as `actor tags` and so on.
    """
    predictions = {name: HeadPredictions() for name in (*METRICS, *map(label_predictions, TAGGING))}
    for index, (sentence, logits) in enumerate(_logits(model, sentences)):
        for name, gold, output in _sentence_items(sentence, logits, model.decoder):
            predictions[name].add(gold, output, index)
    return {name: items for name, items in predictions.items() if items.gold}


def predict_corpora(model: Model, corpora: Sentences) -> dict[str, dict[str, HeadPredictions]]:
    """Predict the labels of each corpus; see `predict`."""
    return {name: predict(model, sentences) for name, sentences in corpora.items()}


def _logits(model: Model, sentences: Sequence[LabeledSentence]) -> Iterator[tuple[LabeledSentence, SentenceLogits]]:
    with ThreadPoolExecutor(model.threads) as executor:
        texts = (Text(sentence.text, split=False) for sentence in sentences)
        for sentence, (logits,) in zip(sentences, executor.map(model.logits, texts), strict=True):
            yield sentence, logits


def _sentence_items(
    sentence: LabeledSentence, logits: SentenceLogits, decoder: Decoder
) -> Iterator[tuple[str, Any, Any]]:
    """Yield the name, gold label and output of every item of a sentence."""
    heads = logits.logits
    if sentence.opinion and "opinion" in heads:
        yield "opinion", OPINION.index(sentence.opinion), heads["opinion"]
    if sentence.bias and "bias" in heads:
        yield "bias", BIAS.index(sentence.bias), heads["bias"]
    for target in sentence.targets if "stance" in heads else ():
        yield "stance", STANCE.index(target.stance), mention_logits(heads["stance"], logits.tokens, *target.spans[0])
    for head, spans in sentence.labeled_spans.items():
        if spans is not None and head in heads:
            yield from _span_items(head, spans, sentence, logits, decoder)
            yield from _tag_items(head, sentence, logits)


def _span_items(
    head: str, gold: Sequence[LabeledSpan], sentence: LabeledSentence, logits: SentenceLogits, decoder: Decoder
) -> Iterator[tuple[str, Spans | list[Attribution], Spans | list[Attribution]]]:
    """Yield the gold and predicted spans of actors, words of roles and loaded words, and attributions."""
    if head == "actor":
        yield head, set(gold), set(decoder.actor_spans(logits))
    elif head == "attribution":
        roles = decoder.role_spans(logits)
        for role in ROLES:
            of_role = ([span for span in spans if span[2] == role] for spans in (gold, roles))
            gold_words, predicted_words = (_words(spans, logits) for spans in of_role)
            yield f"{head} {role}", gold_words, predicted_words
        labeled = [(spans.source, spans.cue, spans.content) for spans in sentence.attributions or ()]
        linked = [([spans.source], [spans.cue], spans.content) for spans in link_parts(roles)]
        yield f"{head} whole", _attributions(labeled, logits), _attributions(linked, logits)
    else:
        loaded: Spans = {(start, end, head) for start, end, _ in decoder.loaded_spans(logits)}
        yield head, _words(gold, logits), _words(loaded, logits)
        yield f"{head} spans", set(gold), loaded


def _tag_items(head: str, sentence: LabeledSentence, logits: SentenceLogits) -> Iterator[tuple[str, int, FloatArray]]:
    """Yield the gold tag and the logits of each word's first token."""
    tokens = logits.tokens
    labels = word_labels(sentence, tokens, len(tokens.ids), Counter(), (head,))[head][1:-1]
    for position in np.flatnonzero(labels != IGNORED):
        yield label_predictions(head), int(labels[position]), logits.logits[head][position]


def _attributions(
    parts: Sequence[tuple[Sequence[Span | None], Sequence[Span | None], Sequence[Span | None]]], logits: SentenceLogits
) -> list[Attribution]:
    """Return the words of source, cue and content of each attribution."""
    attributions = []
    for source, cue, content in parts:
        words = [_words([(*span, "") for span in part if span], logits) for part in (source, cue, content)]
        attributions.append((words[0], words[1], words[2]))
    return attributions


def _words(spans: Iterable[LabeledSpan], logits: SentenceLogits) -> Spans:
    """Return the words that share a character with spans."""
    bounds = np.array(logits.word_bounds, dtype=np.int64).reshape(-1, 2)
    return {
        (int(bounds[word, 0]), int(bounds[word, 1]), kind)
        for start, end, kind in spans
        for word in range(*tokens_in(bounds, start, end))
    }


def pool(corpora: CorpusPredictions, name: str) -> HeadPredictions:
    """Concatenate the predictions of all corpora for one name; sentences of two corpora stay apart."""
    pooled = HeadPredictions()
    first = 0
    for predictions in corpora.values():
        items = predictions.get(name, HeadPredictions())
        for gold, output, sentence in zip(items.gold, items.outputs, items.sentences, strict=True):
            pooled.add(gold, output, first + sentence)
        first += max(items.sentences, default=-1) + 1
    return pooled


def label_predictions(head: str) -> str:
    """Return the name of the predictions of a head's single labels: its tags, for a head that labels words."""
    return f"{head} tags" if head in TAGGING else head
