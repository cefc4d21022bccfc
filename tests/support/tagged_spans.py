"""Corrected spans of names that are written into a test."""

from stancekit.analysis.mentions.tagged_names import correct_tagged
from stancekit.network.decoding import TaggedSpan


def corrected(text, *tagged):
    """Correct spans given as "name/kind", each at its next place in the text."""
    spans, position = [], 0
    for entry in tagged:
        name, _, kind = entry.rpartition("/")
        start = text.index(name, position)
        position = start + len(name)
        spans.append(TaggedSpan(start, position, kind))
    return [f"{text[start:end]}/{kind}" for start, end, kind in correct_tagged(text, spans)]
