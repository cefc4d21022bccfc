"""Lines that are a source's words: turns of speakers, embedded posts, announced quotations."""

import pytest

from stancekit import Text
from stancekit.analysis.structure.sentences import find_structure
from stancekit.language.segmentation import split_sentences
from tests.support.article_lines import BODY, roles


def test_speaker_turns():
    text = (
        "Interviewer: Did Hart lie?\n\nAnn Pell: Yes, he did. He should go.\n\nInterviewer: Why?\n\nThe crowd laughed."
    )
    sentences = split_sentences(text)
    found = find_structure(Text(text), sentences)
    assert [structure.role for structure in found] == ["speaker_turn"] * 5
    speakers = [text[slice(*structure.speaker)] for structure in found]
    assert speakers == ["Interviewer", "Ann Pell", "Ann Pell", "Interviewer", "Interviewer"]


def test_a_label_in_quotation_marks_and_a_headline_before_the_turns():
    lines = ["Berg: No Rain This Year", "He was asked on Monday.", '"Host: Rain?', '"Berg: None.', '"Host: Sure?']
    found = roles("\n\n".join(lines))
    assert [role for role, _ in found] == ["headline", "body"] + ["speaker_turn"] * 3


def test_questions_and_answers():
    text = "Q: Who pays?\nA: The town pays. It always does.\nQ: And the state?\nA: It watches."
    assert {role for role, _ in roles(text)} == {"speaker_turn"}


def test_numbered_speakers():
    text = "Speaker 1: How is the river?\n\nSpeaker 2: Dead. Nobody cares."
    assert [role for role, _ in roles(text)] == ["speaker_turn"] * 3
    assert "speaker_turn" not in {role for role, _ in roles(f"{BODY}\n\nRound 1: Pell won.\n\nRound 2: Hart won.")}


def test_labels_of_other_things_are_no_speakers():
    text = f"{BODY}\n\nWinner: Pell, who kept her seat.\n\nLoser: Hart, who lost his.\n\nWinner: The fish of the bay."
    assert "speaker_turn" not in {role for role, _ in roles(text)}


def test_embedded_posts():
    text = f"{BODY}\n\nHart is a disgrace. He should go. https://t.co/Xy12\n\n— Ann Pell (@annpell) January 7, 2020"
    sentences = split_sentences(text)
    found = find_structure(Text(text), sentences)[-3:]
    assert [structure.role for structure in found] == ["quote_block", "quote_block", "byline"]
    assert {text[slice(*structure.speaker)] for structure in found} == {"Ann Pell"}


def test_a_post_of_several_lines_with_a_handle_of_another_network():
    text = f"{BODY}\n\nHart is a disgrace.\nHe should go.\n\n— Ann Pell (@ann.pell) May 7, 2024 at 9:14 AM\n\nHe left."
    sentences = split_sentences(text)
    found = find_structure(Text(text), sentences)[-4:]
    assert [structure.role for structure in found] == ["quote_block", "quote_block", "byline", "body"]
    assert {text[slice(*structure.speaker)] for structure in found[:3]} == {"Ann Pell"}


def test_where_no_blank_lines_separate_paragraphs_a_post_is_one_line():
    text = f"{BODY}\nNobody came.\nHart is a disgrace.\n— Ann Pell (@annpell) January 7, 2020"
    assert [role for role, _ in roles(text)][-3:] == ["body", "quote_block", "byline"]


def test_a_post_between_the_lines_of_its_frame():
    frame = "View this post on Instagram\n\n{}\n\nA post shared by Ann Pell (@annpell)"
    text = f"{BODY}\n\n{frame.format('Hart is a disgrace.')}"
    sentences = split_sentences(text)
    post = find_structure(Text(text), sentences)[-2]
    assert post.role == "quote_block" and text[slice(*post.speaker)] == "Ann Pell"
    bare = text.replace("View this post on Instagram\n\n", "")
    assert roles(bare)[-2][0] == "body"
    bare = bare.replace("Hart is", "I say that Hart is")
    assert roles(bare)[-2][0] == "quote_block"
    assert roles(bare.replace("disgrace", "disgrace" * 50))[-2][0] == "body"


def test_a_card_of_a_post():
    text = f"{BODY}\n\nAnn Pell\n@annpell\nHart is a disgrace.\n8:14 PM · Mar 2, 2021\n\nHart left."
    assert [role for role, _ in roles(text)][-5:] == ["byline", "byline", "quote_block", "byline", "body"]
    assert "quote_block" not in {role for role, _ in roles(text.replace("·", "-"))}


def test_a_caption_of_a_video():
    text = f"{BODY}\n\n@annpell Hart is a disgrace. #larn ♬ original sound - Ann Pell\n\nHart left."
    assert [role for role, _ in roles(text)][-2:] == ["quote_block", "body"]


def test_announced_points():
    for line in ("According to Pell, the party’s chief:", "Main findings of the inquiry:", "Pell listed her charges:"):
        found = roles(f"{BODY}\n\n{line}\n\n1. Hart lied\n2. Hart knew")
        assert [role for role, _ in found][-2:] == ["quote_block"] * 2


@pytest.mark.parametrize("line", ["Pell made two charges.", "Mayor Ann Pell on the new ferry:"])
def test_a_list_of_somebodys_points(line):
    assert [role for role, _ in roles(f"{BODY}\n\n{line}\n\n- Hart lied\n- Hart knew")][-2:] == ["quote_block"] * 2
    assert roles(f"{BODY}\n\n{line}\n\nHart lied to us all on Monday.")[-1][0] == "body"


def test_announced_quotations():
    text = f"{BODY}\n\nIn her letter, Pell wrote:\n\nThe harbor is dead and this town has killed it.\n\nHart agreed."
    assert [role for role, _ in roles(text)][-3:] == ["body", "quote_block", "body"]
    line = "Pell writes that the vote has left her with no choice but to look for a new town, and soon:"
    text = f"{BODY}\n\n{line}\n\nI am done here. Bye."
    assert [role for role, _ in roles(text)][-3:] == ["body", "quote_block", "quote_block"]
    points = "The mayor also said:\n\n- Hart is a liar\n- Taxes should fall\n\nNobody left."
    assert [role for role, _ in roles(points)] == ["body", "quote_block", "quote_block", "body"]
