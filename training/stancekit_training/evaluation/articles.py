"""Whole articles against gold labels: the stance displayed toward each listed actor.

What is measured is the Document as users get it, with the listed actors given
by name; how many of them are found without that is measured apart.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from stancekit.analysis.linking import link
from stancekit.analysis.measures import originals, stance_measure
from stancekit.analysis.mentions import Reference
from stancekit.document.records import ActorSummary, Document, Measure, Mention
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text
from stancekit.labels import STANCE
from stancekit.model import Model
from stancekit_training.corpora.article import Article, Judged
from stancekit_training.evaluation.baselines import lexicon_stance, sentiment
from stancekit_training.evaluation.metrics import Counts, confusions, macro_f1, resampled

NEUTRAL = STANCE.index("neutral")


@dataclass(frozen=True)
class Judgement:
    """What is displayed for one listed actor of an article, beside the gold label and cheaper guesses.

    Attributes:
        group: articles that are resampled together.
        name: of the actor.
        gold: label number.
        shown: label number of what is displayed.
        surplus: expected sentences in favor less those against, 0 without a mention.
        sentiment: mean sentiment, by a lexicon, of the sentences that mention the actor.
        blind: label number by a target-blind model, None without one.
    """

    group: str
    name: str
    gold: int
    shown: int
    surplus: float
    sentiment: float
    blind: int | None = None


def displayed(measure: Measure | None) -> int:
    """Return the label number of what a reader is shown: the label if it takes a side, else the leaning."""
    if measure is None:
        return NEUTRAL
    side = measure.label if measure.label in ("favor", "against") else measure.leaning
    return STANCE.index(side or "neutral")


Read = Sequence[tuple[Article, Document]]


def read(model: Model, articles: Sequence[Article]) -> Read:
    """Let a model read articles with their listed actors given by name."""
    texts = [Text(a.text, title=a.title, actors=[Actor(j.name, kind=j.kind) for j in a.actors]) for a in articles]
    return list(zip(articles, model.pipe(texts), strict=True))


def judge(pairs: Read, *, blind: Model | None = None) -> list[Judgement]:
    """Return what is displayed for every listed actor of articles that were read."""
    asked = (Text(d.text, mentions=[(s.start, s.end) for s in d.sentences]) for _, d in pairs)  # whole sentences
    unseen = blind.pipe(asked) if blind else (None for _ in pairs)
    return [
        _judgement(article, judged, document, other)
        for (article, document), other in zip(pairs, unseen, strict=True)
        for judged in article.actors
    ]


def _judgement(article: Article, judged: Judged, document: Document, unseen: Document | None) -> Judgement:
    actor = _listed(document, judged)
    sentences = sorted({mention.sentence for mention in actor.mentions})
    guess = None
    if unseen is not None:
        starts = {document.sentences[index].start for index in sentences}
        asked = [mention for mention in unseen.mentions if mention.given and mention.start in starts]
        guess = displayed(stance_measure(asked, originals(unseen.sentences)))
    return Judgement(
        group=article.group,
        name=judged.name,
        gold=STANCE.index(judged.stance),
        shown=displayed(actor.stance),
        surplus=_surplus(actor.stance, actor.mentions),
        sentiment=fmean(sentiment(document.sentences[index].text) for index in sentences) if sentences else 0.0,
        blind=guess,
    )


def _listed(document: Document, judged: Judged) -> ActorSummary:
    """Return the actor that was given by a listed name."""
    (actor,) = [actor for actor in document.actors if actor.name == judged.name]
    return actor


def _surplus(measure: Measure | None, mentions: Sequence[Mention]) -> float:
    """Return how many more sentences are expected in favor than against."""
    return measure.score * len({mention.sentence for mention in mentions}) if measure else 0.0


def judge_paragraphs(pairs: Read) -> list[Judgement]:
    """Return what each paragraph with a label would display for the only listed actor of its article."""
    judgements = []
    for article, document in pairs:
        actor = _listed(document, article.actors[0])
        first = originals(document.sentences)
        for label, (start, end) in zip(article.paragraphs, article.lines[1:], strict=False):
            if label is not None:
                within = [mention for mention in actor.mentions if start <= mention.start < end]
                measure = stance_measure(within, first)
                judgements.append(
                    Judgement(
                        group=article.group,
                        name=actor.name,
                        gold=STANCE.index(label),
                        shown=displayed(measure),
                        surplus=_surplus(measure, within),
                        sentiment=sentiment(article.text[start:end]),
                    )
                )
    return judgements


def entity_prior(known: Sequence[Judgement], asked: Sequence[Judgement]) -> list[int]:
    """Predict the label most frequent for each name among known articles, for new names the most frequent of all."""
    by_name: dict[str, Counter[int]] = defaultdict(Counter)
    for judgement in known:
        by_name[judgement.name][judgement.gold] += 1
    most = Counter(judgement.gold for judgement in known).most_common(1)[0][0]
    return [by_name[one.name].most_common(1)[0][0] if one.name in by_name else most for one in asked]


def guesses(known: Sequence[Judgement], asked: Sequence[Judgement]) -> dict[str, list[int]]:
    """Return what each baseline says of the judgements asked for; if they are the known ones, cross-fitted."""
    most = Counter(judgement.gold for judgement in asked).most_common(1)[0][0]
    baselines = {
        "majority": [most] * len(asked),
        "sentence sentiment": [lexicon_stance(judgement.sentiment) for judgement in asked],
        "entity prior": cross_fitted(asked, entity_prior) if known is asked else entity_prior(known, asked),
    }
    if all(judgement.blind is not None for judgement in asked):
        baselines["target-blind"] = [judgement.blind or 0 for judgement in asked]
    return baselines


@dataclass(frozen=True)
class Lead:
    """A macro-F1 with its 95 % interval, and what each baseline scores.

    `ahead` is the lower end of the interval of its lead over each baseline,
    from the same resamples of groups.
    """

    value: float
    low: float
    high: float
    baselines: Mapping[str, float]
    ahead: Mapping[str, float]
    count: int


def compare(asked: Sequence[Judgement], predicted: Sequence[int], baselines: Mapping[str, Sequence[int]]) -> Lead:
    """Score predictions beside baselines, by a bootstrap over groups."""
    gold, groups = [one.gold for one in asked], [one.group for one in asked]

    def scored(labels: Sequence[int]) -> tuple[float, Counts]:
        cells = confusions([*gold, len(STANCE) - 1], [*labels, len(STANCE) - 1])[:-1]  # of all three labels
        return float(macro_f1(cells.sum(0))), macro_f1(resampled(cells, groups))

    value, drawn = scored(predicted)
    others = {name: scored(labels) for name, labels in baselines.items()}
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Lead(
        value,
        float(low),
        float(high),
        {name: score for name, (score, _) in others.items()},
        {name: float(np.quantile(drawn - other, 0.025)) for name, (_, other) in others.items()},
        len(asked),
    )


def fitted(known: Sequence[Judgement], asked: Sequence[Judgement]) -> list[int]:
    """Predict from the surplus with the two thresholds that do best on known articles."""
    surplus = np.array([judgement.surplus for judgement in known])
    gold = [judgement.gold for judgement in known]
    grid = np.quantile(surplus, np.linspace(0.02, 0.98, 49))

    def labels(values: np.ndarray, below: float, above: float) -> list[int]:
        return (NEUTRAL + (values > above).astype(int) - (values < below).astype(int)).tolist()

    def score(pair: tuple[float, float]) -> float:
        return float(macro_f1(confusions(gold, labels(surplus, *pair)).sum(0)))

    best = max(((below, above) for below in grid for above in grid if below <= above), key=score)
    return labels(np.array([judgement.surplus for judgement in asked]), *best)


def cross_fitted(judgements: Sequence[Judgement], predict: Callable[..., list[int]], *, folds: int = 5) -> list[int]:
    """Predict each fold's judgements from the other folds', groups kept together."""
    names, group = np.unique([judgement.group for judgement in judgements], return_inverse=True)
    fold = (np.random.default_rng(0).permutation(len(names)) % folds)[group]
    predicted = np.zeros(len(judgements), dtype=int)
    for number in range(folds):
        inside = np.flatnonzero(fold == number)
        known = [judgements[index] for index in np.flatnonzero(fold != number)]
        predicted[inside] = predict(known, [judgements[index] for index in inside])
    return predicted.tolist()


def found(document: Document, judged: Judged) -> bool:
    """Tell whether an actor is among those found without being given, all its mentions under one."""
    references = [Reference(m.start, m.end, m.kind) for m in document.mentions]
    (wanted,) = [c for c in link(document.text, references, [Actor(judged.name, kind=judged.kind)]) if c.actor]
    return len({document.mentions[member].actor for member in wanted.members}) == 1
