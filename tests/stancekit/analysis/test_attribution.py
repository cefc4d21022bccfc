"""Who says what, from tagged parts."""

import pytest

from stancekit.analysis.attribution import ContentIndex, continue_quotations, link_parts, source_actors
from stancekit.document.records import Mention
from stancekit.language.quotations import find_quotations
from stancekit.language.segmentation import split_sentences

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


def carried(*sentences):
    """Return, for each attribution over tagged sentences in one paragraph, its sentence, source and content."""
    text, said, bounds = "", [], []
    for index, marked in enumerate(sentences):
        words, spans = tagged(marked)
        shift = len(text)
        said += link_parts([(start + shift, end + shift, role) for start, end, role in spans], index)
        bounds.append((shift, shift + len(words)))
        text += words + " "
    joined = continue_quotations(text, said, bounds, find_quotations(text, [(0, len(text))]))
    return [
        (one.sentence, one.source and text[slice(*one.source)], [text[slice(*piece)] for piece in one.content])
        for one in joined
    ]


def test_a_quotation_over_sentences_carries_its_source():
    assert carried("<c “It rains.>", "It pours.", "<c We drown,”> <q said> <s Berg>.", "It was dry.") == [
        (0, "Berg", ["“It rains."]),
        (1, "Berg", ["It pours."]),
        (2, "Berg", ["We drown,”"]),
    ]
    assert carried("<s Berg> <q said>: <c “It rains.>", "It pours.”", "It was dry.")[1:] == [
        (1, "Berg", ["It pours.”"])
    ]
    assert carried("“It rains.", "It pours.”", "<s Berg> <q said>.")[0] == (0, "Berg", ["“It rains."])


def test_nothing_is_carried_out_of_a_quotation_or_without_a_source():
    assert carried("<s Berg> <q said>: <c “It rains.>", "It pours.", "He left.") == [(0, "Berg", ["“It rains."])]
    assert carried("“It rains.", "It pours.”", "He left.") == []
    assert carried("<c “It rains.”>", "He left.") == [(0, None, ["“It rains.”"])]


def test_a_content_that_nothing_attributes_is_left_out():
    assert carried("<c It rains> in Larn.", "He left.") == []
    assert carried("<c It rains>, it was <q feared>.") == [(0, None, ["It rains"])]
    assert carried("<c “It rains, and>", "He left.") == [(0, None, ["“It rains, and"])]


@pytest.mark.parametrize(
    "text",
    [
        "“He said “no” and ‘never”, she said. «So. It goes on. And on.",
        '"Unbalanced, he said. "And again. The rest, then.',
        "— I will not go, said the mayor. — You will. He went.",
        '’’’ “““ ””” «»«» " " said.',
    ],
)
def test_odd_marks_neither_crash_nor_swallow_the_rest(text):
    bounds = split_sentences(text)
    (start, end), *_ = bounds
    tied = link_parts([(start, start + 1, "content"), (end - 1, end, "source")])
    said = continue_quotations(text, tied, bounds, find_quotations(text, [(0, len(text))]))
    for one in said:
        first, last = bounds[one.sentence]
        assert all(first <= piece[0] and piece[1] <= last for piece in one.content)
    assert len(bounds) < 3 or all(one.sentence < len(bounds) - 1 for one in said)


def named(text, *names):
    """Return a mention of each `name/kind`, its actor numbered by the name."""
    actors = list(dict.fromkeys(name.partition("/")[0] for name in names))
    mentions, at = [], 0
    for name, _, kind in (name.partition("/") for name in names):
        start = text.index(name, at)
        at = start + len(name)
        sentence = text[:start].count(". ")
        mentions.append(Mention(start, at, name, kind, sentence, actors.index(name), None, None))
    return mentions


@pytest.mark.parametrize(
    ("marked", "names", "expected"),
    [
        ("<s Mayor Berg> <q said> <c so>.", ["Berg/person"], 0),
        ("<s Berg’s lawyer> <q said> <c so>.", ["Berg/person"], None),
        ("<s a spokesman for Berg> <q said> <c so>.", ["Berg/person"], None),
        ("<s a spokesman for Mayor Berg> <q said> <c so>.", ["Berg/person"], None),
        ("<s critics at the Chamber> <q said> <c so>.", ["Chamber/organization"], None),
        ("<s a Berg aide> <q said> <c so>.", ["Berg/person"], None),
        ("<s Senate Republicans and others> <q said> <c so>.", ["Senate/organization", "Republicans/organization"], 1),
        ("<s The Chamber> <q said> <c so>.", ["Chamber/organization"], 0),
        ("<s Larn mayor Ana Berg> <q said> <c so>.", ["Larn/place", "Ana Berg/person"], 1),
        ("<s Nordfisk> <q said> <c so>.", ["Nordfisk/organization"], 0),
        ("Berg, <s who> <q fears> <c rain>, left.", ["Berg/person"], 0),
        ("<s she> <q said> <c so>.", [], None),
        ("<c So>, it was <q said>.", [], None),
    ],
)
def test_speakers(marked, names, expected):
    text, spans = tagged(marked)
    assert source_actors(text, link_parts(spans), named(text, *names)) == [expected]


def test_he_is_the_source_before():
    text, spans = tagged(
        "<s Ana Berg> <q said> <c so>. <s She> <q added> <c more>. Rain. Rain. <s She> <q left> <c it>."
    )
    sentence_of = [text[:start].count(". ") for start, _, role in spans if role == "cue"]
    said = [one for n, s in enumerate(sentence_of) for one in link_parts(spans[3 * n : 3 * n + 3], s)]
    assert source_actors(text, said, named(text, "Ana Berg/person")) == [0, 0, None]


def test_contents_tell_where_a_span_lies():
    _, spans = tagged("<s Berg> <q said> <c it rains> in <c Larn>.")
    contents = ContentIndex(link_parts(spans))
    assert contents.around(0, 10, 12) == 0 and contents.around(0, 0, 4) is None and contents.around(1, 10, 12) is None
    assert contents.around(0, 15, 24) is None
