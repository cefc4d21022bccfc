"""Documents as flat rows."""

import sys
from dataclasses import replace

import pytest

import stancekit
from stancekit.document import tables
from stancekit.document.records import Attribution, Span
from stancekit.document.scores import Portrayal
from stancekit.errors import InputError
from tests.support import documents

TEXT = "The mayor lied.\n\n“Zoë Vogt is good,” said the Harbour Board. It won, Anna Berg said."


@pytest.fixture(scope="module")
def document(model):
    return model(TEXT, id="a1", actors=["Zoë Vogt", stancekit.Actor("Nobody Else", id="Q1")], title=(0, 15))


@pytest.mark.parametrize("level", tables.LEVELS)
def test_rows_have_the_columns_of_their_level_and_their_types(document, level):
    types = {"string": str, "int64": int, "double": float, "bool": bool, "list<string>": list}
    made = list(tables.rows(document, level))
    assert made
    for row in made:
        assert list(row) == [column.name for column in tables.COLUMNS[level]]
        for column in tables.COLUMNS[level]:
            value = row[column.name]
            assert column.nullable if value is None else type(value) is types[column.type], column


def test_a_document_is_counted(document):
    (row,) = tables.rows(document, "document")
    assert row["id"] == "a1" and row["characters"] == len(TEXT)
    assert row["sentences"] == len(document.sentences)
    assert row["opinions"] == sum(sentence.label == "opinion" for sentence in document.sentences)
    share = document.opinion_share
    assert (row["opinion_share"], row["opinion_low"], row["opinion_high"]) == (share.score, share.low, share.high)
    assert row["mentions"] == len(document.mentions)


def test_sentences_hold_their_text(document):
    rows = list(tables.rows(document, "sentence"))
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [row["sentence"] for row in rows] == list(range(len(rows)))
    assert [row["is_title"] for row in rows] == [True, *[False] * (len(rows) - 1)]


def test_mentions_join_with_their_actor(document):
    rows = list(tables.rows(document, "mention"))
    assert rows and [(row["start"], row["end"]) for row in rows] == [(one.start, one.end) for one in document.mentions]
    for row, mention in zip(rows, document.mentions, strict=True):
        actor = document.actors[mention.actor]
        assert (row["key"], row["name"]) == (actor.key, actor.name)
        assert row["score"] == mention.stance.score and row["label"] == mention.stance.label


SAID = "“Roth lied,” Vogt said. “Larn won,” an aide said. It rained."


@pytest.mark.parametrize(
    ("attribution", "speaker", "key"),
    [
        (Attribution(0, Span(13, 17, "Vogt"), None, (), actor=1), "Vogt", "lena vogt"),
        (Attribution(0, Span(36, 43, "an aide"), None, ()), "an aide", None),
        (Attribution(0, None, None, (), actor=1), "Lena Vogt", "lena vogt"),  # the user named the source
        (Attribution(0, None, None, ()), None, None),
    ],
)
def test_a_mention_tells_the_speaker(attribution, speaker, key):
    roth = replace(documents.mention(SAID, "Roth", voice="quoted"), attribution=0)
    vogt = documents.mention(SAID, "Vogt", actor=1, voice="reported")
    first = replace(documents.sentence(SAID, SAID, mentions=[roth, vogt]), attributions=(attribution,))
    actors = [documents.actor(0, "Ana Roth", [roth]), documents.actor(1, "Lena Vogt", [vogt])]
    quoted, reported = tables.rows(documents.document(SAID, [first], actors), "mention")
    assert (quoted["voice"], quoted["speaker"], quoted["speaker_key"]) == ("quoted", speaker, key)
    assert (reported["voice"], reported["speaker"], reported["speaker_key"]) == ("reported", None, None)


def test_actors_have_a_row_over_all_and_one_for_each_voice(document):
    rows = list(tables.rows(document, "actor"))
    for actor in document.actors:
        voices = [row["voice"] for row in rows if row["actor"] == actor.id]
        assert voices == ["all", *(voice for voice, measure in actor.by_voice.items() if measure)]
    (absent,) = [row for row in rows if row["key"] == "Q1"]
    assert (absent["voice"], absent["mentions"], absent["score"], absent["label"]) == ("all", 0, None, None)


@pytest.mark.parametrize("level", tables.LEVELS)
def test_a_frame_has_the_rows_and_stable_types_even_when_empty(document, model, level):
    frame = document.to_frame(level)
    assert len(frame) == len(list(tables.rows(document, level)))
    assert list(frame.columns) == [column.name for column in tables.COLUMNS[level]]
    empty = model("").to_frame(level)
    assert list(empty.dtypes) == list(frame.dtypes)
    assert len(empty) == (level == "document")


def test_a_frame_without_pandas_names_the_extra(document, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'stancekit\[jobs\]'"):
        document.to_frame("sentence")


def test_an_unknown_level_lists_the_valid_ones(document):
    with pytest.raises(InputError, match="no level 'sentences'; valid levels: document, sentence, mention, actor"):
        document.to_frame("sentences")
    with pytest.raises(InputError, match="valid levels"):
        list(tables.rows(document, "word"))


def test_a_portrayal_is_in_the_row_of_all_mentions():
    article = documents.article()
    roth, *others = article.actors
    portrayal = Portrayal(0.5, 0.3, 0.2, "against", (0,))
    rows = list(tables.rows(replace(article, actors=(replace(roth, portrayal=portrayal), *others)), "actor"))
    assert [(row["voice"], row["portrayal"]) for row in rows[:2]] == [("all", "against"), ("opinion", None)]
    assert rows[0]["portrayal_score"] == pytest.approx(-0.3) and rows[0]["portrayal_probability"] == 0.5
    assert rows[2]["portrayal"] is None
