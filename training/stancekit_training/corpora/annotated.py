"""Texts of corpora that were annotated for this project, which keeps offsets in them alone."""

import hashlib

from stancekit_training.errors import CorpusError


def annotated_text(text: str | None, *, sha256: str, corpus: str, article: str) -> str:
    """Return the text of an article, to which the offsets of its annotation belong.

    Args:
        text: as the corpus has it; None if it has no such article.
        sha256: the digest of the text that was annotated.
        corpus: its name.
        article: identifies the article in it.

    Raises:
        CorpusError: the text is missing, or not the one that was annotated.
    """
    if text is None or hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise CorpusError(f"{corpus} article {article} is missing or not the text that was annotated.")
    return text
