"""Reports that go on over sentences."""

import pytest

from tests.support.passages import passage


def test_reports_go_on_in_the_past_perfect():
    said = passage("<s Berg> <q said> <c rents rose>. | Wages had even fallen. | Trains had stopped. | It was dry.")
    assert said.sources() == [
        ("Berg", "rents rose"),
        ("Berg", "Wages had even fallen."),
        ("Berg", "Trains had stopped."),
    ]
    assert all(one.is_continuation for one in said.attributions()[1:])


@pytest.mark.parametrize(
    "after",
    [
        "She had been elected in May.",
        "Wages have fallen.",
        "When rents had risen, he left.",
        "Wages fell.",
    ],
)
def test_other_sentences_are_the_authors(after):
    assert passage(f"<s Berg> <q told> <c that rents rose>. | {after}").sources() == [("Berg", "that rents rose")]


def test_a_quotation_in_the_past_perfect_resumes_and_no_report_goes_on_beside_it():
    said = passage("<s Berg> <q told> <c that rents rose>. | “Wages had fallen.”")
    assert said.sources() == [("Berg", "that rents rose"), ("Berg", "“Wages had fallen.”")]


def test_a_report_of_a_document_goes_on_about_whom_it_names():
    report = (
        "<q According to> <s the audit>, <c Berg lied>. | <s It> <q says> <c he hid a debt>. | His books were a mess."
    )
    assert passage(report).sources()[-1] == ("It", "His books were a mess.")
    assert passage(report.replace("<s It>", "<s Roth>")).sources()[-1] == ("Roth", "he hid a debt")
    assert passage(report.replace("were", "are")).sources()[-1] == ("It", "he hid a debt")
    assert passage(report.replace(" | His", "\n\n| His")).sources()[-1] == ("It", "he hid a debt")


@pytest.mark.parametrize(
    ("report", "source"),
    [
        ("In her ruling, <s the judge> <q said> <c the council broke the law>. | It had lied.", "the judge"),
        ("<s The ombudsman> <q said> <c the council broke the law>. | It had lied.", "The ombudsman"),
        ("In her memoir, <s <p Ana Berg>> <q writes> <c a cold spring>. | It had rained.", "Ana Berg"),
        ("<s The report> <q said> <c the council broke the law>. | It had lied.", None),
        ("In her car, <s <p Ana Berg>> <q said> <c it rained>. | It had poured.", None),
    ],
)
def test_a_report_goes_on_about_what_is_not_its_source(report, source):
    found = passage(report).sources()
    assert (found[1][0] if len(found) > 1 else None) == source


@pytest.mark.parametrize(
    "text",
    [
        "<s Prosecutors> <q said> <c Berg planned it>. | He was greedy.",
        "<s Ms <p Roth>> <q told> the court <c that Berg lied>. | He was a bully.",
        "<q According to> <s the lawsuit>, <c the firm hid the leak>. | Its managers behaved like gangsters.",
        "<s Inspectors> <q said> <c the home was filthy>. | <c Staff lied>, <s they> <q said>. | The cook was vile.",
        "<s Berg> <q said> <c rents rose>. | Wages had even fallen. | The officer in charge was a liar.",
        "<s Judge <p Sarah Roth>> <q said> <c Berg lied>. | His letter was hollow.",
    ],
)
def test_the_report_of_an_accuser_goes_on_about_whom_it_names(text):
    said = passage(text)
    assert said.sources()[-1][1] == said.text[slice(*said.bounds[-1])]


def test_such_a_report_goes_on_over_several_sentences():
    said = passage("<s Prosecutors> <q said> <c Berg planned it>. | He was greedy. | He had no shame and would go on.")
    assert [source for source, _ in said.sources()] == ["Prosecutors"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "<s Berg> <q said> <c rents rose>. | He was wrong.",
        "<s Mr <p Berg>> <q told> the court <c that Roth lied>. | He was wrong.",
        "<s Ms <p Roth>> <q told> the court <c that Berg lied>. | He is a bully.",
        "<s The minister> <q told> the court <c that Roth lied>. | He was wrong.",
        "<s Prosecutors> <q said> <c Berg lied>. | They were wrong.",
        "<s Prosecutors> <q said> <c Berg lied>. | Was he greedy?",
        "<s Prosecutors> <q said> <c Berg lied>. | The roof was old.",
        "<s Inspectors> <q said> <c it was filthy>. | <c Staff were rude>, <s they> <q said>. | The claim was absurd.",
    ],
)
def test_of_its_source_or_evidence_the_author_speaks(text):
    said = passage(text)
    assert said.sources()[-1][1] != said.text[slice(*said.bounds[-1])]
