"""Wording of letters, mail and press releases."""

import pytest

from stancekit.language.correspondence import (
    begins_release,
    begins_with_salutation,
    can_sign,
    is_closing,
    is_contact,
    is_reference,
    is_salutation,
    mail_header,
)


@pytest.mark.parametrize(
    "line",
    [
        *["Dear Ms. Moor,", "Dear friends:", "To the Editors:", "To the editor:", "Sir, –", "SIR –", "Hello Otto,"],
        *["Good morning.", "Good evening, Larn!", "Dear Sir or Madam,", "Mr. Berg,", "Friends,"],
    ],
)
def test_salutations(line):
    assert is_salutation(line)


@pytest.mark.parametrize(
    "line",
    ["Dear life was not kind to her.", "Sir Otto spoke.", "To the Editor of the Gull", "Good morning is a song."],
)
def test_no_salutations(line):
    assert not is_salutation(line)


def test_salutations_at_the_start_of_a_paragraph():
    assert begins_with_salutation("Sir, The ferry is late.")
    assert begins_with_salutation("SIR – The ferry is late.")
    assert not begins_with_salutation("Sir Otto, the mayor, is late.")


@pytest.mark.parametrize(
    "line",
    [
        "Yours etc.,",
        "Yours in disbelief,",
        "Best regards,",
        "Sincerely,",
        "In solidarity,",
        "Many thanks",
        "Respectfully,",
    ],
)
def test_closings(line):
    assert is_closing(line)


@pytest.mark.parametrize("line", ["Best of the week", "Thanks to the mayor, it rained", "Yours is a sad story"])
def test_no_closings(line):
    assert not is_closing(line)


def test_signatures():
    assert can_sign("Chair, Friends of the Estuary")
    assert can_sign("Larn, N.J.")
    assert not can_sign("Sent from my phone")
    assert not can_sign("Dear Otto,")
    assert not can_sign("We ask the mayor, for the last time, to think of those who cross.")


def test_references():
    assert is_reference("Re “The Ferry” (May 2) and “The Mayor” (May 3):")
    assert not is_reference("Re “The Ferry” (May 2): The mayor is wrong.")


def test_fields_of_a_header():
    assert mail_header("Subject: The harbor") == "subject"
    assert mail_header("The subject: a harbor") is None
    assert mail_header("Subject of the talk was the harbor") is None


def test_press_releases():
    assert begins_release("For Immediate Release: May 2, 2024")
    assert begins_release("LARN, May 2, 2024 /PRNewswire/ -- Gull Ferries bought a boat.")
    assert not begins_release("The press release that the mayor sent was long.")
    assert is_contact("Media Contact:")
    assert not is_contact("Contact with the ferry was lost.")
