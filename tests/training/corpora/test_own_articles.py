"""The articles that were written for the project."""

import json
from collections import Counter

from stancekit_training.audit.behavior import load_cases
from stancekit_training.corpora import own_articles

from stancekit.labels import KINDS, STANCE


def test_every_actor_is_named_in_its_article(tmp_path):
    articles = own_articles.load(tmp_path)
    assert len(articles) == len({article.text for article in articles}) > 100
    for article in articles:
        start, end = article.title
        assert article.text[end] == "\n" and "\n\n" not in article.text and start == 0
        assert all(actor.name in article.text for actor in article.actors)
        assert all(actor.stance in STANCE and actor.kind in KINDS for actor in article.actors)


def test_every_label_is_frequent_and_events_are_groups(tmp_path):
    articles = own_articles.load(tmp_path)
    labels = Counter(actor.stance for article in articles for actor in article.actors)
    assert set(labels) == set(STANCE) and min(labels.values()) > 0.2 * labels.total()
    groups = Counter(article.group for article in articles)
    assert max(groups.values()) == 3


def test_no_actor_of_the_audit_is_among_them():
    measured = {name for case in load_cases("open") + load_cases("frozen") for name in case.stances}
    rows = map(json.loads, own_articles.ARTICLES.read_text(encoding="utf-8").splitlines())
    assert measured.isdisjoint(actor["name"] for row in rows for actor in row["actors"])
