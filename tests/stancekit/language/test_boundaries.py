"""Decisions about boundaries: quotations and their speakers, abbreviations, numbers, marks."""

import pytest

from stancekit.language.boundaries import find_boundaries


def sentences(text):
    """Split on "|" what is expected; return the text and the sentences."""
    start, parts = 0, []
    for end, begin in [*find_boundaries(text, 0, len(text)), (len(text), len(text))]:
        parts.append(text[start:end])
        start = begin
    return parts


def check(marked):
    """Compare the sentences of a text with those that "|" separates, and any white space around it."""
    assert sentences(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "The gate opens at 6 a.m. Thursday and 9 p.m. PST.",
        "The gate closed at 6 p.m. |Nobody had come.",
        "The gate closed at 6 p.m. EST. |Nobody had come. |It was built est. 1902.",
        "At 6 p.m. Ash rang the bell. |It was cracked.",
        "THE GATE OPENS AT 6 A.M. THURSDAY. |NOBODY CAME.",
        "The gate opens at 6 a.m. Indian Standard Time. |It closed at 9 p.m. New Year’s Eve. |Nobody had come.",
    ],
)
def test_clock_times(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Is it safe?” Nora Ash asked. |“No.”",
        "“Is it safe?” |The guide shrugged.",
        "“Is it safe?” Nora Ash, the guide of the group, wondered.",
        "“Is it safe?” Ash's lawyer asked. |“No.”",
        "“Is it safe?” Council Leader Nora Ash, R-Ky., asked on Monday. |“No.”",
        "It fell at the wish of — guess who? — Ash. |It rose.",
        "He asked her: is it safe? |— No, she said.",
        "Is it safe – can it be? |– The mayor nodded.",
        "“Is it safe?” Ash’s old lawyer, Kay Frost, asked. |“No.”",
        "“Run!” Sgt. Poe (Ret.) had shouted. |They ran.",
        "“Is it safe?” |Ash said that it was.",
        "“It is safe.” Ash said. |He lied.",
        "“It is safe.” |Ash said the rope would hold.",
        "“It is safe.” |Ash says, “Trust me.”",
        "“It is safe. Trust me,” he said. |“Come.”",
        "‘It’s safe. The guides’ rope holds,’ he said. |‘Come.’",
        'He shrugged. |"It is safe. Come."',
        '"It is safe." — Nora Ash',
        'The 8" pipe burst. |The 9" pipe held.',
    ],
)
def test_quotations(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rope broke. |(It was old.) |Nobody fell.",
        "Sen. Kay Frost (R-Wis.) Ash and Poe fell.",
        "The rope (it was old. It broke.) lies here. |Nobody fell.",
    ],
)
def test_brackets(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Usec. Rao and Asec. Pike met. |It rained.",
        "The winner is… Kay Frost! |She wept… |Nobody spoke.",
        "The Westward Ho! Residents met. |It rained.",
        "Smt. Rao, Engr. Afolabi, Cllr. Pike and Atty. Gen. Wray met Supt. Menon.",
        "They saw only me. |I waved.",
        "She said no. |Poe said yes.",
        "She said no. |I said yes.",
        "No. 4 is shut. |See Fig. 2 and Art. IV.",
        "The cabin is in Salem, Ore. |They found ore. |Nobody cared.",
        "He came from the U.S. |He left for the U.S. Senate.",
        "Korda Inc. |It failed. |Korda Inc. President Ash did not.",
        "He fled to the U.S. |Initially, he was poor.",
        "Take plan B. |Kay Frost did. |J. K. Frost and H. Ash did not.",
        "Only I. |Nobody else.",
        "It lasted from Jan. 4 to Dec. 9. |It rained approx. 3 in. a day, vs. 2 in. before.",
        "She lost 5 lb. |Nobody saw it.",
        "They work at RT. |The network is small.",
        "They sell rope, tents, etc. |The shop is small.",
        "Zlmq. Ash sat down.",
    ],
)
def test_abbreviations(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. Tie the rope. |2. Climb.",
        "2.1. The rope",
        "IV. The rope",
        "Chapter 3. The rope",
        "(a) Tie the rope. |Climb.",
        "• Tie the rope. |Climb. |• Rest.",
    ],
)
def test_list_numbers(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Yahoo! Japan fell. |Yahoo! |The shout was loud.",
        "See Www.Rope-Works.Example now. |Write to A.B@Rope.example.",
        "The rope broke.|The tent held.",
        "The rope broke.[4] |The tent held.[5]",
        "It was dark… |The rope broke.",
        "I… I fell, he said.",
        "He is ... Nora Ash!",
        "the rope broke. |the tent held.",
        "He spent 4 dol. on rope.",
        "绳子断了。|帐篷还在。",
        "Why?? |No!!! |What?!",
    ],
)
def test_marks(text):
    check(text)


def test_offsets_of_a_part():
    text = "Ash fell. Poe ran. Frost hid. Moe sang."
    assert find_boundaries(text, 10, 29) == [(18, 19)]


def test_a_terminator_at_the_end_is_no_boundary():
    assert find_boundaries("He said “no.”", 0, 13) == find_boundaries("It broke. [4]", 0, 13) == []
