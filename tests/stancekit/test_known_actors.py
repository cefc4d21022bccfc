"""Clusters, and mentions whose actor the user knows, in a Document."""

import pytest

import stancekit
from stancekit import Actor, ActorSpan, Cluster, Text
from tests.support.places import place

TEXT = (
    "Anna Berg spoke in Larn on Monday. The mayor said the harbour would close. "
    "Her plan wrecked the town, and Berg knew it. It was mad."
)


def at(words, number=0):
    return place(TEXT, words, number)


def mentions(actor):
    return [(mention.start, mention.end, mention.form, mention.given) for mention in actor.mentions]


@pytest.fixture(scope="module")
def clustered(blind):
    cluster = Cluster([at("Anna Berg"), at("The mayor"), at("Her")], name="A. Berg", kind="person", id="Q1")
    return blind(TEXT, clusters=[cluster])


def test_a_cluster_is_an_actor(clustered):
    (berg,) = clustered.actors
    assert (berg.key, berg.name, berg.kind, berg.aliases) == ("Q1", "A. Berg", "person", ("Anna Berg",))
    assert mentions(berg) == [(0, 9, "name", True), (35, 44, "description", True), (75, 78, "pronoun", True)]
    assert all(TEXT[mention.start : mention.end] == mention.text for mention in berg.mentions)
    assert {mention.kind for mention in berg.mentions} == {"person"}
    assert [mention.probability for mention in berg.mentions] == [None] * 3
    assert berg.stance.count == 3
    assert stancekit.Document.from_dict(clustered.to_dict()) == clustered


def test_without_a_name_it_takes_one_of_its_mentions(blind):
    named = blind(TEXT, clusters=[Cluster([at("Her"), at("Berg", 1), at("Anna Berg")], id="Q1")])
    assert [(actor.name, actor.key) for actor in named.actors] == [("Anna Berg", "Q1")]
    nameless = blind(TEXT, clusters=[Cluster([at("Her"), at("The mayor")], kind="person")])
    assert [(actor.name, actor.key, len(actor.mentions)) for actor in nameless.actors] == [("The mayor", "mayor", 2)]


def test_a_cluster_adds_to_the_mentions_that_the_model_finds(shipped):
    document = shipped(TEXT, clusters=[Cluster([at("Anna Berg"), at("The mayor")], id="Q1")])
    berg = document.actors[0]
    assert (berg.key, berg.name, berg.kind, berg.aliases) == ("Q1", "Anna Berg", "person", ("Berg",))
    assert mentions(berg) == [
        (0, 9, "name", True),
        (35, 44, "description", True),
        (75, 78, "pronoun", False),  # by coreference
        (106, 110, "name", False),  # by its name
    ]
    assert any(actor.name == "Larn" for actor in document.actors)


def test_a_cluster_wins_over_coreference(shipped):
    found = shipped(TEXT)
    assert (75, 78) in [(mention.start, mention.end) for mention in found.actors[0].mentions]
    document = shipped(TEXT, clusters=[Cluster([at("Her")], name="Tom Vogt", kind="person")])
    vogt = next(actor for actor in document.actors if actor.name == "Tom Vogt")
    assert mentions(vogt) == [(75, 78, "pronoun", True)]
    assert [mention.text for mention in document.mentions if mention.start == 75] == ["Her"]


def test_clusters_of_things_make_no_actor(shipped):
    raw = [[at("Anna Berg"), at("The mayor"), at("Her")], [at("Her plan"), at("It")]]
    document = shipped(TEXT, clusters=raw)
    assert mentions(document.actors[0])[:3] == [
        (0, 9, "name", True),
        (35, 44, "description", True),
        (75, 78, "pronoun", True),
    ]
    assert not [mention for mention in document.mentions if mention.text in ("Her plan", "It")]


