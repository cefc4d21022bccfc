"""Lines that name the author of a text or the source of a quotation."""

from stancekit.analysis.structure.signatures import mark_signatures
from tests.support.marked_lines import marked


def test_lines_that_name_the_source_of_a_quotation():
    lines = marked(
        mark_signatures, "“It floats.”", "— Radio Larn, May 2, 2019", "It sank.", "– It sank in May, he said"
    )
    assert [role for role, _ in lines] == ["body", "byline", "body", "body"]
    assert marked(mark_signatures, "It sank.", "— Ana Berg and Otto Roth")[1] == ("byline", None)


def test_what_only_looks_like_a_signature():
    credit = "—Ana Berg and Otto Roth contributed to this article."
    assert marked(mark_signatures, "“It floats.”", credit)[1] == ("body", None)
    assert marked(mark_signatures, "It sank.", "— in May, and nobody knows why")[1] == ("body", None)


def test_lists_of_names_are_not_signed():
    winners = ("The winners are", "– Ana Berg, Larn", "– Otto Roth, Dorvik", "– Ana Berg")
    assert {role for role, _ in marked(mark_signatures, *winners)} == {"body"}
    assert marked(mark_signatures, "It sank.", "— Ana Berg, Larn")[1] == ("byline", None)
