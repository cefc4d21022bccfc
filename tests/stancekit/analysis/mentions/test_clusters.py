"""Mentions whose actor the user knows, before they are linked."""

import pytest

from stancekit import Actor, ActorSpan, Cluster, Text
from stancekit.analysis.mentions.clusters import actor_clusters, cluster_mentions
from stancekit.analysis.mentions.mention_spans import MentionSpan
from tests.support.places import place


def identities(*clusters, mentions=()):
    """The mentions of each actor by its name, kind and id."""
    source = Text("x" * 40, clusters=clusters, mentions=mentions)
    return {(each.name, each.kind, each.id): each.mentions for each in actor_clusters(source)}


def test_mentions_with_the_same_id_are_one_actors():
    assert identities(mentions=[ActorSpan(9, 12, id="Q1"), (0, 3), ActorSpan(0, 3, kind="person", id="Q1")]) == {
        (None, "person", "Q1"): ((0, 3), (9, 12))
    }
    assert identities(Cluster([(0, 3)], id="Q1"), Cluster([(5, 7), (0, 3)], id="Q1", name="Ana", kind="person")) == {
        ("Ana", "person", "Q1"): ((0, 3), (5, 7))
    }


def test_a_mention_gives_its_id_and_kind_to_its_cluster():
    linked = [ActorSpan(0, 3, kind="person", id="Q1"), ActorSpan(30, 33, id="Q1")]
    assert identities([(0, 3), (9, 12)], mentions=linked) == {(None, "person", "Q1"): ((0, 3), (9, 12), (30, 33))}


def test_a_mention_with_another_id_leaves_its_cluster():
    linked = [ActorSpan(0, 3, id="Q1"), ActorSpan(5, 8, id="Q1"), ActorSpan(9, 12, id="Q2")]
    assert identities([(0, 3), (5, 8), (9, 12), (20, 22)], mentions=linked) == {
        (None, None, "Q1"): ((0, 3), (5, 8), (20, 22)),
        (None, None, "Q2"): ((9, 12),),
    }
    assert identities(Cluster([(9, 12)], id="Q1"), mentions=linked[2:]) == {(None, None, "Q2"): ((9, 12),)}


def test_a_mention_with_a_kind_alone_is_no_cluster():
    assert identities(mentions=[ActorSpan(0, 3, kind="person")]) == {}


TEXT = "The mayor, Ana Berg, met us. Mayor Berg's plan made her mad; the plan of Ana Berg failed. It was the Gull's."


def mentions(cluster, *tagged, actors=()):
    """The form, kind and text of each mention of a cluster, given as words of the text."""
    source = Text(TEXT, clusters=[[place(TEXT, words) for words in cluster]], actors=actors)
    known = [MentionSpan(*place(TEXT, words), kind) for words, kind in tagged]
    made = cluster_mentions(source, actor_clusters(source), known, has_names=True)
    return [(TEXT[one.start : one.end], one.form, one.kind) for one in made]


def test_forms_follow_from_names_and_words():
    assert mentions(["The mayor, Ana Berg", "Mayor Berg", "her"], ("Ana Berg", "person"), ("Berg's", "person")) == [
        ("The mayor, Ana Berg", "description", None),
        ("Mayor Berg", "name", "person"),
        ("her", "pronoun", None),
    ]
    assert mentions(["the Gull's", "It"], ("Gull", "organization")) == [
        ("It", "pronoun", None),
        ("the Gull's", "name", "organization"),
    ]


def test_a_cluster_of_things_is_no_actors():
    assert mentions(["the plan of Ana Berg", "It"], ("Ana Berg", "person")) == []
    assert mentions(["The mayor", "her"]) == []


def test_names_of_a_cluster_are_for_display():
    source = Text(TEXT, clusters=[[place(TEXT, "The mayor, Ana Berg"), place(TEXT, "Mayor Berg")]])
    known = [MentionSpan(*place(TEXT, "Ana Berg"), "person")]
    first, second = cluster_mentions(source, actor_clusters(source), known, has_names=True)
    assert first.known is second.known
    assert (first.known.names, first.known.kind, first.known.id) == (("Ana Berg", "Berg"), "person", None)


@pytest.mark.parametrize(
    ("cluster", "actor"),
    [
        (Cluster([(11, 19)]), "ana"),  # a match of its name
        (Cluster([(52, 55)], name="ana berg"), "ana"),
        (Cluster([(52, 55)], id="Q1"), "ana"),
        (Cluster([(11, 19)], name="Tom Vogt"), None),
        (Cluster([(11, 19)], id="Q2"), None),
        (Cluster([(52, 55)], kind="person"), None),
    ],
)
def test_a_cluster_is_a_users_actor_by_id_name_or_match(cluster, actor):
    ana = Actor("Ana Berg", id="Q1")
    source = Text(TEXT, clusters=[cluster], actors=[ana])
    match = MentionSpan(11, 19, None, given=True, actor=ana, alias="Ana Berg")
    (mention,) = cluster_mentions(source, actor_clusters(source), [match], has_names=True)
    assert mention.actor is (ana if actor else None)
