"""Texts with "he" and "she" exchanged."""

import pytest
from stancekit_training.corpora.chains import ChainMention, ChainText
from stancekit_training.dataset.pronoun_swap import swap_pronouns


def text_of(text, *mentions):
    """Build a text from the words, form and chain of its mentions, in its order."""
    built, position = [], 0
    for words, form, chain in mentions:
        position = text.index(words, position)
        head = (position + words.rindex(" ") + 1, position + len(words)) if form == "description" else None
        built.append(ChainMention(position, position + len(words), form, None, chain, head))
        position += 1
    return ChainText("own", "1", text, tuple(built), is_complete=True)


def shown(text):
    return [(text.text[one.start : one.end], one.chain) for one in text.mentions]


def test_a_pronoun_that_a_first_name_contradicts_refers_to_nobody():
    text = text_of(
        "Mary Roth sold her boat to the old club. She told Quill herself.",
        ("Mary Roth", "name", "1"),
        ("her", "pronoun", "1"),
        ("the old club", "description", "2"),
        ("She", "pronoun", "1"),
        ("Quill", "name", "3"),
        ("herself", "pronoun", "3"),
    )
    swapped = swap_pronouns(text)
    assert swapped is not None and not swapped.is_complete
    assert swapped.text == "Mary Roth sold his boat to the old club. He told Quill himself."
    expected = [("Mary Roth", "1"), ("his", None), ("the old club", "2"), ("He", None), ("Quill", "3")]
    assert shown(swapped) == expected  # the last pronoun has no label: Quill may be a man
    assert swapped.text[slice(*swapped.mentions[2].head)] == "club"


@pytest.mark.parametrize(
    ("text", "other"), [("Ask her, now.", "Ask him, now."), ("Hers? Her.", "His? Him."), ("HE left, he said.", None)]
)
def test_forms(text, other):
    name = text_of(f"{'Mary' if other else 'John'} Roth: {text}", (f"{'Mary' if other else 'John'} Roth", "name", "1"))
    swapped = swap_pronouns(name)
    assert swapped is not None
    assert swapped.text == (f"Mary Roth: {other}" if other else "John Roth: She left, she said.")


@pytest.mark.parametrize(
    "text", ["Mary Roth saw him and her.", "Mary Roth left.", "Quill Roth saw her.", "Mary Roth saw him."]
)
def test_texts_that_would_not_contradict_themselves(text):
    assert swap_pronouns(text_of(text, (text.split()[0] + " Roth", "name", "1"))) is None
