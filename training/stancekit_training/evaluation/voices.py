"""Whose voice a sentence speaks in: the same judgement as the author's and as a source's, and who holds a stance.

`corpora/voice.jsonl` holds pairs of sentences that were written before any
training saw attributions; half of them are frozen, for one last look.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import fmean
from typing import Any

from rich.console import Console
from sklearn.metrics import balanced_accuracy_score

from stancekit.document.records import Mention, Sentence
from stancekit.inputs.text import Text
from stancekit.model import Model
from stancekit_training.corpora import seesaw
from stancekit_training.corpora.halves import Half, read_half
from stancekit_training.evaluation import articles as article_level
from stancekit_training.resources import data_file

PAIRS = data_file("voice_pairs.jsonl")


def measure_voices(model: Model, corpora: Path, half: Half = "open") -> dict[str, Any]:
    """Score a model on half of the pairs, and on the holders of SEESAW's stances.

    Returns:
        Of pairs: `own`, the share of judgements that are an opinion as the
        author's; `flips`, of those that are besides a reported fact as a
        source's; `stays`, of those whose stance label is the same; `quoted`,
        of those whose voice is `quoted` as a source's alone; `pairs`, their
        number. `holder`, balanced accuracy of whether a stance is a source's
        or the text's, over `stances` of them.
    """
    pairs = [[_read(model, row[voice], row["target"]) for voice in ("own", "quoted")] for row in read_half(PAIRS, half)]
    gold, found = zip(*_holders(article_level.read(model, seesaw.load(corpora, "dev"))), strict=True)
    return {
        "own": _share(own.label == "opinion" for (own, _), _ in pairs),
        "flips": _share((own.label, told.label) == ("opinion", "reported_fact") for (own, _), (told, _) in pairs),
        "stays": _share(one.stance.label == other.stance.label for (_, one), (_, other) in pairs),
        "quoted": _share(one.voice != "quoted" == other.voice for (_, one), (_, other) in pairs),
        "pairs": len(pairs),
        "holder": float(balanced_accuracy_score(gold, found)),
        "stances": len(gold),
    }


def _share(right: Iterable[bool]) -> float:
    return fmean(map(bool, right))


def _read(model: Model, text: str, target: str) -> tuple[Sentence, Mention]:
    """Read a sentence, and return it with the mention that was asked for."""
    start = text.index(target)
    (sentence,) = model(Text(text, mentions=[(start, start + len(target))], split=False)).sentences
    return sentence, next(mention for mention in sentence.mentions if mention.given)


def _holders(pairs: article_level.Read) -> Iterator[tuple[bool, bool]]:
    """Yield, for each stance toward an actor that its sentence names, whether a source holds it, and is said to."""
    for article, document in pairs:
        by_name = {actor.name: actor.mentions for actor in document.actors}
        lines = article.lines
        for held in article.held:
            start, end = lines[held.line]
            voices = [mention.voice for mention in by_name[held.name] if start <= mention.start < end]
            if voices:
                yield held.by_source, "quoted" in voices


def show(voices: Mapping[str, Any], console: Console) -> None:
    """Print the scores."""
    console.print(
        f"{voices['pairs']} pairs of the same judgement: {voices['own']:.1%} are an opinion as the author's, "
        f"{voices['flips']:.1%} are that and a reported fact as a source's; the stance stays in {voices['stays']:.1%}, "
        f"and {voices['quoted']:.1%} are quoted as a source's alone"
    )
    console.print(
        f"SEESAW valid, is a stance a source's or the text's: balanced accuracy {voices['holder']:.3f} "
        f"over {voices['stances']:,} stances"
    )
