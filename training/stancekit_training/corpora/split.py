"""The split of a text in a corpus that has none of its own."""

import hashlib
import re
from collections.abc import Iterable, Mapping

from stancekit_training.corpora.sentence import Part, Split


def split_of(text: str, dev_share: float) -> Split:
    """Return the split of a text, which depends on its words alone, so that equal texts stay together.

    Args:
        text: a sentence, or the name of a document whose sentences stay together.
        dev_share: the share of texts in the development split.
    """
    return "dev" if _fraction(text) < dev_share else "train"


def split_articles(articles: Iterable[str], shares: Mapping[Part, float]) -> dict[str, Part]:
    """Return the part of each article: the given shares of all articles, in the order of their digests.

    A part has at least one article, as long as another is left for training.

    Args:
        articles: their identifiers, in any order and number.
        shares: of the articles, for each part but `train`.
    """
    rest = sorted(set(articles), key=lambda article: (_fraction(article), article))
    count = len(rest)
    parts: dict[str, Part] = dict.fromkeys(rest, "train")
    for part, share in shares.items():
        size = min(max(round(share * count), 1), len(rest) - 1)
        parts |= dict.fromkeys(rest[:size], part)
        rest = rest[size:]
    return parts


def _fraction(text: str) -> float:
    """Return a number in [0, 1) by the words of a text."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big") / 2**32
