"""Does a head generalize to a corpus that it was not trained on? Fits without one corpus, tested on that corpus.

Each head is trained alone, on all corpora of the recipe that label it but
one. The development parts of those corpora choose the best epoch, so the
corpus that is left out decides nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from stancekit_training.corpora.registry import CORPORA
from stancekit_training.dataset.loading import load_sentences
from stancekit_training.evaluation.metrics import METRICS
from stancekit_training.evaluation.predictions import Sentences, predict
from stancekit_training.evaluation.sentences import CrossScore, score
from stancekit_training.fitting.fit import fit_seed
from stancekit_training.fitting.runs import load_run
from stancekit_training.recipe import Recipe


def measure_cross(recipe: Recipe, corpora: Path, runs: Path) -> tuple[CrossScore, ...]:
    """Fit each head that several corpora label, leaving out each corpus in turn, and score it on that corpus.

    Only heads with a single metric are fitted, so attribution is left out.

    Args:
        recipe: the recipe, whose first seed is fitted.
        corpora: the folder that holds the corpora.
        runs: the folder for the fits; finished fits are reused.
    """
    dev = load_sentences(recipe, corpora, "dev")
    scores = []
    for head, left_out, partial in _partial_recipes(recipe, dev):
        train = load_sentences(partial, corpora, "train")
        chosen = {name: sentences for name, sentences in dev.items() if name in partial.trained_on}
        run = fit_seed(partial, partial.seeds[0], train, chosen, runs / f"{head}-without-{left_out}", resume=True)
        predictions = predict(load_run(partial, run), dev[left_out])
        scored = score(left_out, head, predictions[head])
        scores.append(CrossScore(**vars(scored), trained_on=tuple(partial.trained_on)))
    return tuple(scores)


def _partial_recipes(recipe: Recipe, dev: Sentences) -> Iterator[tuple[str, str, Recipe]]:
    """Yield each head, a corpus to leave out, and the recipe for that head without it."""
    for head in recipe.heads:
        labeling = {name: entry for name, entry in recipe.corpora.items() if _labels(name, head)}
        for name in labeling:
            others = {other: entry for other, entry in labeling.items() if other != name}
            if head in METRICS and dev[name] and any(entry.ratio > 0 for entry in others.values()):
                # With a ratio of 0 the corpus only measures: its sentences are kept out of training.
                corpora = {**others, name: replace(labeling[name], ratio=0.0)}
                yield head, name, replace(recipe, heads={head: 1.0}, corpora=corpora, distill=None)


def _labels(corpus: str, head: str) -> bool:
    return corpus in CORPORA and head in CORPORA[corpus].heads
