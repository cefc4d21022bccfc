"""The split of a text in a corpus that has none of its own."""

import hashlib
import re

from stancekit_training.corpora.sentence import Split


def split_of(text: str, dev_share: float) -> Split:
    """Return the split of a text, which depends on its words alone, so that equal texts stay together.

    Args:
        text: a sentence, or the name of a document whose sentences stay together.
        dev_share: the share of texts in the development split.
    """
    words = " ".join(re.findall(r"\w+", text.casefold()))
    fraction = int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big") / 2**32
    return "dev" if fraction < dev_share else "train"
