"""The words that name a source."""

import pytest

from tests.support.passages import passage


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("<s The mayor of Larn>, <p Ana Berg>, <q said> <c it rains>.", "The mayor of Larn, Ana Berg"),
        ("<s The mayor of Larn,> <p Ana Berg>, <q said> <c it rains>.", "The mayor of Larn, Ana Berg"),
        ("<s Its chairwoman>, Prof. <p Ana Berg>, <q said> <c it rains>.", "Its chairwoman, Prof. Ana Berg"),
        ("<s One of them>, the novelist <p Ana Berg>, <q said> <c it rains>.", "One of them, the novelist Ana Berg"),
        ("<c “It rains,”> <q said> <s the mayor>, <p Ana Berg>.", "the mayor, Ana Berg"),
        ("<c “It rains,”> <s the mayor>, <p Ana Berg>, <q said>.", "the mayor, Ana Berg"),
        ("<q According to> <s the ministry>, <c <p Ana Berg> lied>.", "the ministry"),
        ("<s Head teacher> <p Ana Berg> <q said>: <c “It rains.”>", "Head teacher Ana Berg"),
        ("<s <p Ana Berg>>, <p Tom Roth>, <q said> <c so>.", "Ana Berg"),
        ("<s The mayor> <q said> <c so>, <p Ana Berg>, too.", "The mayor"),
        ("<c “It rains,”> <q said> <s the lawyer>, the man defending <p Ana Berg>.", "the lawyer"),
    ],
)
def test_a_name_in_apposition_belongs_to_the_source(marked, source):
    assert passage(marked).sources()[-1][0] == source


@pytest.mark.parametrize(
    ("marked", "sources"),
    [
        ("A letter <q warns> <s <p Berg>>: <c “It rains.”>", ["A letter"]),
        ("<s A letter> <q warned> <s <p Berg>><q :> <c “It rains.”>", ["A letter"]),
        ("Later a friend <q told> <s <p Berg>> <c that it rains>.", ["Later a friend"]),
        ("As the clerk <q told> <s <p Berg>> <c it rains>.", ["the clerk"]),
        ("<q Asked> <s <p Berg>>: <c “Does it rain?”>", ["Berg"]),
        ("<c “It rains,”> <q warned> <s <p Berg>>.", ["Berg"]),
        ("The union sent letters to <s <p Berg>> <q saying> <c that it rains>.", ["The union"]),
        ("Today the union wrote a letter to Mayor <s <p Berg>> <q urging> <c rest>.", ["Today the union"]),
        ("<s <p Berg>> <q was warned> <c that it rains>.", [None]),
        ("<s <p Berg>>, who had been <q told> <c that it rains>, left.", [None]),
        ("<s <p Berg>> was late and <q warned> <c that it rains>.", ["Berg"]),
    ],
)
def test_who_is_addressed_does_not_speak(marked, sources):
    assert [source for source, _ in passage(marked).sources()] == sources


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("Of <s <p Berg>>, she <q said>: <c “It rains.”>", "she"),
        ("<c “It rains,”> <p Berg> <q said>.", "Berg"),
        ("<c “It rains,”> <q said> <p Berg>.", "Berg"),
        ("<c “It rains,”> <q said> a tired voice.", "a tired voice"),
        ("<c “It rains,”> <q was heard>.", None),
    ],
)
def test_the_subject_beside_the_cue_is_the_source(marked, source):
    assert passage(marked).sources()[-1] == (source, passage(marked).sources()[-1][1])


@pytest.mark.parametrize("word", ["The", "even", "so"])
def test_a_stray_word_is_no_source(word):
    assert passage(f"<s {word}> gesture <q shows> <c that it rains>.").sources() == [(None, "that it rains")]


def test_a_prefix_of_a_title_is_no_source():
    assert passage("<s Then->Sen. <p Berg> <q said> <c it rains>.").sources()[0][0] == "Berg"


def test_a_possessive_mark_is_no_part_of_a_source():
    assert passage("In <s <p Berg>’>s <q view> <c it rains>.").sources()[0][0] == "Berg"
    assert passage("In <s <p Berg>’s> <q view> <c it rains>.").sources()[0][0] == "Berg"
    assert passage("<s <o Macy’s>> <q said> <c it rains>.").sources()[0][0] == "Macy’s"
