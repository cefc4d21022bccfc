"""The roles of lines and sentences, compared with annotated articles."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stancekit.analysis.structure.sentences import find_structure
from stancekit.inputs.text import Text
from stancekit.labels import ARTICLE_ROLES, SENTENCE_ROLES, SentenceRole
from stancekit.language.segmentation import split_sentences
from stancekit_training.corpora.structure import LineRole, StructuredArticle

FURNITURE = "furniture"


@dataclass(frozen=True)
class RoleMetrics:
    """The quality of one role.

    Attributes:
        precision, recall: the precision and recall of its lines; 1.0 where there are none.
        count: the annotated lines.
    """

    precision: float
    recall: float
    count: int


@dataclass(frozen=True)
class StructureMetrics:
    """The quality of roles.

    Attributes:
        furniture: captions, bylines, datelines and boilerplate together: what
            the measures leave out.
        lost: the share of article text that is taken for furniture.
        article_lines: the lines or sentences of article text.
        by_role: the quality of each role that is annotated by itself.
    """

    furniture: RoleMetrics
    lost: float
    article_lines: int
    by_role: Mapping[str, RoleMetrics]


def measure_structure(articles: Iterable[StructuredArticle]) -> StructureMetrics:
    """Score the roles of lines or sentences; furniture that repeats word for word counts once."""
    pairs: list[tuple[LineRole, SentenceRole]] = []
    repeated: set[str] = set()
    for article in articles:
        predicted = _predicted(article)
        for (start, end, role), prediction in zip(article.spans, predicted, strict=True):
            text = article.text[start:end]
            if role not in ARTICLE_ROLES and text in repeated:
                continue
            repeated.add(text)
            pairs.append((role, prediction))
    article_text = [prediction for role, prediction in pairs if role in ARTICLE_ROLES]
    counts = Counter(_coarse(prediction) for prediction in article_text)
    return StructureMetrics(
        furniture=_score([(_coarse(role), _coarse(prediction)) for role, prediction in pairs], FURNITURE),
        lost=counts[FURNITURE] / len(article_text),
        article_lines=len(article_text),
        by_role={role: _score(pairs, role) for role in SENTENCE_ROLES if any(gold == role for gold, _ in pairs)},
    )


def _predicted(article: StructuredArticle) -> list[SentenceRole]:
    """Return the role that most characters of each annotated span have."""
    sentences = split_sentences(article.text)
    structures = find_structure(Text(article.text), sentences)
    starts = [start for start, _ in sentences]
    roles: list[SentenceRole] = []
    for start, end, _ in article.spans:
        widths: Counter[SentenceRole] = Counter()
        for index in range(max(0, bisect_right(starts, start) - 1), bisect_right(starts, end - 1)):
            first, last = sentences[index]
            widths[structures[index].role] += max(0, min(last, end) - max(first, start))
        roles.append(widths.most_common(1)[0][0])
    return roles


def _coarse(role: LineRole) -> str:
    return "article" if role in ARTICLE_ROLES else FURNITURE


def _score(pairs: Iterable[tuple[str, str]], role: str) -> RoleMetrics:
    counts = Counter((gold == role, prediction == role) for gold, prediction in pairs)
    both, missed, false = counts[True, True], counts[True, False], counts[False, True]
    return RoleMetrics(
        precision=both / (both + false) if both + false else 1.0,
        recall=both / (both + missed) if both + missed else 1.0,
        count=both + missed,
    )
