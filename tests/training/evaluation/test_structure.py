"""Scores of the roles of lines."""

import pytest
from stancekit_training.corpora import structure as corpus
from stancekit_training.corpora.structure import StructuredArticle
from stancekit_training.errors import CorpusError
from stancekit_training.evaluation.structure import RoleMetrics, measure_structure

FIRST = "The council of Dorvik voted on Monday to close the old harbor of the town."
NOTICE = "Advertisement"
MISSED = "Kindly supported by the friends of the harbor, who wish you well."
LAST = "Nobody in the town was surprised by the vote, and few stayed to the end."


def article(*pairs):
    text, spans = "", []
    for line, role in pairs:
        start = len(text)
        text += f"{line}\n\n"
        spans.append((start, start + len(line), role))
    return StructuredArticle(text, tuple(spans))


def test_scores():
    lines = (FIRST, "body"), (NOTICE, "furniture"), (MISSED, "furniture"), (LAST, "body"), (NOTICE, "furniture")
    metrics = measure_structure([article(*lines)])
    assert metrics.furniture == RoleMetrics(precision=1.0, recall=0.5, count=2)
    assert (metrics.lost, metrics.article_lines) == (0.0, 2)
    assert metrics.by_role == {"body": RoleMetrics(precision=pytest.approx(2 / 3), recall=1.0, count=2)}


def test_lost_body():
    metrics = measure_structure([article((FIRST, "body"), (NOTICE, "body"))])
    assert metrics.lost == 0.5 and metrics.furniture.precision == 0.0


def test_newsdiscourse(tmp_path):
    folder = tmp_path / "newsdiscourse" / "train"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(
        f"URL x\n\nH Harbor closes\n\nS1 {FIRST}\nS2 {LAST}\n\nS3 {NOTICE}\n\n", encoding="utf-8"
    )
    (folder / "a.ann").write_text("T1\tNA 1 2\tS3\nE1\tNA:T1\nT2\tSpeech 1 2\tS1\n", encoding="utf-8")
    (loaded,) = corpus.load_newsdiscourse(tmp_path, "train")
    assert loaded.text == f"Harbor closes\n\n{FIRST} {LAST}\n\n{NOTICE}"
    assert [(loaded.text[start:end], role) for start, end, role in loaded.spans] == [
        ("Harbor closes", "headline"),
        (FIRST, "body"),
        (LAST, "body"),
        (NOTICE, "furniture"),
    ]
    with pytest.raises(CorpusError, match="has no articles"):
        corpus.load_newsdiscourse(tmp_path, "validation")


def test_annotations_carry_no_text():
    rows = [*corpus.read_portion(corpus.ANNOTATIONS, "open"), *corpus.read_portion(corpus.ANNOTATIONS, "frozen")]
    assert len(rows) == 60
    assert {row["frozen"] == (int(row["sha256"][-1], 16) % 2 == 1) for row in rows} == {True}
    assert {tuple(row) for row in rows} == {("corpus", "article", "sha256", "frozen", "roles")}
