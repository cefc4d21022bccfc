"""Speakers as actors."""

from collections import Counter

from stancekit.analysis.linking.linked_actor import LinkedActor
from stancekit.analysis.speech.speakers import link_speakers


def speakers(text, *labels, actors=()):
    """Return the names of the actors, and the name of each label's actor."""
    linked = [LinkedActor(names=Counter([name])) for name in actors]
    bounds = [(text.index(label), text.index(label) + len(label)) for label in labels]
    extended, numbers = link_speakers(text, bounds, linked)
    return [actor.name for actor in extended], [
        extended[numbers[one]].name if one in numbers else None for one in bounds
    ]


def test_a_speaker_without_mentions_is_an_actor():
    assert speakers("Ana Berg: Yes.\nTom Roth: No.", "Ana Berg", "Tom Roth", actors=["Larn"]) == (
        ["Larn", "Ana Berg", "Tom Roth"],
        ["Ana Berg", "Tom Roth"],
    )


def test_a_speaker_is_the_actor_of_that_name_or_surname():
    names, labels = speakers("ANA BERG: Yes.\nROTH: No.", "ANA BERG", "ROTH", actors=["Ana Berg", "Tom Roth"])
    assert names == ["Ana Berg", "Tom Roth"] == labels


def test_a_surname_that_several_have_and_a_role_are_nobody():
    names, labels = speakers("Berg: Yes.\nHOST: No.\nQ: So?", "Berg", "HOST", "Q", actors=["Ana Berg", "Tom Berg"])
    assert names == ["Ana Berg", "Tom Berg"]
    assert labels == [None, None, None]


def test_a_numbered_role_is_nobody():
    text = "Man 1: Yes.\nWitness 2: No.\nPanelist 3: So?\nSpeaker 4: Yes."
    assert speakers(text, "Man 1", "Witness 2", "Panelist 3", "Speaker 4") == ([], [None] * 4)


def test_initials_are_of_the_speaker_who_alone_has_them():
    text = "ANA BERG: Yes.\nTom Roth: No.\nAB: So?\nTR: Yes."
    assert speakers(text, "ANA BERG", "Tom Roth", "AB", "TR")[1] == ["ANA BERG", "Tom Roth", "ANA BERG", "Tom Roth"]
    assert speakers("Ana Berg: Yes.\nAmy Bell: No.\nAB: So?", "Ana Berg", "Amy Bell", "AB")[1][2] is None
