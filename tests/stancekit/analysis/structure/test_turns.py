"""Turns of an interview whose lines name their speakers."""

from stancekit.analysis.structure.turns import mark_speaker_turns
from tests.support.marked_lines import marked

TURNS = ("BERG: I like the ferry.", "ROTH: Why?", "BERG: It floats.")


def test_the_author_speaks_of_the_speaker_between_turns():
    comment, turn = "Berg, of course, has never been on the ferry.", "ROTH: Does it?"
    assert marked(mark_speaker_turns, *TURNS, comment, turn)[3:] == [("body", None), ("speaker_turn", "ROTH")]


def test_a_speaker_who_gives_their_own_name_goes_on():
    assert marked(mark_speaker_turns, *TURNS, "I am Berg, after all.", "ROTH: So?")[3] == ("speaker_turn", "BERG")


def test_an_article_after_the_turns():
    after = ("Others doubt it. “It sank,” said Otto Roth of Dorvik.", "He sails on Friday.")
    assert [role for role, _ in marked(mark_speaker_turns, *TURNS, *after)] == ["speaker_turn"] * 3 + ["body"] * 2
    assert marked(mark_speaker_turns, *TURNS, "My father said: “It sank.”")[3] == ("speaker_turn", "BERG")


def test_a_heading_with_a_number_ends_a_turn():
    lines = marked(mark_speaker_turns, *TURNS, "2. The harbor", "It is old.", "ROTH: And the harbor?")
    assert lines[3:5] == [("body", None), ("body", None)]


def test_statements_of_several_speakers_with_their_posts():
    statements = ("Ana Berg (coach of Larn): We were tired.", "Otto Roth, Dorvik: It rained.")
    lines = marked(mark_speaker_turns, "The sides drew.", *statements, "It was the last match.", "Nobody won.")
    assert lines[1:3] == [("speaker_turn", "Ana Berg"), ("speaker_turn", "Otto Roth")]
    assert {role for role, _ in (lines[0], *lines[3:])} == {"body"}
    alone = marked(mark_speaker_turns, "The sides drew.", statements[0], "It was the last match.", "Nobody won.")
    assert {role for role, _ in alone} == {"body"}


def test_labels_with_the_time_of_a_recording():
    turns = (
        "Host (00:12): Hello.",
        "Ana Berg (00:31)",
        "Hello.",
        "[01:02:10] Host: Did it sink?",
        "Ana Berg: [1:09] Yes.",
    )
    assert marked(mark_speaker_turns, *turns) == [
        ("speaker_turn", "Host"),
        *[("speaker_turn", "Ana Berg")] * 2,
        ("speaker_turn", "Host"),
        ("speaker_turn", "Ana Berg"),
    ]


def test_letters_with_full_stops_before_questions_and_answers():
    turns = ("Q. Did it sink?", "A. It did.", "Q. Why?", "A. Nobody knows.")
    assert [speaker for _, speaker in marked(mark_speaker_turns, *turns)] == ["Q", "A"] * 2
    options = ("A. The ferry sank.", "B. The ferry floats.", "A. Both.", "C. Neither.")
    assert {role for role, _ in marked(mark_speaker_turns, *options)} == {"body"}


def test_a_question_in_the_transcript_of_a_briefing():
    turns = (
        "MAYOR VANCE: The harbor is open.",
        "Q    Why was it shut?",
        "MAYOR VANCE: Ask the council.",
        "Q  Who knew?",
    )
    assert [speaker for _, speaker in marked(mark_speaker_turns, *turns)] == ["MAYOR VANCE", "Q"] * 2
    fever = ("Q fever is rare.", "Q4 was poor.", "Q fever is mild.")
    assert {role for role, _ in marked(mark_speaker_turns, *fever)} == {"body"}


def test_who_is_addressed_is_no_speaker():
    letters = ("DEAR ABIGAIL: My boat leaks.", "DEAR SAILOR: Sell it.", "DEAR ABIGAIL: I did.")
    assert {role for role, _ in marked(mark_speaker_turns, *letters)} == {"body"}
