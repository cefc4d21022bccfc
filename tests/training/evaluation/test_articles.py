"""Whole articles: what is displayed, what it is compared with, and which actors are found."""

import json

import pytest
from stancekit_training.corpora import basil, linking, persent, seesaw
from stancekit_training.corpora.article import Article, Judged
from stancekit_training.corpora.sentence import CorpusError
from stancekit_training.evaluation.articles import (
    Judgement,
    compare,
    cross_fitted,
    displayed,
    entity_prior,
    fitted,
    found,
    guesses,
    judge,
    judge_paragraphs,
    read,
)

from stancekit.document.records import Measure
from stancekit.labels import STANCE

AGAINST, NEUTRAL, FAVOR = range(3)


def judgement(group, gold, shown=NEUTRAL, surplus=0.0, name="Ana Roth", sentiment=0.0):
    return Judgement(str(group), name, gold, shown, surplus, sentiment)


@pytest.mark.parametrize(
    ("measure", "label"),
    [
        (None, "neutral"),
        (Measure(0.9, 0.8, 1.0, 3, "favor", "favor"), "favor"),
        (Measure(-0.5, -1.0, 0.2, 2, "unclear", "against"), "against"),
        (Measure(0.1, -0.8, 0.9, 4, "mixed", None), "neutral"),
    ],
)
def test_displayed(measure, label):
    assert STANCE[displayed(measure)] == label


def test_compare_counts_all_three_labels_and_the_lead():
    asked = [judgement(number % 10, (AGAINST, NEUTRAL)[number % 2]) for number in range(40)]
    gold = [one.gold for one in asked]
    lead = compare(asked, gold, {"majority": [NEUTRAL] * 40, "same": gold})
    assert (lead.value, lead.low, lead.high, lead.count) == (1.0, 1.0, 1.0, 40)
    assert lead.baselines["majority"] == pytest.approx((0 + 2 / 3) / 2)
    assert lead.ahead["same"] == 0.0 and lead.ahead["majority"] > 0.5


def test_entity_prior():
    known = [judgement(0, FAVOR), judgement(1, FAVOR), judgement(2, AGAINST), judgement(3, NEUTRAL, name="Oslo")]
    known += [judgement(4, NEUTRAL, name="Larn")] * 3
    asked = [judgement(9, FAVOR), judgement(9, FAVOR, name="Oslo"), judgement(9, FAVOR, name="New")]
    assert entity_prior(known, asked) == [FAVOR, NEUTRAL, NEUTRAL]


def test_guesses_leave_out_a_blind_model_that_was_not_asked():
    assert set(guesses([judgement(0, FAVOR)], [judgement(1, FAVOR, sentiment=0.9)])) == {
        "majority",
        "sentence sentiment",
        "entity prior",
    }


def test_thresholds_are_fitted_on_other_groups():
    known = [judgement(group, gold, surplus=gold - 1 + group / 100) for group in range(10) for gold in range(3)]
    assert fitted(known, [judgement(99, 0, surplus=value) for value in (-1.0, 0.0, 1.0)]) == [AGAINST, NEUTRAL, FAVOR]
    assert cross_fitted(known, fitted) == [one.gold for one in known]
    with pytest.raises(KeyError):  # the group that is asked about is not known
        cross_fitted(known, lambda others, asked: [{one.group: 0 for one in others}[one.group] for one in asked])


ARTICLE = Article(
    text="Putin lied\nErdogan lied. Putin won.\nXi won.",
    corpus="x",
    article="1",
    group="1",
    title=(0, 10),
    actors=(Judged("Putin", "against", "person"),),
    paragraphs=("favor", None),
)


