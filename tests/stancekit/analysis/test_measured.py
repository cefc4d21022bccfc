"""Furniture changes no measure of an article."""

from tests.support.article_lines import BIOGRAPHY, BODY


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
