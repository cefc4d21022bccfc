"""Who says what, from tagged parts."""

import pytest

from stancekit.analysis.speech.attribution import AttributionSpans, ContentIndex, link_parts

ROLES = {"s": "source", "q": "cue", "c": "content"}


def tagged(marked):
    """Return a text and its tagged spans: `<s Berg> <q said> <c it>`."""
    text, spans = "", []
    for piece in marked.replace(">", "<").split("<"):
        role, _, words = piece.partition(" ")
        if role in ROLES and words:
            spans.append((len(text), len(text) + len(words), ROLES[role]))
            text += words
        else:
            text += piece
    return text, spans


def linked(marked):
    text, spans = tagged(marked)

    def words(bounds):
        return None if bounds is None else text[slice(*bounds)]

    return [(words(one.source), words(one.cue), [*map(words, one.content)]) for one in link_parts(spans)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s Berg> <q said> <c it rains>.", [("Berg", "said", ["it rains"])]),
        ("<c “It rains,”> <q said> <s Berg>.", [("Berg", "said", ["“It rains,”"])]),
        ("<c “So,”> <s Berg> <q said>, <c “it rains.”>", [("Berg", "said", ["“So,”", "“it rains.”"])]),
        ("<q According to> <s Berg>, <c it rains>.", [("Berg", "According to", ["it rains"])]),
        ("<c It rains>, it was <q said>.", [(None, "said", ["It rains"])]),
        ("<c and it rains.”>", [(None, None, ["and it rains.”"])]),
        (
            "<s Berg> <q said> <c it rains> and <q added> <c it pours>.",
            [("Berg", "said", ["it rains"]), ("Berg", "added", ["it pours"])],
        ),
        (
            "<s Berg> <q said> <c it rains>, but <s Roth> <q denied> <c that>.",
            [("Berg", "said", ["it rains"]), ("Roth", "denied", ["that"])],
        ),
        ("<s Berg> <q said> <c that> <c it rains>.", [("Berg", "said", ["that it rains"])]),
        ("Nothing.", []),
        ("<q said>", []),
        ("<s Berg>", []),
        ("<s Berg> <q agreed>.", [("Berg", "agreed", [])]),
    ],
)
def test_link_parts(marked, expected):
    assert linked(marked) == expected


def test_contents_tell_where_a_span_lies():
    _, spans = tagged("<s Berg> <q said> <c it rains> in <c Larn>.")
    contents = ContentIndex(link_parts(spans))
    assert contents.around(0, 10, 12) == 0 and contents.around(0, 0, 4) is None and contents.around(1, 10, 12) is None
    assert contents.around(0, 15, 24) is None


def test_the_innermost_content_counts():
    outer, inner, after = (AttributionSpans(0, content=[bounds]) for bounds in ((0, 30), (10, 20), (40, 50)))
    contents = ContentIndex([outer, inner, after])
    assert [contents.around(0, start, start + 2) for start in (2, 12, 25, 35, 41)] == [0, 1, 0, None, 2]
