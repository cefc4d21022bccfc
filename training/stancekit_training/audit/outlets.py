"""Does stance toward the leading names of the two US parties separate left outlets from right outlets?

An outlet's tilt is its mean stance toward Democrats minus its mean stance
toward Republicans, over the mentions in one voice, or the same of its
portrayals. Half of the outlets of AllSides' articles (Baly et al., EMNLP 2020)
choose the measure that separates best, and the other half measures it, and the
other way round; the leaning is the outlet's, not the article's. SEESAW (Zhang
et al., EMNLP 2022) has articles of three outlets on each story.
"""

import gzip
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TypeAlias

import numpy as np
from sklearn.metrics import roc_auc_score

from stancekit.document.records import Document
from stancekit.document.tables import ALL
from stancekit.labels import VOICES
from stancekit.language import names
from stancekit.model import Model
from stancekit_training.audit.name_swap import NAMES
from stancekit_training.corpora import allsides, seesaw
from stancekit_training.evaluation import bootstrap

PORTRAYAL = "portrayal"  # beside the voices: one score for each article and actor
VOICE_CHOICES = (ALL, *VOICES, PORTRAYAL)
LEAST = 3  # mentions of each party, or portrayals, that an outlet needs
FEWEST = 4  # articles that an outlet needs

Scores: TypeAlias = Mapping[str, Mapping[str, Sequence[float]]]  # of stances, by voice and party


@dataclass(frozen=True)
class Outlet:
    """The stances of an outlet's articles, or of one article, toward the names of the two parties."""

    is_right: bool
    scores: Scores

    def tilt(self, voice: str, *, least: int = 1) -> float | None:
        """Return the mean stance toward Democrats minus that toward Republicans; None with too few mentions."""
        sides = [self.scores.get(voice, {}).get(party, ()) for party in ("democratic", "republican")]
        return None if min(map(len, sides)) < least else fmean(sides[0]) - fmean(sides[1])


Story: TypeAlias = Sequence[tuple[int, Outlet]]  # leaning, from left to right, and article


@dataclass(frozen=True)
class OutletSeparation:
    """How well the tilts of one voice separate left outlets from right outlets of AllSides.

    Attributes:
        voice: a voice of `stancekit.labels.VOICES`, `all`, or `portrayal`.
        auc: AUC on the outlets that choose the voice, None without both leanings.
        held_out: AUC on the other outlets.
        low, high: the 95% interval of `held_out`.
        outlets: the number of those other outlets with enough mentions.
    """

    voice: str
    auc: float | None
    held_out: float | None
    low: float | None
    high: float | None
    outlets: int


@dataclass(frozen=True)
class StoryConcordance:
    """How often the more left of two articles of SEESAW on one story has the greater tilt.

    Attributes:
        voice: a voice of `stancekit.labels.VOICES`, `all`, or `portrayal`.
        concordance: the share of pairs, ties counted half; None without pairs.
        low, high: its 95% interval, a bootstrap over stories.
        pairs: the number of pairs.
    """

    voice: str
    concordance: float | None
    low: float | None
    high: float | None
    pairs: int


@dataclass(frozen=True)
class CrossedSeparation:
    """How well tilts separate the outlets of each half of AllSides, in the voice that the other half chooses.

    Attributes:
        chosen: the voice that the first half chooses, and that of the second.
        auc: mean over the halves, weighted by their outlets; None if a half lacks a leaning.
        low, high: its 95% interval.
        outlets: the number of outlets in both halves.
    """

    chosen: tuple[str, str]
    auc: float | None
    low: float | None
    high: float | None
    outlets: int


@dataclass(frozen=True)
class OutletMetrics:
    """How well tilts separate leanings.

    Attributes:
        allsides: one record for each voice.
        chosen: the voice with the greatest AUC on the outlets that choose.
        seesaw: one record for each voice.
        crossed: both halves of AllSides; None in older measurements.
    """

    allsides: tuple[OutletSeparation, ...]
    chosen: str
    seesaw: tuple[StoryConcordance, ...]
    crossed: CrossedSeparation | None = None


def measure_outlets(model: Model, corpora: Path, *, most: int = 30) -> OutletMetrics:
    """Measure how well tilts separate leanings.

    Args:
        model: the model to audit.
        corpora: the folder that holds AllSides and SEESAW.
        most: articles of each outlet of AllSides.
    """
    articles = _articles(corpora / allsides.FILE, most)
    choosing, others = _split_outlets([Outlet(is_right, _scores(model.pipe(texts))) for is_right, texts in articles])
    rows = tuple(_separation(voice, choosing, others) for voice in VOICE_CHOICES)
    stories = _stories(model, corpora)
    return OutletMetrics(
        allsides=rows,
        chosen=max(rows, key=lambda row: row.auc or 0).voice,
        seesaw=tuple(_concordance(voice, stories) for voice in VOICE_CHOICES),
        crossed=_crossed(choosing, others),
    )


def _crossed(first: Sequence[Outlet], second: Sequence[Outlet]) -> CrossedSeparation:
    """Measure each half in the voice that the other half chooses."""
    chosen = [max(VOICE_CHOICES, key=lambda voice: _auc(voice, half) or 0) for half in (first, second)]
    parts = ((chosen[1], first), (chosen[0], second))
    counts = [sum(outlet.tilt(voice, least=LEAST) is not None for outlet in half) for voice, half in parts]
    samples = zip(*(_resampled_aucs(voice, half) for voice, half in parts), strict=True)
    low, high = _interval([_weighted(pair, counts) for pair in samples])
    auc = _weighted([_auc(voice, half) for voice, half in parts], counts)
    return CrossedSeparation((chosen[0], chosen[1]), auc, low, high, sum(counts))


