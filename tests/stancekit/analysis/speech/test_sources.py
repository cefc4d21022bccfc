"""Which actor a source is."""

from dataclasses import replace

import pytest

from stancekit.analysis.speech.sources import source_actors
from tests.support.passages import passage


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s Mayor <p Berg>> <q said> <c so>.", "Berg"),
        ("<s <p Berg>’s lawyer> <q said> <c so>.", None),
        ("<s a spokesman for <p Berg>> <q said> <c so>.", None),
        ("<s a spokesman for Mayor <p Berg>> <q said> <c so>.", None),
        ("<s critics at the <o Chamber>> <q said> <c so>.", None),
        ("<s a <p Berg> aide> <q said> <c so>.", None),
        ("<s <o Senate> <o Republicans> and others> <q said> <c so>.", "Republicans"),
        ("<s The <o Chamber>> <q said> <c so>.", "Chamber"),
        ("<s <g Larn> mayor <p Ana Berg>> <q said> <c so>.", "Berg"),
        ("<s a lawyer for <o Nordfisk>>, <p Ana Berg>, <q said> <c so>.", "Berg"),
        ("<s <o Nordfisk>> <q said> <c so>.", "Nordfisk"),
        ("<s A <o Nordfisk> statement> <q said> <c so>.", "Nordfisk"),
        ("<s a new <o Nordfisk> press release> <q said> <c so>.", "Nordfisk"),
        ("<s <p Berg>’s letter> <q said> <c so>.", "Berg"),
        ("<s the <o Larn Chronicle> newspaper> <q said> <c so>.", "Chronicle"),
        ("<s The <o HSTY> report> <q said> <c so>.", "HSTY"),
        ("<s The <o Berg> report> <q said> <c so>.", None),
        ("<s <p Berg>’s newspaper> <q said> <c so>.", None),
        ("<s a <o Nordfisk> whistleblower report> <q said> <c so>.", None),
        ("<s a lawyer for <p Berg> and Mayor <p Ana Roth>> <q said> <c so>.", None),
        ("<s a study by the <o Nordfisk> in May> <q said> <c so>.", "Nordfisk"),
        ("<s A liberal (like <p Roth>), <p Berg>> <q said> <c so>.", "Berg"),
        ("<s a <g Larn> newspaper> <q said> <c so>.", None),
        ("<s a <o Nordfisk> statement’s author> <q said> <c so>.", None),
        ("<s residents of <g Dalen>, <g Larn>> <q said> <c so>.", None),
        ("<s a spokesman for <p Berg> and the <o Chamber>> <q said> <c so>.", None),
        ("<p Berg>, <s who> <q fears> <c rain>, left.", "Berg"),
        ("<s The senator, who beat <p Berg>,> <q said> <c so>.", None),
        ("<s The firm that hired <p Berg>> <q said> <c so>.", None),
        ("<s <p Roth>, who beat <p Berg>,> <q said> <c so>.", "Roth"),
        ("<s She> <q said> <c so>.", None),
        ("<c So>, it was <q said>.", None),
    ],
)
def test_speakers(marked, expected):
    assert passage(marked).actors() == [expected]


def test_somebody_called_by_an_age():
    assert passage("<p Ana Berg> ran. | <c “So,”> <s the 71-year-old> <q said>.").actors() == ["Berg"]
    assert passage("<p Ana Berg> met <p Tom Roth>. Both ran. | <s The 9-year-old> <q said> <c so>.").actors() != [
        "Roth"
    ]
    assert passage("It rained. | <s The 9-year-old> <q said> <c so>.").actors() == [None]


