"""Names of laws among the tagged spans."""

from stancekit.analysis.mentions.laws import without_laws
from stancekit.network.decoding import TaggedSpan


def kept(text, *names, kind="organization"):
    """Return the names of a text that are left."""
    starts = [(text.index(name), name) for name in names]
    spans = [TaggedSpan(start, start + len(name), kind) for start, name in starts]
    return [text[span.start : span.end] for span in without_laws(text, spans)]


def test_a_law_and_its_acronym_are_no_actors():
    assert kept("the Larn Fish Act (LFA) ran out", "Larn Fish Act", "LFA") == []
    assert kept("the LFA wrote the Larn Fish Act", "LFA", "Larn Fish Act") == ["LFA"]


def test_a_person_is_no_law():
    assert kept("Ana Bill left", "Ana Bill", kind="person") == ["Ana Bill"]
