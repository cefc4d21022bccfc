"""What is no article text: boilerplate, captions, biographies; and what only resembles it."""

import pytest

from tests.support.article_lines import BODY, roles, roles_of


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Story Continued Below",
        "READ MORE: Hart is a disgrace, says Pell",
        "( PHOTOS: Ten harbors of the north)",
        "More:What the harbor of Dorvik cost",
        "DORVIK MAYOR FLEES ANGRY CROWD AFTER HARBOR VOTE",
        "Sign up for our newsletter to get the best stories every day.",
        "CLICK HERE TO GET THE GAZETTE APP",
        "Follow us on Twitter @gazette and like us on Facebook.",
        "Share this story",
        "Comments (12)",
        "Correction: An earlier version of this article gave a wrong date.",
        "Joe Ray and Ann Low contributed to this report.",
        "• Ann Pell can be reached at pell@gazette.example.",
        "[PHOTO]http://gazette.example/1.jpg[/PHOTO]",
        "Key points",
        "FULL TEXT.",
        "Follow the Gazette’s harbor coverage at https://gazette.example/harbor",
        "The views expressed here are those of the author.",
        "($1 = 8.25 crowns)",
        "Ann Pell (@annpell)",
        "That’s all from us tonight.",
        "Thank you all for following our live coverage.",
        "Table of Contents",
        "The Gazette · 6 min read · Jun 3, 2024",
        "To play this video you need to enable JavaScript in your browser.",
        "Updates every 60 seconds",
        "3,204 people are reading this",
        "Buy this photo",
        "Apple Podcasts",
        "Keep reading for $1",
        "You have read your last free article this month.",
        "Puzzles, podcasts and our digital edition",
        "This article was printed from the Gazette’s website.",
        "Story saved You can find this story in My Bookmarks.",
        "Posted on June 4, 2024 by admin | Leave a comment",
        "BC-Larn Fish, 2nd Ld-Writethru,231",
        "You are receiving this because you signed up.",
    ],
)
def test_boilerplate_between_paragraphs(line):
    assert roles_of(line) == ["boilerplate"]


@pytest.mark.parametrize(
    "line",
    [
        "Workers walk past the harbor of Dorvik on March 3, 2020. (Ole Brandt/Reuters)",
        "Enlarge this image toggle caption Ole Brandt/AP Ole Brandt/AP",
        "FILE PHOTO: Boats are seen in the harbor of Dorvik, May 8, 2018",
        "The old harbor of Dorvik is seen from the town hall, May 8, 2018.",
        "Ole Brandt/Getty Images",
        "The mayor leaves the hall on Monday. Ole Brandt/Dorvik Herald",
        "Ann Pell at her desk. Photograph: Ole Brandt/The Herald",
        "Ann Pell, left, and Robert Hart at the opening of the harbor in May.",
        "From left: Ann Pell, Robert Hart and Ole Brandt at the fair.",
        "The old harbor, pictured in 2016",
        "(Ole Brandt | The Dorvik Herald) Hart leaves the hall on Monday.",
        "Image source, Reuters",
        "Boats wait outside Dorvik on Thursday, March 5, 2020. CBS News",
    ],
)
def test_captions_between_paragraphs(line):
    assert roles_of(line) == ["caption"]


def test_a_caption_may_stand_twice():
    caption = "Workers walk past the harbor of Dorvik in the spring of last year."
    assert roles_of(caption, f"{caption} Photo: Ole Brandt/Reuters") == ["caption", "caption"]


def test_headlines_of_other_articles_within_an_article():
    text = f"{BODY}\n\nRelated article\nThe harbor bill, explained\n\n{BODY}"
    assert [role for role, _ in roles(text)].count("boilerplate") == 2
    text = f"{BODY}\n\nlist of 2 items\nlist 1 of 2\nTraders march\nlist 2 of 2\nWhy rents rose\nend of list\n\n{BODY}"
    assert {role for role, line in roles(text) if line not in BODY} == {"boilerplate"}


