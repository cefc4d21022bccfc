"""Known groups: does stance toward the two US parties' leading names tell left outlets from right ones?

An outlet's tilt is its mean stance toward Democrats minus that toward
Republicans, over the mentions in one voice. Which voice tells most is chosen on
half of the outlets of AllSides' articles (Baly et al., EMNLP 2020) and measured
on the other half; the leaning is the outlet's, not the article's. SEESAW (Zhang
et al., EMNLP 2022) holds the same story by three outlets each.
"""

import gzip
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from stancekit.document.records import Document
from stancekit.document.tables import ALL
from stancekit.labels import VOICES
from stancekit.language import names
from stancekit.model import Model
from stancekit_training.audit.name_swap import NAMES
from stancekit_training.corpora import seesaw
from stancekit_training.corpora.articles import ALLSIDES
from stancekit_training.evaluation.metrics import RESAMPLES

HEARD = (ALL, *VOICES)
LEAST = 5  # mentions of each party that an outlet needs, articles that it needs


@dataclass(frozen=True)
class Outlet:
    """What the articles of an outlet, or one article, say of the two parties' names.

    `scores` holds stance scores by voice, then by party.
    """

    is_right: bool
    scores: Mapping[str, Mapping[str, Sequence[float]]]

    def tilt(self, voice: str, *, least: int = 1) -> float | None:
        """Return the mean stance toward Democrats minus that toward Republicans; None with too few mentions."""
        sides = [self.scores.get(voice, {}).get(party, ()) for party in ("democratic", "republican")]
        return None if min(map(len, sides)) < least else fmean(sides[0]) - fmean(sides[1])


def measure_outlets(model: Model, corpora: Path, *, most: int = 20) -> dict[str, Any]:
    """Measure how well tilts tell leanings.

    Args:
        model: to audit.
        corpora: the folder that holds AllSides and SEESAW.
        most: articles of each outlet of AllSides.

    Returns:
        `allsides`: records of `voice`, `auc` on the outlets that choose,
        `held_out`, `low` and `high`, AUC on the others with its interval, and
        `outlets`; `chosen`, the voice that tells most on the first half.
        `seesaw`: records of `voice`, `concordance`, the share of pairs of
        articles on one story in which the more left one has the greater tilt,
        `low`, `high` and `pairs`.
    """
    outlets = [Outlet(is_right, _scores(model.pipe(texts))) for is_right, texts in _articles(corpora / ALLSIDES, most)]
    halves = _halves(outlets)
    rows = [_row(voice, *halves) for voice in HEARD]
    return {
        "allsides": rows,
        "chosen": max(rows, key=lambda row: row["auc"] or 0)["voice"],
        "seesaw": _concordances(model, corpora),
    }


def _articles(path: Path, most: int) -> list[tuple[bool, list[str]]]:
    """Return whether an outlet is right, and some articles, of each left or right outlet with enough of them."""
    texts: dict[str, list[str]] = defaultdict(list)
    leaning = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            texts[row["source"]].append(row["text"])
            leaning[row["source"]] = row["bias_text"]
    return [
        (leaning[source] == "right", found[:most])
        for source, found in sorted(texts.items())
        if leaning[source] != "center" and len(found) >= LEAST
    ]


def _scores(documents: Iterable[Document]) -> dict[str, dict[str, list[float]]]:
    """Return the stance scores toward the parties' names, by voice and party."""
    table = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    party = {" ".join(names.words(name)): group["party"] for group in table.values() if "party" in group
             for name in group["names"]}  # fmt: skip
    scores: dict[str, dict[str, list[float]]] = {voice: defaultdict(list) for voice in HEARD}
    for document in documents:
        for mention in document.mentions:
            of = party.get(document.actors[mention.actor].key)
            if of and mention.stance:
                for voice in (ALL, mention.voice or ALL):
                    scores[voice][of].append(mention.stance.score)
    return scores


