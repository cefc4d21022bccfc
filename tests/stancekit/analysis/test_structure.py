"""What each line of an article is, and that furniture changes no measure."""

import pytest

from stancekit import InputError, SpanError, Text
from stancekit.analysis.structure import find_structure
from stancekit.language.segmentation import split_sentences

BODY = (
    "The council of Dorvik voted on Monday to close the old harbor, and hundreds of people came to watch.\n\n"
    "Mayor Ann Pell called the plan a disgrace. Robert Hart, who leads the opposition, praised it and smiled.\n\n"
    "Pell said that the harbor belongs to everybody. Hart left the hall before the vote was over."
)
BIOGRAPHY = (
    "Nora Vance is a columnist at the Dorvik Herald and the author of “Cold Water.” She lives in Larn.\n\n"
    "The opinions expressed in this column are her own and not those of Robert Hart or the Herald.\n\n"
    "Follow her on Twitter @noravance.\n\n© 2020 Dorvik Herald. All rights reserved."
)


def roles(text, **options):
    source = Text(text, **options)
    sentences = split_sentences(text)
    return [
        (structure.role, text[slice(*bounds)])
        for structure, bounds in zip(find_structure(source, sentences), sentences, strict=True)
    ]


def roles_of(*lines):
    """Return the role of each line that stands between two paragraphs of body."""
    first, middle, last = BODY.split("\n\n")
    text = "\n\n".join([first, *lines, middle, last])
    assert all(role == "body" for role, sentence in roles(text) if sentence in BODY)
    return [next(role for role, sentence in roles(text) if line.startswith(sentence)) for line in lines]


def top_of(*lines):
    """Return the roles of the lines above an article."""
    return [role for role, _ in roles("\n\n".join([*lines, BODY]))[: len(lines)]]


def test_plain_paragraphs_are_body():
    assert {role for role, _ in roles(BODY)} == {"body"}


def test_the_top_of_an_article():
    text = f"Dorvik closes its harbor\n\nBy Nora Vance, Dorvik Herald\n\nMarch 3, 2020 4:15 p.m. EST\n\n{BODY}"
    assert [role for role, _ in roles(text)][:4] == ["headline", "byline", "dateline", "body"]


def test_what_may_stand_above_the_headline():
    assert top_of("Opinion", "The harbor is a swindle") == ["subheading", "headline"]
    assert top_of("Advertisement", "AM-LA--Dorvik Harbor", "COUNCIL OF DORVIK CLOSES ITS OLD HARBOR") == [
        *["boilerplate"] * 2,
        "headline",
    ]
    assert top_of("THE OLD HARBOR OF DORVIK.") == ["headline"]


@pytest.mark.parametrize(
    "byline",
    ["Nora Vance, columnist", "Nora Vance | Staff Writer", "Posted by Nora Vance", "From the Gull’s Nora Vance"],
)
def test_bylines(byline):
    assert roles_of(byline) == ["byline"]


def test_the_author_alone_stands_below_the_date_or_the_headline():
    assert top_of("Council closes the harbor", "May 2, 2024", "Nora Vance") == ["headline", "dateline", "byline"]
    assert top_of("Council closes the harbor", "Nora Vance") == ["headline", "byline"]
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
        "The views expressed here are those of the author.",
        "($1 = 8.25 crowns)",
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


def test_subheadings_and_list_items():
    lines = ["Who pays for it", "What comes next?", "• The harbor closes in May", "2. The boats move to Larn"]
    assert roles_of(*lines) == ["subheading", "subheading", "list_item", "list_item"]


def test_a_caption_may_stand_twice():
    caption = "Workers walk past the harbor of Dorvik in the spring of last year."
    assert roles_of(caption, f"{caption} Photo: Ole Brandt/Reuters") == ["caption", "caption"]


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


def test_subheadings_in_capitals_are_article_text():
    assert roles_of("NEW KIND OF HARBOR TOWN") == ["subheading"]


def test_headlines_of_other_articles_under_the_article():
    text = f"{BODY}\n\nMost read in news\n\nHart wins in Larn\n\nPell loses her temper"
    assert [role for role, _ in roles(text)][-3:] == ["boilerplate"] * 3


def test_speaker_turns():
    text = (
        "Interviewer: Did Hart lie?\n\nAnn Pell: Yes, he did. He should go.\n\nInterviewer: Why?\n\nThe crowd laughed."
    )
    sentences = split_sentences(text)
    found = find_structure(Text(text), sentences)
    assert [structure.role for structure in found] == ["speaker_turn"] * 5
    speakers = [text[slice(*structure.speaker)] for structure in found]
    assert speakers == ["Interviewer", "Ann Pell", "Ann Pell", "Interviewer", "Interviewer"]


def test_a_label_in_quotation_marks_and_a_headline_before_the_turns():
    lines = ["Berg: No Rain This Year", "He was asked on Monday.", '"Host: Rain?', '"Berg: None.', '"Host: Sure?']
    found = roles("\n\n".join(lines))
    assert [role for role, _ in found] == ["headline", "body"] + ["speaker_turn"] * 3


