"""The headline of a document."""

from stancekit.document.records import Sentence


def is_in_headline(sentence: Sentence) -> bool:
    """Return whether a sentence belongs to the headline: the given one, or the one that was found."""
    return sentence.is_title or sentence.role == "headline"