def test_articles_are_read_with_their_actors_given(tiny_model_folder):
    import stancekit

    model = stancekit.load(tiny_model_folder)
    pairs = read(model, [ARTICLE])
    (one,) = judge(pairs, blind=model)
    assert (one.gold, one.name, one.group) == (AGAINST, "Putin", "1")
    (actor,) = [actor for actor in pairs[0][1].actors if actor.name == "Putin"]
    assert one.shown == displayed(actor.stance) and one.blind is not None
    assert one.surplus == pytest.approx(sum(mention.stance.score for mention in actor.mentions))
    (paragraph,) = judge_paragraphs(pairs)
    assert paragraph.gold == FAVOR
    (within,) = [mention for mention in actor.mentions if 10 < mention.start < 36]
    assert paragraph.surplus == pytest.approx(within.stance.score)
    assert isinstance(found(model(ARTICLE.text), ARTICLE.actors[0]), bool)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def test_seesaw(tmp_path):
    home = tmp_path / "seesaw"
    write(home / "meta" / "TRIPLET_001.json", {"triplet_id": "001", "Split": "valid"})
    for number in range(3):
        name = f"TRIPLET_001_DOCUMENT_{number}.json"
        write(home / "articles" / name, {"title": "Roth  wins", "text": [{"id": 0, "text": "Ana Roth\nwon."}]})
        listed = [
            ["Ana Roth", ["People", "People"], ["Main", "Main"], ["A", "B"]],
            ["the vote", ["Event"], ["Main"], ["A"]],
            ["Larn", ["GPE"], ["Salient"], ["A"]],
            ["House Democrats", ["People"], ["Salient"], ["A"]],
        ]
        felt = {"Ana Roth": [["Positive", "A"], ["Negative", "B"]], "Larn": [["Slightly Negative", "A"]]}
        felt["House Democrats"] = [["Positive", "A"]]
        judged = {"entity lists": listed, "entity sentiments": felt, "sentence-level stances": {}}
        write(home / "annotations" / name, judged)
    assert seesaw.load(tmp_path, "train") == []
    first, *_ = articles = seesaw.load(tmp_path, "dev")
    assert len(articles) == 3
    assert (first.text, first.title, first.group) == ("Roth wins\nAna Roth won.", (0, 9), "001")
    assert first.actors == (
        Judged("Ana Roth", "neutral", "person", "main"),
        Judged("Larn", "against", "place", "salient"),
        Judged("House Democrats", "favor", "organization", "salient"),
    )


def test_persent(tmp_path):
    columns = ["DOCUMENT_INDEX", "TITLE", "TARGET_ENTITY", "DOCUMENT", "TRUE_SENTIMENT"]
    columns += [f"Paragraph{number}" for number in range(16)]
    rows = [
        ["7", "Roth wins", "Ana Roth", '"She won.\n \n Roth left."', "Positive", "Positive", "Neutral"],
        ["8", "", "Ana Roth", "She won.", "Negative", "Positive", "Neutral"],
    ]
    lines = [",".join(columns), *(",".join([*row, *[""] * (len(columns) - len(row))]) for row in rows)]
    write(tmp_path / "persent" / "dev.csv", "\n".join(lines) + "\n")
    aligned, other = persent.load(tmp_path, "train")
    assert aligned.text == "Roth wins\nShe won.\nRoth left." and aligned.paragraphs == ("favor", "neutral")
    assert aligned.actors == (Judged("Ana Roth", "favor", "person"),)
    assert other.paragraphs == () and other.title is None


def test_basil(tmp_path):
    read_ = {"title": "Roth wins", "triplet-uuid": "t", "body-paragraphs": [["She won.", "He left."], ["Oslo."]]}
    felt = {"author_feeling_Ana_Roth": "neg", "author_feeling_main_event": "pos", "you_feeling_Ana_Roth": "pos"}
    write(tmp_path / "basil" / "articles" / "2010" / "t_1.json", read_)
    write(tmp_path / "basil" / "annotations" / "2010" / "t_1_ann.json", {"article-level-annotations": felt})
    (article,) = basil.load(tmp_path)
    assert article.text == "Roth wins\nShe won. He left.\nOslo." and article.group == "t"
    assert article.actors == (Judged("Ana Roth", "against"),)


def test_the_annotated_articles_hold_no_text():
    rows = [json.loads(line) for line in linking.ANNOTATIONS.read_text().splitlines()]
    assert len(rows) == 40 and sum(row["frozen"] for row in rows) == 20
    for row in rows:
        assert set(row) == {"corpus", "article", "sha256", "frozen", "mentions"}
        assert all(start < end for start, end, _ in row["mentions"])
        assert row["mentions"] == sorted(row["mentions"])


def test_an_annotated_article_must_be_the_same_text(tmp_path):
    import gzip

    (tmp_path / "allsides").mkdir()
    with gzip.open(tmp_path / "allsides" / "train.jsonl.gz", "wt") as lines:
        lines.write(json.dumps({"ID": "other", "text": "x"}) + "\n")
    with pytest.raises(CorpusError, match="is missing or not the text that was annotated"):
        linking.load(tmp_path, "open")
