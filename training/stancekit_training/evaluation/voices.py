"""Whose voice a sentence speaks in: the author's or a source's, and who holds a stance.

`voice_pairs.jsonl` holds pairs of sentences with the same judgment, once as
the author's and once as a source's. They were written before any training saw
attributions; half of them are frozen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from sklearn.metrics import balanced_accuracy_score

from stancekit.document.records import Mention, Sentence
from stancekit.inputs.text import Text
from stancekit.labels import Voice
from stancekit.model import Model
from stancekit_training.corpora import seesaw
from stancekit_training.corpora.frozen import Portion, read_portion
from stancekit_training.evaluation.judgments import AnalyzedArticles, analyze
from stancekit_training.resources import data_file

PAIRS = data_file("voice_pairs.jsonl")


@dataclass(frozen=True)
class VoiceMetrics:
    """How well a model tells the author's voice from a source's.

    Attributes:
        own: the share of judgments that are an opinion in the author's voice.
        flips: the share that are besides a reported fact in a source's voice.
        stays: the share with the same stance label in both.
        quoted: the share with the voice `quoted` in the source's sentence alone.
        pairs: the number of pairs.
        holder: balanced accuracy of whether a source or the text holds a stance, on SEESAW.
        stances: the number of those stances.
    """

    own: float
    flips: float
    stays: float
    quoted: float
    pairs: int
    holder: float
    stances: int


@dataclass(frozen=True)
class _Prediction:
    """The predictions for one sentence of a pair."""

    label: str | None
    stance: str | None
    voice: Voice | None


def measure_voices(model: Model, corpora: Path, portion: Portion = "open") -> VoiceMetrics:
    """Score a model on a portion of the pairs, and on the holders of SEESAW's stances.

    Args:
        model: the model to measure.
        corpora: the folder that holds the corpora.
        portion: the portion of the pairs.
    """
    pairs = [
        (_predict(model, row["own"], row["target"]), _predict(model, row["quoted"], row["target"]))
        for row in read_portion(PAIRS, portion)
    ]
    gold, predicted = zip(*_holders(analyze(model, seesaw.load(corpora, "dev"))), strict=True)
    return VoiceMetrics(
        own=_share(author.label == "opinion" for author, _ in pairs),
        flips=_share((author.label, source.label) == ("opinion", "reported_fact") for author, source in pairs),
        stays=_share(author.stance == source.stance for author, source in pairs),
        quoted=_share(author.voice != "quoted" == source.voice for author, source in pairs),
        pairs=len(pairs),
        holder=float(balanced_accuracy_score(gold, predicted)),
        stances=len(gold),
    )


def _share(right: Iterable[bool]) -> float:
    return fmean(map(bool, right))


def _predict(model: Model, text: str, target: str) -> _Prediction:
    """Analyze a sentence, with its target as a given mention."""
    start = text.index(target)
    (sentence,) = model(Text(text, mentions=[(start, start + len(target))], split=False)).sentences
    mention = _given_mention(sentence)
    return _Prediction(sentence.label, mention.stance.label if mention.stance else None, mention.voice)


def _given_mention(sentence: Sentence) -> Mention:
    return next(mention for mention in sentence.mentions if mention.given)


def _holders(articles: AnalyzedArticles) -> Iterator[tuple[bool, bool]]:
    """Yield, for each stance toward an actor that its sentence names, whether a source holds it: gold and predicted."""
    for article, document in articles:
        by_name = {actor.name: actor.mentions for actor in document.actors}
        lines = article.lines
        for stance in article.held_stances:
            start, end = lines[stance.line]
            voices = [mention.voice for mention in by_name[stance.name] if start <= mention.start < end]
            if voices:
                yield stance.by_source, "quoted" in voices