def test_he_is_the_source_or_the_subject_before():
    said = passage("<s <p Ana Berg>> <q said> <c so>. | <s She> <q added> <c more>. | Rain. | <s She> <q left> <c it>.")
    assert said.actors() == ["Berg", "Berg", "Berg"]
    assert passage("<p Ana Berg> came. | Rain. | Rain. | Rain. | <s She> <q left> <c it>.").actors() == [None]
    assert passage("<p Ana Berg> came. | She ate. | She slept. | She woke. | <s She> <q left> <c it>.").actors() == [
        "Berg"
    ]
    assert passage("In Larn, <p Ana Berg> met <p Tom Roth>. | <s She> <q said> <c so>.").actors() == [None]
    assert passage("<p Ana Berg> and <p Tom Roth> came. | <s He> <q said> <c so>.").actors() == [None]
    assert (
        passage("A neighbor met <p Roth>. | <c “So,”> <q said> <s a girl>. | <c “No,”> <s she> <q said>.").actors()[1]
        is None
    )


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<p Ana Berg> ran. | <c “<p Roth> lies,”> <s she> <q said>.", "Berg"),
        ("<c “<p Roth> lies,”> <s she> <q said>.", None),
        ("<p Tom Roth> ran. | <c “<p Roth> lies,”> <s he> <q said>.", None),
        ("Asked about <p Roth>, <s she> <q said> <c so>.", None),
        ("<p Ana Berg> ran. | When <p Roth> came, <s she> <q said> <c so>.", "Berg"),
        ("<p Ana Berg> left after <s she> <q said> <c so>.", "Berg"),
        ("The <o Chamber> sued <p Ana Berg> because <s she> <q said> <c so>.", "Berg"),
        ("Mrs <p Berg> met <p Tom Roth>. | <s He> <q said> <c so>.", "Roth"),
        ("Mr <p Berg> met <p Ana Roth>. | <s She> <q said> <c so>.", "Roth"),
    ],
)
def test_a_pronoun_is_nobody_named_in_its_content_nor_the_topic(marked, expected):
    assert passage(marked).actors()[-1] == expected


def test_two_pronouns_are_two_persons():
    said = passage("<p Ana Berg> met <p Tom Roth> there. | <s She> <q said> <c so>, and <s he> <q said> <c no>.")
    assert said.actors() == ["Berg", "Roth"]


def test_a_pronoun_in_a_quotation_is_not_guessed():
    said = passage("<c “It pours,”> <q said> <s <p Ana Berg>>. | “<s She> <q said> <c so>.”")
    assert said.sources()[1:] == [("Ana Berg", "“She said so.”"), ("She", "so")]
    assert said.actors() == ["Berg", None, "Berg"]


def test_i_is_the_source_of_the_words_around_it():
    said = passage("<c “It pours,”> <q said> <s <p Ana Berg>>. | “<s I> <q think> <c it rains>.” | <s I> <q agree>.")
    assert said.actors() == ["Berg", "Berg", "Berg", None]


def test_a_mention_of_the_pronoun_comes_first():
    said = passage("<p Ana Berg> ran. | <p Tom Roth> slept. | <c “So,”> <s she> <q said>.")
    position = said.text.index("she")
    mentions = said.mentions
    pronoun = replace(mentions[0], start=position, end=position + 3, text="she", sentence=2, form="pronoun")
    actors = source_actors(said.text, said.bounds, said.attributions(), [*mentions, pronoun], {})
    assert actors == [mentions[0].actor]
    assert said.actors() == ["Roth"]


@pytest.mark.parametrize(
    ("marked", "is_berg"),
    [
        ("<c <p Ana Berg> lost>, <s she> <q said>.", True),
        ("<c “<p Ana Berg> lost,”> <s she> <q said>.", False),
        ("<s she> <q said> <c <p Ana Berg> lost>.", False),
    ],
)
def test_a_pronoun_may_be_who_is_named_before_it_without_quotation_marks(marked, is_berg):
    said = passage(marked)
    start = said.text.index("she")
    pronoun = replace(said.mentions[0], start=start, end=start + 3, text="she", form="pronoun")
    mentions = sorted([*said.mentions, pronoun], key=lambda mention: mention.start)
    actors = source_actors(said.text, said.bounds, said.attributions(), mentions, {})
    assert actors == [said.mentions[0].actor if is_berg else None]


def test_a_speaker_is_an_actor_without_a_mention():
    said = passage("Ana Berg: It rains.")
    attributions = said.attributions(["speaker_turn"], ["Ana Berg"])
    assert source_actors(said.text, said.bounds, attributions, [], {(0, 8): 3}) == [3]