def test_ids_of_mentions_become_keys(shipped):
    linked = [ActorSpan(*at("Berg", 1), kind="person", id="Q1"), ActorSpan(*at("Larn"), kind="place", id="Q2")]
    document = shipped(TEXT, mentions=linked)
    keys = {actor.key: actor for actor in document.actors}
    assert set(keys) == {"Q1", "Q2"}
    assert keys["Q1"].name == "Anna Berg"  # the only full name that fits the surname
    assert (106, 110, "name", True) in mentions(keys["Q1"]) and (0, 9, "name", False) in mentions(keys["Q1"])
    assert mentions(keys["Q2"])[0] == (19, 23, "name", True)


def test_two_ids_of_one_name_are_two_actors(blind):
    text = "Larn beat Larn."
    document = blind(text, mentions=[ActorSpan(0, 4, kind="place", id="Q1"), ActorSpan(10, 14, id="Q2")])
    assert {actor.key: [mention.start for mention in actor.mentions] for actor in document.actors} == {
        "Q1": [0],
        "Q2": [10],
    }


def test_a_surname_of_two_known_actors_is_linked_by_the_text(shipped):
    text = "Tom Roth met Ana Roth. Roth left the town. Roth lied to Roth."
    spans = [place(text, "Tom Roth"), place(text, "Ana Roth"), place(text, "Roth", 3), place(text, "Roth", 4)]
    tom = Cluster([spans[0], spans[2]], id="T", kind="person")
    ana = Cluster([spans[1], spans[3]], id="A", kind="person")
    document = shipped(text, clusters=[tom, ana])
    keys = {actor.key: actor for actor in document.actors}
    assert [mention.start for mention in keys["T"].mentions if mention.given] == [0, spans[2][0]]
    assert [mention.start for mention in keys["A"].mentions if mention.given] == [13, spans[3][0]]
    assert set(keys) == {"T", "A"} and len(document.mentions) == 5


def test_a_kind_of_a_mention(blind):
    (actor,) = blind("Zorn won.", mentions=[ActorSpan(0, 4, kind="organization")]).actors
    assert (actor.kind, actor.key, actor.mentions[0].given) == ("organization", "zorn", True)


def test_a_cluster_joins_a_users_actor(blind):
    berg = Actor("Anna Berg", aliases=["Berg"], kind="person")
    document = blind(TEXT, actors=[berg], clusters=[Cluster([at("Anna Berg"), at("Her")], id="Q1")])
    (actor,) = document.actors
    assert (actor.key, actor.name, actor.kind) == ("Q1", "Anna Berg", "person")
    assert [mention.start for mention in actor.mentions] == [0, 75, 106]
    assert [mention.alias for mention in actor.mentions] == [None, None, "Berg"]


def test_spans_stay_exact_and_no_boundary_cuts_them(blind):
    document = blind(TEXT, clusters=[Cluster([at("Monday. The mayor"), at("nna Ber")], name="x", kind="person")])
    assert [(mention.start, mention.end) for mention in document.mentions] == [(1, 8), at("Monday. The mayor")]
    assert document.sentences[0].end == TEXT.index(" Her")


def test_a_mention_of_no_token_is_an_error(blind):
    with pytest.raises(stancekit.SpanError, match=r"mention \(1, 2\), .* covers no token"):
        blind("a\u200b b", clusters=[Cluster([(0, 1), (1, 2)], name="A")])


def test_tables_and_pipe_take_them(blind):
    text = Text(TEXT, clusters=[Cluster([at("Anna Berg"), at("Her")], id="Q1")], mentions=[ActorSpan(19, 23, id="Q2")])
    rows = blind.score([text]).mentions
    assert [(row["start"], row["key"], row["form"], row["given"]) for row in rows] == [
        (0, "Q1", "name", True),
        (19, "Q2", "name", True),
        (75, "Q1", "pronoun", True),
    ]
    (document,) = blind.pipe([text])
    assert [mention.start for mention in document.mentions] == [0, 19, 75]
