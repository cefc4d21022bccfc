"""The split of a text in a corpus that has none of its own."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from stancekit_training.corpora.sentence import LabeledSentence, Part, Split

OWN_DEV_SHARE = 0.15  # of the later sentences that were written for this project


def split_of(text: str, dev_share: float) -> Split:
    """Return the split of a text, which depends on its words alone, so that equal texts stay together.

    Args:
        text: a sentence, or the name of a document whose sentences stay together.
        dev_share: the share of texts in the development split.
    """
    return "dev" if _fraction(text) < dev_share else "train"


def own_split(sentences: Sequence[LabeledSentence], split: Split, *, alone: int) -> list[LabeledSentence]:
    """Return the sentences of a split of a file that was written for this project.

    Args:
        sentences: the sentences of the file, in its order.
        split: the split.
        alone: the number of sentences at its head that are for training alone:
            models learned from them before the file had a development split.
    """
    shares = ((sentence, OWN_DEV_SHARE if number >= alone else 0.0) for number, sentence in enumerate(sentences))
    return [sentence for sentence, share in shares if split_of(sentence.text, share) == split]


def split_articles(articles: Iterable[str], shares: Mapping[Part, float]) -> dict[str, Part]:
    """Return the part of each article: the given shares of all articles, in the order of their digests.

    A part has at least one article, as long as another is left for training.

    Args:
        articles: their identifiers, in any order and number.
        shares: the share of the articles in each part but `train`.
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
