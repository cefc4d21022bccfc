"""Notices within a line: sentences that are no article text, and disclaimers."""

import re

import pytest

from stancekit.language import furniture, lexicon

SENTENCES = [  # one for each pattern, in the order of the table
    "Ole Brandt contributed to the report.",
    "Ole Brandt contributed to this article.",
    "Ole Brandt contributed reporting.",
    "(Additional reporting by Ole Brandt)",
    "Reporting by Ole Brandt; editing by Ann Pell",
    "The views expressed, though, are his.",
    "Reprinted with permission.",
    "It may not be reproduced.",
    "The interview has been edited.",
    "A version of this article appeared in May.",
    "The views are his own.",
    "This is an opinion column.",
    "We earn an affiliate commission.",
    "(The story was changed)",
    "Enditem",
    "All rights reserved.",
    "Copyright 2020 Gazette",
    "© Gazette",
    "It is free, so sign up today.",
    "Sign up now for more.",
    "Sign up for our letters.",
    "Sign up for the weekly newsletter.",
    "Subscribe to our podcast.",
    "Follow him on Twitter.",
    "He is on Twitter at @pell.",
    "Join us on Facebook.",
    "This story was originally published.",
    "First published in May.",
    "View more opinion.",
    "Click here for more.",
    "An earlier version of this was wrong.",
    "A previous version of this was wrong.",
    "She tweets at @pell.",
    "Ann Pell can be reached at 555 1234.",
    "Write to us: a@b.c",
    "Contact her at home.",
    "Write to Ann Pell at a@b.c",
    "Follow Ann Pell on Twitter.",
    "For more information, visit the town.",
    "That’s all from me.",
    "Thank you for reading.",
    "Not authorized by any candidate.",
]
DISCLAIMERS = [
    "The views expressed here are hers.",
    "It does not necessarily reflect the views of the Gazette.",
    "It is protected by reCAPTCHA.",
    "By signing up, you accept this.",
    "You agree to receive mail.",
    "The news, sent straight to your inbox.",
]
LINE_DISCLAIMERS = ["Sign up for our letters.", "This essay is adapted from a book."]


@pytest.mark.parametrize(
    ("table", "examples"),
    [("boilerplate_sentences", SENTENCES), ("disclaimers", DISCLAIMERS), ("line_disclaimers", LINE_DISCLAIMERS)],
)
def test_each_notice_has_a_word_that_is_searched_first(table, examples):
    for pattern, example in zip(lexicon.table("structure")[table], examples, strict=True):
        assert re.search(pattern, example, re.IGNORECASE), (pattern, example)
        assert furniture.is_boilerplate_sentence(example) or furniture.is_boilerplate(example), example


@pytest.mark.parametrize("sentence", ["The mayor published a report.", "As this post was being published, he left."])
def test_its_words_alone_are_no_notice(sentence):
    assert not furniture.is_boilerplate_sentence(sentence)
