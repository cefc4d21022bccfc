"""Headlines with a claim and its source."""

import pytest

from tests.support.passages import passage


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Harbor toll a rip-off: <o Larn Chamber>", [("Larn Chamber", "Harbor toll a rip-off")]),
        ("Harbor toll a rip-off: Mayor <p Ana Berg>", [("Mayor Ana Berg", "Harbor toll a rip-off")]),
        ("Harbor toll a rip-off: <g Norway>", [("Norway", "Harbor toll a rip-off")]),
        ("Harbor toll a rip-off: police", [("police", "Harbor toll a rip-off")]),
        ("Harbor toll a rip-off: Tánaiste", [("Tánaiste", "Harbor toll a rip-off")]),
        ("Harbor toll a rip-off: pilots' union", [("pilots' union", "Harbor toll a rip-off")]),
        ("Harbor toll a rip-off: <o Larn Chamber> - Daily Gull", [("Larn Chamber", "Harbor toll a rip-off")]),
        ("Harbor toll to double: <g Larn>", []),
        ("The Gull’s Best Harbor Ever: <o Larn Chamber>", []),
        ("The Harbor Will Never Close: <o Larn Chamber>", [("Larn Chamber", "The Harbor Will Never Close")]),
        ("'Toll is theft': <p Ana Berg> attacks mayor", [("Ana Berg", "'Toll is theft'")]),
        ("‘Toll is theft’: <g Larn> harbor revolts", [(None, "‘Toll is theft’")]),
        ("<p Ana Berg>: Toll will ruin harbor", [("Ana Berg", "Toll will ruin harbor")]),
        ("<p Ana Berg>: A life on the water", []),
        ("<s Opinion><q :> <c The toll is theft>", []),
        ("<c Toll is theft>, <q says> <s <p Ana Berg>>: a report", [("Ana Berg", "Toll is theft")]),
        ("Toll: a short history", []),
    ],
)
def test_claims(headline, expected):
    article = passage(headline, "The harbor lies in the north.")
    assert article.sources(roles=["headline", "body"]) == expected
    assert passage(headline).sources() == expected  # a text of one line


def test_a_claim_is_its_sources_as_a_whole():
    (claim,) = passage("Harbor toll a rip-off: <o Larn Chamber>").attributions()
    assert claim.is_continuation and claim.has_voice
    (claim,) = passage("‘Toll is theft’: <g Larn> revolts").attributions()
    assert not claim.is_continuation and claim.is_quoted


def test_only_headlines_are_claims():
    article = passage("The harbor is closed.", "Harbor toll a rip-off: <o Larn Chamber>")
    assert article.sources() == []