def _weighted(values: Sequence[float | None], counts: Sequence[int]) -> float | None:
    """Return the weighted mean of values, None if one is missing."""
    known = [value for value in values if value is not None]
    return float(np.average(known, weights=counts)) if len(known) == len(counts) else None


def _articles(path: Path, most: int) -> list[tuple[bool, list[str]]]:
    """Return whether an outlet is right, and some articles, of each left or right outlet with enough of them."""
    texts: dict[str, list[str]] = defaultdict(list)
    leaning = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            texts[row["source"]].append(row["text"])
            leaning[row["source"]] = row["bias_text"]
    return [
        (leaning[outlet] == "right", articles[:most])
        for outlet, articles in sorted(texts.items())
        if leaning[outlet] != "center" and len(articles) >= FEWEST
    ]


def _scores(documents: Iterable[Document]) -> Scores:
    """Return the stance scores toward the parties' names."""
    parties = _parties()
    scores: dict[str, dict[str, list[float]]] = {voice: defaultdict(list) for voice in VOICE_CHOICES}
    for document in documents:
        for mention in document.mentions:
            party = parties.get(document.actors[mention.actor].key)
            if party and mention.stance:
                for voice in (ALL, mention.voice or ALL):
                    scores[voice][party].append(mention.stance.score)
        for actor in document.actors:
            party = parties.get(actor.key)
            if party and actor.portrayal:
                scores[PORTRAYAL][party].append(actor.portrayal.score)
    return scores


def _parties() -> dict[str, str]:
    """Return the party of each leading politician, by the key of the actor."""
    groups = tomllib.loads(NAMES.read_text(encoding="utf-8")).values()
    return {
        " ".join(names.normalize(name)): group["party"]
        for group in groups
        if "party" in group
        for name in group["names"]
    }


def _split_outlets(outlets: Sequence[Outlet]) -> tuple[list[Outlet], list[Outlet]]:
    """Split the outlets of each leaning into two random halves."""
    order = np.random.default_rng(0).permutation(len(outlets))
    sides = [[outlets[index] for index in order if outlets[index].is_right == is_right] for is_right in (False, True)]
    first, second = ([outlet for side in sides for outlet in side[half::2]] for half in (0, 1))
    return first, second


def _separation(voice: str, choosing: Sequence[Outlet], others: Sequence[Outlet]) -> OutletSeparation:
    low, high = _interval(_resampled_aucs(voice, others))
    return OutletSeparation(
        voice=voice,
        auc=_auc(voice, choosing),
        held_out=_auc(voice, others),
        low=low,
        high=high,
        outlets=sum(outlet.tilt(voice, least=LEAST) is not None for outlet in others),
    )


def _interval(samples: Sequence[float | None]) -> tuple[float | None, float | None]:
    """Return the 95% interval of the bootstrap samples with a value, None without any."""
    known = [sample for sample in samples if sample is not None]
    return bootstrap.interval(known) if known else (None, None)


def _auc(voice: str, outlets: Sequence[Outlet]) -> float | None:
    """Return how often a left outlet's tilt is above a right outlet's; None without both."""
    known = [(outlet.is_right, tilt) for outlet in outlets if (tilt := outlet.tilt(voice, least=LEAST)) is not None]
    if len({is_right for is_right, _ in known}) < 2:
        return None
    return float(roc_auc_score([not is_right for is_right, _ in known], [tilt for _, tilt in known]))


def _resampled_aucs(voice: str, outlets: Sequence[Outlet]) -> list[float | None]:
    random = np.random.default_rng(0)
    samples = random.integers(len(outlets), size=(bootstrap.RESAMPLES, len(outlets)))
    return [_auc(voice, [outlets[index] for index in sample]) for sample in samples]


def _stories(model: Model, corpora: Path) -> list[Story]:
    """Return the leaning and the stances of each article of SEESAW, by story."""
    stories: dict[str, list[tuple[int, Outlet]]] = defaultdict(list)
    articles = seesaw.load(corpora, "train") + seesaw.load(corpora, "dev")
    leanings = seesaw.leanings(corpora)
    for article, document in zip(articles, model.pipe(article.text for article in articles), strict=True):
        leaning = leanings[article.id]
        stories[article.group].append((leaning, Outlet(leaning > 2, _scores([document]))))
    return list(stories.values())


def _concordance(voice: str, stories: Sequence[Story]) -> StoryConcordance:
    right = np.zeros((len(stories), 2))
    for number, story in enumerate(stories):
        known = [(leaning, tilt) for leaning, article in story if (tilt := article.tilt(voice)) is not None]
        for left, left_tilt in known:
            for other, other_tilt in known:
                if left < other:
                    right[number] += (np.sign(left_tilt - other_tilt) / 2 + 0.5, 1)
    samples = np.random.default_rng(0).integers(len(stories), size=(bootstrap.RESAMPLES, len(stories)))
    low, high = _interval([_share(sums) for sums in right[samples].sum(1)])
    total = right.sum(0)
    return StoryConcordance(voice, _share(total), low, high, int(total[1]))


def _share(sums: Sequence[float] | np.ndarray) -> float | None:
    return float(sums[0] / sums[1]) if sums[1] else None
