"""What each line of an article is: headline, byline, date, subheading, point of a list."""

import pytest

from stancekit import InputError, SpanError, Text
from tests.support.article_lines import BODY, roles, roles_of, top_of


def test_plain_paragraphs_are_body():
    assert {role for role, _ in roles(BODY)} == {"body"}


def test_the_top_of_an_article():
    text = f"Dorvik closes its harbor\n\nBy Nora Vance, Dorvik Herald\n\nMarch 3, 2020 4:15 p.m. EST\n\n{BODY}"
    assert [role for role, _ in roles(text)][:4] == ["headline", "byline", "dateline", "body"]


def test_what_may_stand_above_the_headline():
    assert top_of("Opinion", "The harbor is a swindle") == ["boilerplate", "headline"]
    assert top_of("Advertisement", "AM-LA--Dorvik Harbor", "COUNCIL OF DORVIK CLOSES ITS OLD HARBOR") == [
        *["boilerplate"] * 2,
        "headline",
    ]
    assert top_of("THE OLD HARBOR OF DORVIK.") == ["headline"]
    assert top_of("WORLD", "Council closes the harbor") == ["boilerplate", "headline"]


def test_a_dateline_on_lines_of_its_own():
    assert top_of("Dorvik", "DNN", "—") == ["dateline", "dateline", "boilerplate"]
    assert top_of("Image: Dorvik Herald", "—")[0] != "dateline"
    assert top_of("PTI | Updated: Mar 9, 2026, 19:14 IST") == ["dateline"]
    assert top_of("Published On 4 Mar 2025", "Updated on: Mar 04, 2025 06:30 PM IST") == ["dateline"] * 2
    assert (
        top_of("PUBLISHED: 14:20, 4 March 2025 | UPDATED: 18:02, 5th March 2025", "4th March, 2025") == ["dateline"] * 2
    )
    assert top_of("March 04, 2025 02:20 pm | Updated 06:02 pm IST - DORVIK", "The Gull Bureau") == [
        "dateline",
        "byline",
    ]


def test_a_post_after_the_name_of_the_author():
    assert top_of("The harbor is closed", "Nora Vance Political correspondent") == ["headline", "byline"]


def test_a_label_below_the_headline():
    assert top_of("The harbor is a swindle", "ANALYSIS", "By Nora Vance") == ["headline", "boilerplate", "byline"]
    assert top_of("The harbor is a swindle", "Opinion | Nora Vance") == ["headline", "byline"]
    assert top_of("Five things to know about the harbor", "Health") == ["headline", "subheading"]
    assert [role for role, _ in roles(f"The harbor is a swindle\n\n{BODY}\n\nAnalysis\n\n{BODY}")].count(
        "subheading"
    ) == 1


@pytest.mark.parametrize("label", ["Explainer", "Analysis", "Watch", "Fact check"])
def test_a_label_before_the_headline(label):
    line = f"{label}: Why the harbor of Dorvik must close"
    assert top_of(line) == ["headline"]
    assert top_of("Council closes the harbor", "By Nora Vance", line)[2] == "boilerplate"


@pytest.mark.parametrize(
    "line", ["Last modified on Tue 4 Mar 2025", "View this post on Instagram", "This interview has been edited."]
)
def test_furniture_of_web_pages(line):
    assert roles_of(line) == ["boilerplate"]


@pytest.mark.parametrize(
    "byline",
    [
        "Nora Vance, columnist",
        "Nora Vance | Staff Writer",
        "Posted by Nora Vance",
        "From the Gull’s Nora Vance",
        "Interview by Nora Vance",
        "Guest essay by Nora Vance",
        "Posted by Nora Vance on May 3, 2021",
    ],
)
def test_bylines(byline):
    assert roles_of(byline) == ["byline"]


