"""Corpora of whole articles."""

import gzip
import hashlib
import json

import pytest
from stancekit_training.corpora import basil, linking, persent, seesaw
from stancekit_training.corpora.article import LabeledActor, LabeledPassage
from stancekit_training.corpora.linking import AnnotatedMention
from stancekit_training.errors import CorpusError

from tests.support.corpus_files import write_file, write_seesaw_story


def test_seesaw(tmp_path):
    listed = [
        ["Ana Roth", ["People", "People"], ["Main", "Main"], ["A", "B"]],
        ["the vote", ["Event"], ["Main"], ["A"]],
        ["Larn", ["GPE"], ["Salient"], ["A"]],
        ["House Democrats", ["People"], ["Salient"], ["A"]],
    ]
    felt = {"Ana Roth": [["Positive", "A"], ["Negative", "B"]], "Larn": [["Slightly Negative", "A"]]}
    felt["House Democrats"] = [["Very Positive", "A"]]
    held = [{"subject": "None", "sentiment": sign, "object": "Larn"} for sign in ("NEG", "POS")]
    won = {"subject": "Larn", "sentiment": "POS", "object": "Ana Roth"}
    annotation = {"entity lists": listed, "entity sentiments": felt, "sentence-level stances": {"0": [won, *held]}}
    write_seesaw_story(tmp_path, "Roth  wins", ["Ana Roth\nwon."], annotation)
    assert seesaw.load(tmp_path, "train") == []
    first, *_ = articles = seesaw.load(tmp_path, "dev")
    assert len(articles) == 3
    assert (first.text, first.title, first.group) == ("Roth wins\nAna Roth won.", (0, 9), "001")
    assert first.actors == (
        LabeledActor("Ana Roth", "neutral", "person", "main"),
        LabeledActor("Larn", "against", "place", "salient"),
        LabeledActor("House Democrats", "favor", "organization", "salient"),
    )
    assert first.passages == (
        LabeledPassage(10, 23, "Ana Roth", "favor"),
        LabeledPassage(10, 23, "House Democrats", "neutral"),  # of Larn, both are said
    )
    assert seesaw.annotator_pairs(tmp_path) == [("favor", "against"), ("against", "favor")] * 3


def test_persent(tmp_path):
    columns = ["DOCUMENT_INDEX", "TITLE", "TARGET_ENTITY", "DOCUMENT", "TRUE_SENTIMENT"]
    columns += [f"Paragraph{number}" for number in range(16)]
    rows = [
        ["7", "Roth wins", "Ana Roth", '"She won.\n \n Roth left."', "Positive", "Positive", "Neutral"],
        ["8", "", "Ana Roth", "She won.", "Negative", "Positive", "Neutral"],
    ]
    lines = [",".join(columns), *(",".join([*row, *[""] * (len(columns) - len(row))]) for row in rows)]
    write_file(tmp_path / "persent" / "dev.csv", "\n".join(lines) + "\n")
    aligned, other = persent.load(tmp_path, "train")
    assert aligned.text == "Roth wins\nShe won.\nRoth left." and aligned.paragraphs == ("favor", "neutral")
    assert aligned.actors == (LabeledActor("Ana Roth", "favor", "person"),)
    assert [(passage.stance, aligned.text[passage.start : passage.end]) for passage in aligned.passages] == [
        ("favor", "She won."),
        ("neutral", "Roth left."),
    ]
    assert other.paragraphs == other.passages == () and other.title is None


def test_basil(tmp_path):
    read_ = {"title": "Roth wins", "triplet-uuid": "t", "body-paragraphs": [["She won.", "He left."], ["Oslo."]]}
    felt = {"author_feeling_Ana_Roth": "neg", "author_feeling_main_event": "pos", "you_feeling_Ana_Roth": "pos"}
    write_file(tmp_path / "basil" / "articles" / "2010" / "t_1.json", read_)
    spans = [
        {"id": "p1", "polarity": "neg", "target": "Ana_Roth"},
        {"id": "title", "polarity": "pos", "target": "Ana_Roth"},
    ]
    labels = {"article-level-annotations": felt, "phrase-level-annotations": spans}
    write_file(tmp_path / "basil" / "annotations" / "2010" / "t_1_ann.json", labels)
    (article,) = basil.load(tmp_path)
    assert article.text == "Roth wins\nShe won. He left.\nOslo." and article.group == "t"
    assert article.actors == (LabeledActor("Ana Roth", "against"),)
    assert [(passage.stance, article.text[passage.start : passage.end]) for passage in article.passages] == [
        ("neutral", "She won."),
        ("against", "He left."),
        ("neutral", "Oslo."),
    ]


def test_the_annotated_articles_hold_no_text():
    rows = [json.loads(line) for line in linking.ANNOTATIONS.read_text().splitlines()]
    assert len(rows) == 60 and sum(row["frozen"] for row in rows) == 30
    whole = [row for row in rows if row["forms"] == ["name", "description", "pronoun"]]
    assert len(whole) == 20 and sum(row["frozen"] for row in whole) == 10
    for row in rows:
        assert set(row) == {"corpus", "article", "sha256", "frozen", "forms", "mentions"}
        assert all(start < end and form in row["forms"] for start, end, _, form in row["mentions"])
        assert row["mentions"] == sorted(row["mentions"])
        named = {actor for _, _, actor, form in row["mentions"] if form == "name"}
        assert named == {actor for _, _, actor, _ in row["mentions"]}


def test_annotated_mentions_have_a_form(tmp_path, monkeypatch):
    text = "Ana Roth said she won."
    (tmp_path / "allsides").mkdir()
    with gzip.open(tmp_path / "allsides" / "train.jsonl.gz", "wt") as lines:
        lines.write(json.dumps({"ID": "a", "text": text}) + "\n")
    row = {"corpus": "allsides", "article": "a", "sha256": hashlib.sha256(text.encode()).hexdigest(), "frozen": False}
    mentions = [[0, 8, 0, "name"], [14, 17, 0, "pronoun"]]
    annotations = tmp_path / "linking.jsonl"
    annotations.write_text(json.dumps({**row, "forms": ["name", "description", "pronoun"], "mentions": mentions}))
    monkeypatch.setattr(linking, "ANNOTATIONS", annotations)
    (article,) = linking.load(tmp_path, "open")
    assert article.forms == ("name", "description", "pronoun")
    assert article.mentions == (AnnotatedMention(0, 8, 0), AnnotatedMention(14, 17, 0, "pronoun"))


def test_an_annotated_article_must_be_the_same_text(tmp_path):
    (tmp_path / "allsides").mkdir()
    with gzip.open(tmp_path / "allsides" / "train.jsonl.gz", "wt") as lines:
        lines.write(json.dumps({"ID": "other", "text": "x"}) + "\n")
    with pytest.raises(CorpusError, match="is missing or not the text that was annotated"):
        linking.load(tmp_path, "open")
