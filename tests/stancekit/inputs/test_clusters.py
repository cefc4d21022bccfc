"""Mentions whose actor the user knows, checked when they are made and against their text."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from stancekit import ActorError, ActorSpan, Cluster, SpanError, Text

TEXT = "Ana Berg spoke. She left Larn."  # Ana Berg at 0:8, She at 16:19, Larn at 25:29


def test_a_mention_knows_its_actor():
    span = ActorSpan(0, 8, kind="person", id="Q1")
    assert (span.bounds, span.kind, span.id) == ((0, 8), "person", "Q1")
    assert Text(TEXT, mentions=[span, (25, 29)]).mentions == (span, (25, 29))
    assert type(ActorSpan(np.int64(0), np.int64(8)).start) is int


def test_kind_and_id_are_keywords():
    with pytest.raises(TypeError):
        ActorSpan(0, 8, "person")
    with pytest.raises(TypeError):
        Cluster([(0, 8)], "Ana Berg")


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: ActorSpan(8, 8), SpanError, r"mention \(8, 8\) is empty"),
        (lambda: ActorSpan(9, 8), SpanError, r"mention \(9, 8\) is reversed"),
        (lambda: ActorSpan(-1, 8), SpanError, r"mention \(-1, 8\) lies outside the text"),
        (lambda: ActorSpan(0, 8, kind="PER"), ActorError, r"mention \(0, 8\) has the kind 'PER'; valid kinds: person"),
        (lambda: ActorSpan(0, 8, id=7), ActorError, r"mention \(0, 8\) has the id 7, expected a string"),
        (lambda: Cluster([]), SpanError, "mentions is empty, expected at least one span"),
        (lambda: Cluster((0, 8)), TypeError, r"expected a list of them: mentions=\[\(0, 8\)\]"),
        (lambda: Cluster([(0, 8), (19, 16)]), SpanError, r"mention \(19, 16\) is reversed"),
        (lambda: Cluster([(0, 8), 16]), SpanError, "mention 16 is not a pair"),
        (lambda: Cluster([(16, 19), (0, 8)], name="..."), ActorError, r"the cluster of mention \(0, 8\) has the name"),
        (lambda: Cluster([(0, 8)], kind="city"), ActorError, r"the cluster of mention \(0, 8\) has the kind 'city'"),
    ],
)
def test_faults_are_found_when_it_is_made(make, error, message):
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mentions": [ActorSpan(25, 40)]}, r"mention \(25, 40\) lies outside the text, which has 30 characters"),
        ({"clusters": [Cluster([(0, 8), (16, 99)])]}, r"mention \(16, 99\) lies outside the text"),
        ({"clusters": [[(15, 16)]]}, r"mention \(15, 16\) covers only white space"),
        ({"clusters": [[(0, 8)], [(16, 19), (0, 8)]]}, r"mention \(0, 8\) is in two clusters"),
        (
            {"clusters": [Cluster([(0, 8)], id="Q1"), Cluster([(0, 8)], id="Q2")]},
            r"mention \(0, 8\) is in two clusters: join them",
        ),
    ],
)
def test_a_text_names_the_bad_span(options, message):
    with pytest.raises(SpanError, match=message):
        Text(TEXT, **options)


def test_a_list_of_spans_is_a_cluster():
    assert Text(TEXT, clusters=[[(16, 19), (0, 8), (0, 8)]]).clusters == (Cluster([(0, 8), (16, 19)]),)
    assert Text(TEXT, clusters=np.array([[[0, 8], [16, 19]]])).clusters[0].mentions == ((0, 8), (16, 19))


def test_clusters_with_the_same_id_may_share_a_mention():
    assert len(Text(TEXT, clusters=[Cluster([(0, 8)], id="Q1"), Cluster([(0, 8)], id="Q1")]).clusters) == 2


def test_records_copy_and_pickle():
    text = Text(TEXT, mentions=[ActorSpan(25, 29, id="Q3")], clusters=[Cluster([(0, 8)], name="Ana", id="Q1")])
    assert replace(text, id="7").clusters == text.clusters and replace(text.clusters[0], id="Q2").name == "Ana"
    assert pickle.loads(pickle.dumps(text)) == text
