"""Text that is folded for comparison."""

import pytest

from stancekit.language.folding import fold


@pytest.mark.parametrize(
    ("text", "folded", "index"),
    [
        ("Ab", "ab", [0, 1]),
        ("é", "e", [0]),
        ("e\u0301x", "ex", [0, 2]),
        ("Straße", "strasse", [0, 1, 2, 3, 4, 4, 5]),
        ("ﬁn", "fin", [0, 0, 1]),
        ("’s", "'s", [0, 1]),
        ("", "", []),
    ],
)
def test_fold(text, folded, index):
    folded_text, origins = fold(text)
    assert (folded_text, list(origins)) == (folded, index)


@pytest.mark.parametrize("text", ["Łódź’s Straße", "Ünal ŞAHİN", "日本 x", "e\u0301 ﬁn ‘a’", "—\u0301é"])
def test_fold_knows_the_origin_of_each_character(text):
    folded, index = fold(text)
    assert len(folded) == len(index) and list(index) == sorted(index)
    assert folded == "".join(fold(character)[0] for character in text)
    assert fold("Łódź’s Straße")[0] == "lodz's strasse"
