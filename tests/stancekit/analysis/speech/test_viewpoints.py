"""Sentences that begin with the person whose view they give."""

import pytest

from tests.support.passages import passage


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("To her, the deal is vile.", ("her", "the deal is vile.")),
        ("But to them, it is a start.", ("them", "it is a start.")),
        ("For them, it is a start.", ("them", "it is a start.")),
        ("To <p Ana Berg>, the deal is vile.", ("Ana Berg", "the deal is vile.")),
        ("To Mayor <p Ana Berg>, the deal is vile.", ("Mayor Ana Berg", "the deal is vile.")),
        ("To <p Ana Berg>, who lost her job, the deal is vile.", ("Ana Berg", "the deal is vile.")),
        ("To <o Labor>, the deal is vile.", ("Labor", "the deal is vile.")),
        ("In the eyes of <p Ana Berg>, the deal is vile.", ("Ana Berg", "the deal is vile.")),
        ("In the view of <o Labor>, the deal is vile.", ("Labor", "the deal is vile.")),
        ("To <g Larn>, the train takes an hour.", None),
        ("For <p Ana Berg>, the deal is vile.", None),
        ("To date, nobody came.", None),
        ("To them, it’s not all about money.", ("them", "it’s not all about money.")),
        ("For them, the club received $60 million.", None),
        ("To him, I say: the deal is vile.", None),
        ("To <p Ana Berg>, thank you.", None),
        ("To <o Labor>, Larn delivered a letter.", None),
    ],
)
def test_a_view_is_its_holders(sentence, found):
    sources = passage(f"It rained. | {sentence}").sources()
    assert sources == ([found] if found else [])


def test_a_view_in_somebodys_words_stays_there():
    said = passage("<c “To me, it is vile,”> <q said> <s Roth>. | To her, <c “it is vile,”> <s Berg> <q said>.")
    assert [source for source, _ in said.sources()] == ["Roth", "Berg"]


def test_furniture_has_no_view():
    assert passage("To her, the deal is vile.").sources(["caption"]) == []