def test_the_author_alone_stands_below_the_date_or_the_headline():
    assert top_of("Council closes the harbor", "May 2, 2024", "Nora Vance") == ["headline", "dateline", "byline"]
    assert top_of("Council closes the harbor", "Nora Vance") == ["headline", "byline"]
    assert top_of("What the harbor hides", "Zuleika Vance", "Mar 3") == ["headline", "byline", "dateline"]
    assert top_of("https://larn.example/harbor", "ZULEIKA VANCE") == ["boilerplate", "byline"]
    assert top_of("Who leads the council", "Robert Hart", "The man in the blue hat")[1] == "subheading"
    assert top_of("Two who lead the council", "Robert Hart", "Hart has led it for years.")[1] == "subheading"


def test_the_biography_under_the_byline():
    lines = ("The harbor is a swindle", "Nora Vance", "Nora Vance, a sailor, is the author of “Cold Water.”")
    assert top_of(*lines) == ["headline", "byline", "boilerplate"]
    assert top_of("The harbor is a swindle", "By Nora Vance", "Ms. Vance is a teacher in Larn.")[2] == "boilerplate"
    assert top_of("The harbor is a swindle", "By Nora Vance", "Ms. Pell is a teacher in Larn.")[2] == "body"


@pytest.mark.parametrize(
    "time",
    [
        *[
            "21:04",
            "9.42am BST",
            "10:15 GMT",
            "8:45 p.m. ET, November 7, 2023",
            "Updated at 10.31am BST",
            "4 hours ago",
        ],
        *["Fri, 07 Jun 2024 18:22:00 +0000", "2024-06-09T11:20:00Z", "Updated at 4:30 a.m. ET Thursday"],
    ],
)
def test_times_of_posts(time):
    assert roles_of(time) == ["dateline"]


def test_short_lines_of_two_sentences_are_no_headings():
    assert roles_of("He left. Was he ill?") == ["body"]
    assert roles_of("Did the U.S. pay for it?") == ["subheading"]
    assert roles_of("‘Where was he?’") == ["subheading"]
    assert roles_of("Pell stays. (He is 81.)") == ["body"]


def test_subheadings_and_list_items():
    lines = ["Who pays for it", "What comes next?", "• The harbor closes in May", "2. The boats move to Larn"]
    assert roles_of(*lines) == ["subheading", "subheading", "list_item", "list_item"]


def test_bullets_may_touch_the_word():
    assert roles_of("*The harbor closes in May.", "•Taxes fall.") == ["list_item", "list_item"]
    assert roles_of("*Nobody* wants to leave, and nobody will.") == ["body"]


def test_a_number_alone_between_paragraphs_numbers_a_heading():
    first, middle, last = BODY.split("\n\n")
    text = "\n\n".join(["1. The mayor is angry.", first, "2) The boats leave", middle, last])
    headings = [(role, sentence) for role, sentence in roles(text) if role != "body"]
    assert headings == [("subheading", "1. The mayor is angry."), ("subheading", "2) The boats leave")]
    assert roles_of("1. The mayor is angry.", "2. The boats leave.") == ["list_item", "list_item"]


def test_points_at_the_top():
    points = ["Story highlights The council closes the harbor", "Mayor Pell is angry", "Hart is not"]
    assert [role for role, _ in roles("\n".join([*points, *BODY.split("\n\n")]))][:4] == ["list_item"] * 3 + ["body"]


def test_subheadings_in_capitals_are_article_text():
    assert roles_of("NEW KIND OF HARBOR TOWN") == ["subheading"]


def test_roles_of_the_text_come_first():
    line = "Boats of Larn"
    text = f"{BODY}\n\n{line}"
    start = text.index(line)
    assert roles(text, roles=[(start, len(text), "caption")])[-1] == ("caption", line)
    assert roles(text, title=(start, len(text)))[-1] == ("headline", line)
    notice = "Advertisement"
    assert roles(f"{BODY}\n\n{notice}", roles=[(len(BODY), len(BODY) + 5, "body")])[-1] == ("body", notice)


def test_roles_are_checked():
    with pytest.raises(InputError, match=r"no role 'footer'; valid roles: headline, subheading"):
        Text("a b", roles=[(0, 1, "footer")])
    with pytest.raises(SpanError, match=r"role \(0, 9\) lies outside the text"):
        Text("a b", roles=[(0, 9, "body")])
    with pytest.raises(InputError, match=r"measured is 'all', expected one of article, everything"):
        Text("a b", measured="all")