def test_questions_and_answers():
    text = "Q: Who pays?\nA: The town pays. It always does.\nQ: And the state?\nA: It watches."
    assert {role for role, _ in roles(text)} == {"speaker_turn"}


def test_labels_of_other_things_are_no_speakers():
    text = f"{BODY}\n\nWinner: Pell, who kept her seat.\n\nLoser: Hart, who lost his.\n\nWinner: The fish of the bay."
    assert "speaker_turn" not in {role for role, _ in roles(text)}


def test_embedded_posts():
    text = f"{BODY}\n\nHart is a disgrace. He should go. https://t.co/Xy12\n\n— Ann Pell (@annpell) January 7, 2020"
    sentences = split_sentences(text)
    found = find_structure(Text(text), sentences)[-3:]
    assert [structure.role for structure in found] == ["quote_block", "quote_block", "byline"]
    assert {text[slice(*structure.speaker)] for structure in found} == {"Ann Pell"}


def test_announced_quotations():
    text = f"{BODY}\n\nIn her letter, Pell wrote:\n\nThe harbor is dead and this town has killed it.\n\nHart agreed."
    assert [role for role, _ in roles(text)][-3:] == ["body", "quote_block", "body"]
    line = "Pell writes that the vote has left her with no choice but to look for a new town, and soon:"
    text = f"{BODY}\n\n{line}\n\nI am done here. Bye."
    assert [role for role, _ in roles(text)][-3:] == ["body", "quote_block", "quote_block"]
    points = "The mayor also said:\n\n- Hart is a liar\n- Taxes should fall\n\nNobody left."
    assert [role for role, _ in roles(points)] == ["body", "quote_block", "quote_block", "body"]


def test_a_text_of_furniture_alone_is_body():
    assert roles("By Nora Vance") == [("body", "By Nora Vance")]


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


def test_a_biography_changes_no_measure(model):
    plain, signed = model(BODY), model(f"{BODY}\n\n{BIOGRAPHY}")
    assert len(signed.sentences) > len(plain.sentences)
    assert signed.sentences[: len(plain.sentences)] == plain.sentences
    for name in ("actors", "mentions", "attributions", "opinion_share", "bias_share", "stance_spread"):
        assert getattr(signed, name) == getattr(plain, name), name
    assert {sentence.role for sentence in signed.sentences if not sentence.is_measured} == {"boilerplate"}


def test_a_caption_makes_no_actor(model):
    first, *rest = BODY.split("\n\n")
    caption = "Mayor Ann Pell walks with Ole Brandt in Larn on March 3, 2020. (Joe Ray/Reuters)"
    plain, pictured = model(BODY), model("\n\n".join([first, caption, *rest]))
    assert [(actor.name, actor.stance, actor.by_voice) for actor in pictured.actors] == [
        (actor.name, actor.stance, actor.by_voice) for actor in plain.actors
    ]
    assert pictured.opinion_share == plain.opinion_share


def test_everything_is_measured_on_request(model):
    text = f"{BODY}\n\n{BIOGRAPHY}"
    article, everything = model(text), model(text, measured="everything")
    assert all(sentence.is_measured for sentence in everything.sentences)
    assert everything.opinion_share.count == len(everything.sentences) > article.opinion_share.count
    assert [sentence.role for sentence in everything.sentences] == [sentence.role for sentence in article.sentences]


def test_a_given_span_in_a_caption_is_kept_and_not_measured(model):
    caption = "Boats are seen in the harbor of Larn, May 8, 2018."
    text = f"{BODY}\n\n{caption}"
    start = text.index("Larn")
    document = model(text, mentions=[(start, start + 4)])
    (mention,) = [mention for mention in document.mentions if mention.given]
    assert (mention.start, mention.text) == (start, "Larn")
    assert document.actors[mention.actor].stance is None


def test_a_given_actor_in_a_biography_is_kept_and_not_measured(model):
    text = f"{BODY}\n\nNora Vance is a columnist. Nora Vance lives in Larn and Nora Vance likes it."
    document = model(text, actors=["Nora Vance", "Ann Pell"])
    actors = {actor.name: actor for actor in document.actors}
    assert len(actors["Nora Vance"].mentions) == 3 and actors["Nora Vance"].stance is None
    assert actors["Ann Pell"].id < actors["Nora Vance"].id


def test_speaker_labels_are_no_mentions(model):
    text = (
        "Ann Pell: Welcome to the show.\nRobert Hart: Thank you, Ann Pell.\nAnn Pell: How are you?\nRobert Hart: Fine."
    )
    document = model(text, actors=["Ann Pell", "Robert Hart"])
    given = [(mention.text, mention.start, mention.voice) for mention in document.mentions if mention.given]
    assert given == [("Ann Pell", text.index("Ann Pell."), "quoted")]
    assert {"Interviewer", "Robert Hart"}.isdisjoint(mention.text for mention in document.mentions)
    assert {sentence.label for sentence in document.sentences} == {"reported_fact"}
    assert document.sentences[1].speaker.text == "Robert Hart"