def _halves(outlets: Sequence[Outlet]) -> tuple[list[Outlet], list[Outlet]]:
    """Deal the outlets of each leaning out to two halves."""
    order = np.random.default_rng(0).permutation(len(outlets))
    sides = [[outlets[index] for index in order if outlets[index].is_right == is_right] for is_right in (False, True)]
    first, second = ([outlet for side in sides for outlet in side[half::2]] for half in (0, 1))
    return first, second


def _row(voice: str, choosing: Sequence[Outlet], others: Sequence[Outlet]) -> dict[str, Any]:
    low, high = _interval(_resampled(voice, others))
    return {
        "voice": voice,
        "auc": _auc(voice, choosing),
        "held_out": _auc(voice, others),
        "low": low,
        "high": high,
        "outlets": sum(outlet.tilt(voice, least=LEAST) is not None for outlet in others),
    }


def _interval(samples: Sequence[float | None]) -> tuple[float | None, float | None]:
    """Return the ends of the 95 % interval of a bootstrap's samples, None without any."""
    known = [sample for sample in samples if sample is not None]
    low, high = np.quantile(known, (0.025, 0.975)) if known else (None, None)
    return (None, None) if low is None or high is None else (float(low), float(high))


def _auc(voice: str, outlets: Sequence[Outlet]) -> float | None:
    """Return how often a left outlet's tilt is above a right one's; None without both."""
    known = [(outlet.is_right, tilt) for outlet in outlets if (tilt := outlet.tilt(voice, least=LEAST)) is not None]
    if len({is_right for is_right, _ in known}) < 2:
        return None
    return float(roc_auc_score([not is_right for is_right, _ in known], [tilt for _, tilt in known]))


def _resampled(voice: str, outlets: Sequence[Outlet]) -> list[float | None]:
    random = np.random.default_rng(0)
    draws = random.integers(len(outlets), size=(RESAMPLES, len(outlets)))
    return [_auc(voice, [outlets[index] for index in draw]) for draw in draws]


def _concordances(model: Model, corpora: Path) -> list[dict[str, Any]]:
    stories: dict[str, list[tuple[int, Outlet]]] = defaultdict(list)
    articles = [article for part in ("train", "dev") for article in seesaw.load(corpora, part)]
    leanings = seesaw.leanings(corpora)
    for article, document in zip(articles, model.pipe(article.text for article in articles), strict=True):
        leaning = leanings[article.article]
        stories[article.group].append((leaning, Outlet(leaning > 2, _scores([document]))))
    return [_concordance(voice, list(stories.values())) for voice in HEARD]


def _concordance(voice: str, stories: Sequence[Sequence[tuple[int, Outlet]]]) -> dict[str, Any]:
    """Return how often the more left of two articles on one story has the greater tilt, ties counting half."""
    right = np.zeros((len(stories), 2))
    for number, story in enumerate(stories):
        known = [(leaning, tilt) for leaning, article in story if (tilt := article.tilt(voice)) is not None]
        for left, tilt in known:
            for other, its in known:
                if left < other:
                    right[number] += (np.sign(tilt - its) / 2 + 0.5, 1)
    draws = np.random.default_rng(0).integers(len(stories), size=(RESAMPLES, len(stories)))
    low, high = _interval([_share(sums) for sums in right[draws].sum(1)])
    total = right.sum(0)
    return {"voice": voice, "concordance": _share(total), "low": low, "high": high, "pairs": int(total[1])}


def _share(sums: Sequence[float]) -> float | None:
    return float(sums[0] / sums[1]) if sums[1] else None


def tilt_cells(outlets: Mapping[str, Any], *, absent: str) -> Iterator[tuple[str, ...]]:
    """Yield what a table says of each voice; `absent` stands for what could not be measured."""

    def figure(value: float | None) -> str:
        return absent if value is None else f"{value:.2f}"

    for row, story in zip(outlets["allsides"], outlets["seesaw"], strict=True):
        yield (
            row["voice"],
            figure(row["auc"]),
            figure(row["held_out"]),
            f"{figure(row['low'])} to {figure(row['high'])}",
            str(row["outlets"]),
            figure(story["concordance"]),
            f"{figure(story['low'])} to {figure(story['high'])}",
            str(story["pairs"]),
        )
