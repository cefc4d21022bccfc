"""Turns, posts and lists: blocks of a source's words."""

from tests.support.passages import passage


def test_a_turn_is_its_speakers_words():
    interview = passage(
        "Host: Did it rain?", "<s <p Ana Berg>><q :> <c It poured>. | <s <p Roth>> <q said> <c so>. | We drowned."
    )
    roles = ["speaker_turn"] * 4
    assert interview.sources(roles, ["Host", "Ana Berg", "Ana Berg", "Ana Berg"]) == [
        ("Host", "Did it rain?"),
        ("Ana Berg", "It poured."),
        ("Ana Berg", "Roth said so."),
        ("Roth", "so"),
        ("Ana Berg", "We drowned."),
    ]


def test_a_post_is_its_authors_words():
    post = passage("What a day.", "Rain again. | I quit.", "— <p Ana Berg> (@anaberg) May 1, 2021")
    roles = ["body", "quote_block", "quote_block", "byline"]
    assert post.sources(roles, [None, "Ana Berg", "Ana Berg", "Ana Berg"]) == [
        ("Ana Berg", "Rain again."),
        ("Ana Berg", "I quit."),
    ]


def test_a_signature_is_no_part_of_a_post():
    post = passage("What a day.", "Rain again. — <p Ana Berg> (@anaberg) May 1, 2021")
    assert post.sources(["body", "quote_block"], [None, "Ana Berg"]) == [("Ana Berg", "Rain again.")]
    post = passage("What a day.", "Rain again. | — <p Ana Berg> (@anaberg) May 1, 2021")
    assert post.sources(["body"] + ["quote_block"] * 2, [None, "Ana Berg", "Ana Berg"]) == [("Ana Berg", "Rain again.")]


def test_what_the_author_says_has_no_source():
    roles = ["body", "quote_block"]
    assert passage("<s I> <q wrote> before <p Ana Berg> came:", "It rains").sources(roles) == []
    assert passage("<s I> <q liked> this, from the <o Larn Gull>:", "It rains").sources(roles) == [
        ("Larn Gull", "It rains")
    ]


def test_a_list_is_whose_words_the_line_before_announces():
    roles = ["body", "quote_block", "quote_block", "body"]
    items = ("- It rains", "- It pours", "It was dry.")
    said = passage("<s <p Ana Berg>> also <q said>:", *items)
    assert said.sources(roles) == [("Ana Berg", "- It rains"), ("Ana Berg", "- It pours")]
    assert passage("Points of the speech by <p Ana Berg>:", *items).sources(roles) == said.sources(roles)
    assert passage("From the statement:", *items).sources(roles) == []


def test_a_turn_without_a_speaker_has_no_source():
    interview = passage("<s <p Ana Berg>> <q said> <c it rained>.", "Did you swim?")
    assert interview.sources(["body", "speaker_turn"], [None, None]) == [("Ana Berg", "it rained")]


def test_the_label_of_a_turn_and_its_time_are_not_the_speakers_words():
    interview = passage("<p Ana Berg> (00:12): It rained.", "Q. Did it?", "[00:31] <p Tom Roth>: It did.")
    assert interview.sources(["speaker_turn"] * 3, ["Ana Berg", "Q", "Tom Roth"]) == [
        ("Ana Berg", "It rained."),
        ("Q", "Did it?"),
        ("Tom Roth", "It did."),
    ]