def test_who_reported_from_where_is_boilerplate():
    text = f"The harbor is closed\n\nBy Nora Vance\n\nNora Vance reported from Dorvik.\n\n{BODY}"
    assert [role for role, _ in roles(text)][:3] == ["headline", "byline", "boilerplate"]
    text = f"{BODY}\n\nNora Vance can be reached at nvance@gull.example"
    assert [role for role, _ in roles(text)][-1] == "boilerplate"
    text = f"{BODY}\n\nBo Low contributed to this report.\n\nBo Low is a writer at the Gull.\n\nShare"
    assert [role for role, _ in roles(text)][-3:] == ["boilerplate"] * 3


@pytest.mark.parametrize("label", ["Image caption,", "Image source", "Media caption"])
def test_the_line_below_the_label_of_a_caption_is_the_caption(label):
    text = f"{BODY}\n\n{label}\nMayor Ana Vance has faced calls to step down\n\n{BODY}"
    assert [role for role, _ in roles(text)].count("caption") == 2


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Ana Vance says she will not resign. (ABC News: Bo Low)",
        "Mayor Ana Vance bows. Photo: EPA-EFE",
        "Ana Vance, pictured, was recorded at a dinner",
        "Ana Vance. File photo | Photo Credit: PTI",
    ],
)
def test_captions_with_the_credits_of_agencies(line):
    assert roles_of(line)[0] == "caption"


@pytest.mark.parametrize(
    "line",
    ["View", "Best rated", "Reading Time: 2 minutes", "Go deeper: Why rents rose", "gull.net.au/news/dorvik/104912345"],
)
def test_buttons_of_pages_are_boilerplate(line):
    assert roles_of(line) == ["boilerplate"]


@pytest.mark.parametrize("line", ["47", "1.2K", "12 likes", "Published", "Subscribed", "Refer a friend", "Restack"])
def test_counts_and_buttons_of_newsletters_are_boilerplate(line):
    assert roles_of(line) == ["boilerplate"]


def test_a_credit_at_the_end_of_a_paragraph_is_boilerplate():
    text = f"{BODY} (Reporting by Joe Ray; editing by Ann Low)"
    assert [role for role, _ in roles(text)][-2:] == ["body", "boilerplate"]


@pytest.mark.parametrize(
    "line",
    [
        "Sen. Ole Brandt (R) of Larn called for the mayor to leave.",
        "“Follow the money,” Pell said.",
        "Hart is the leader of the opposition and a friend of the mayor.",
        "Pell is a reader of history, as she likes to say on stage.",
        "(The plan is older than the mayor.)",
        "More boats came in March, and nobody knew why.",
        "The ministry has contributed to this problem for years.",
        "We saw a photo by the door and went home.",
        "But is that a reason to leave?",
        "He was pictured at the harbor with a man from Larn.",
        "Police hold a man over the fire at the harbor.",
    ],
)
def test_body_that_resembles_furniture(line):
    first, middle, last = BODY.split("\n\n")
    assert {role for role, _ in roles("\n\n".join([first, line, middle, last]))} == {"body"}


def test_a_biography_is_one_only_at_an_end():
    line = "Nora Vance is a columnist at the Dorvik Herald."
    first, *rest = BODY.split("\n\n")
    assert roles(f"{BODY}\n\n{line}")[-1] == ("boilerplate", line)
    assert ("body", line) in roles("\n\n".join([first, line, *rest, *rest, *rest, *rest]))


def test_who_is_known_from_the_article_has_no_biography_under_it():
    line = "Robert Hart is a member of the council of Larn and the author of its plan for the harbor."
    assert roles(f"{BODY}\n\n{line}")[-1] == ("body", line)


def test_headlines_of_other_articles_under_the_article():
    text = f"{BODY}\n\nMost read in news\n\nHart wins in Larn\n\nPell loses her temper"
    assert [role for role, _ in roles(text)][-3:] == ["boilerplate"] * 3


def test_a_text_of_furniture_alone_is_body():
    assert roles("By Nora Vance") == [("body", "By Nora Vance")]
