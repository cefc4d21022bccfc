"""Letters, mail and press releases: what stands around the text."""

from stancekit import Text
from stancekit.analysis.structure.sentences import find_structure
from stancekit.language.segmentation import split_sentences


def roles(*lines):
    """Return the role of each sentence."""
    text = "\n\n".join(lines)
    sentences = split_sentences(text)
    structures = find_structure(Text(text), sentences)
    return [(structure.role, text[slice(*bounds)]) for structure, bounds in zip(structures, sentences, strict=True)]


def test_letters_to_the_editor():
    assert roles(
        "To the Editor:",
        "The ferry is late every day. Who will mend it?",
        "Otto Brandvik",
        "Larn, N.J.",
        "To the Editor:",
        "The mayor is right about the ferry.",
        "Yours faithfully,\nI. M. Roth\nDorvik",
    ) == [
        ("boilerplate", "To the Editor:"),
        ("body", "The ferry is late every day."),
        ("body", "Who will mend it?"),
        ("byline", "Otto Brandvik"),
        ("byline", "Larn, N.J."),
        ("boilerplate", "To the Editor:"),
        ("body", "The mayor is right about the ferry."),
        ("boilerplate", "Yours faithfully,"),
        ("byline", "I. M. Roth"),
        ("byline", "Dorvik"),
    ]


def test_mail():
    header = "From: Ana Berg <ana@gull.example>\nTo: desk@gull.example\nDate: Mon, 3 Apr 2023 10:00:00 +0200"
    assert roles(
        f"{header}\nSubject: The harbor", "Hi Otto,", "The mayor is wrong.", "Best,\nAna", "Sent from my phone"
    ) == [
        ("byline", "From: Ana Berg <ana@gull.example>"),
        ("boilerplate", "To: desk@gull.example"),
        ("dateline", "Date: Mon, 3 Apr 2023 10:00:00 +0200"),
        ("headline", "Subject: The harbor"),
        ("boilerplate", "Hi Otto,"),
        ("body", "The mayor is wrong."),
        ("boilerplate", "Best,"),
        ("byline", "Ana"),
        ("boilerplate", "Sent from my phone"),
    ]


def test_two_labels_at_the_top_are_no_header_of_a_mail():
    assert [role for role, _ in roles("To: the mayor", "Mend the ferry, please, and do it soon.")] == [
        "headline",
        "body",
    ]


def test_a_press_release():
    release = roles(
        "PRESS RELEASE",
        "Contact: Ana Berg\n(555) 010-4477\npress@gull.example",
        "Gull Ferries buys a new boat",
        "LARN, May 2 -- Gull Ferries bought a boat on Monday.",
        "About Gull Ferries",
        "Gull Ferries has carried people since 1931. It owns nine boats.",
    )
    assert [role for role, _ in release] == [
        *["boilerplate"] * 4,
        "headline",
        "body",
        *["boilerplate"] * 3,
    ]


def test_the_portrait_of_an_organization_is_body_elsewhere():
    assert [role for role, _ in roles("The mayor spoke on Monday.", "About the ferry", "It is old. It leaks.")] == [
        "body",
        "subheading",
        "body",
        "body",
    ]


def test_a_mail_with_a_signature_and_the_mail_that_it_answers():
    header = "From: Ana Berg\nTo: desk@gull.example\nSent: Monday, April 3, 2023 10:00 AM\nSubject: RE: The harbor"
    assert roles(
        header,
        "Hi Otto,",
        "Is the mayor right?",
        "She told me to go away. Shall we talk?",
        "Regards,\nAna",
        "--\nAna Berg\nHarbor Office\n+1 (555) 010-2231",
        "On Mon, Apr 3, 2023 at 9:12 AM Otto Roth <otto@gull.example> wrote:",
        "> Did you ask her?",
    )[4:] == [
        ("boilerplate", "Hi Otto,"),
        ("body", "Is the mayor right?"),
        ("body", "She told me to go away."),
        ("body", "Shall we talk?"),
        ("boilerplate", "Regards,"),
        ("byline", "Ana"),
        ("boilerplate", "--"),
        ("byline", "Ana Berg"),
        ("byline", "Harbor Office"),
        ("boilerplate", "+1 (555) 010-2231"),
        ("boilerplate", "On Mon, Apr 3, 2023 at 9:12 AM Otto Roth <otto@gull.example> wrote:"),
        ("quote_block", "> Did you ask her?"),
    ]


def test_the_header_of_a_mail_that_is_cited_has_no_headline():
    header = "-----Original Message-----\nFrom: Ana Berg\nSent: Monday\nTo: Otto Roth\nSubject: The harbor"
    assert roles("Otto, read this. It is bad.", header, "The mayor is wrong.") == [
        ("body", "Otto, read this."),
        ("body", "It is bad."),
        *[("boilerplate", line) for line in header.splitlines()],
        ("body", "The mayor is wrong."),
    ]


def test_the_article_that_a_letter_answers():
    reference = "Re “The Ferry Is Late” (news article, May 2):"
    assert roles("To the Editor:", reference, "Who is to blame?", "Not the crew.", "Otto Brandvik\nLarn") == [
        ("boilerplate", "To the Editor:"),
        ("boilerplate", reference),
        ("body", "Who is to blame?"),
        ("body", "Not the crew."),
        ("byline", "Otto Brandvik"),
        ("byline", "Larn"),
    ]


def test_a_salutation_within_the_first_paragraph():
    assert roles("Sir, The mayor is wrong about the ferry.", "I. M. ROTH\nLarn")[1:] == [
        ("byline", "I. M. ROTH"),
        ("byline", "Larn"),
    ]


def test_letters_with_bullets_are_signed_and_other_names_under_bullets_are_not():
    letter = "• The ferry is late every day, and nobody cares."
    assert [role for role, _ in roles(letter + "\nAna Berg\nLarn", letter)] == [
        "list_item",
        "byline",
        "byline",
        "list_item",
    ]
    assert [role for role, _ in roles("• He bought the ferry.", "Ana Berg", "• She sold it.")][1] == "subheading"


def test_words_above_a_list_are_no_closing():
    assert [role for role, _ in roles("Best", "The crew was kind.", "Worst", "The mayor shouted.")] == [
        *["headline", "body", "subheading", "body"],
    ]


def test_the_contacts_of_a_press_release_stand_above_its_headline():
    release = roles(
        "NEWS RELEASE | May 2", "Media Contact:\nLena Ford\n555-010-4477", "FERRY FIRM BUYS A NEW BOAT", "It floats."
    )
    assert [role for role, _ in release] == [*["boilerplate"] * 4, "headline", "body"]


def test_a_wire_for_press_releases():
    release = roles(
        "Gull Ferries buys a boat",
        "LARN--(BUSINESS WIRE)--Gull Ferries bought a boat on Monday.",
        "About Gull Ferries",
        "It owns nine boats.",
    )
    assert [role for role, _ in release] == ["headline", "body", "boilerplate", "boilerplate"]
