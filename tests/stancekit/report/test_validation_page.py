"""The section of a validation in the page of a comparison."""

import re

import pytest

from stancekit.comparison import compare
from stancekit.report.comparison_page import to_html
from stancekit.validation import validate
from tests.support.coded_corpus import write_corpus

HOSTILE = '<img src=x onerror="alert(1)">\u202e'


def section(folder, outlets=("North", "South"), rows=200, target="opinion"):
    corpus = write_corpus(folder, outlets=outlets)
    gold = {"opinion": corpus.sentences, "stance": corpus.mentions, "actor": corpus.actors}[target]
    result = validate(corpus.folder, [*gold[:rows], {"id": HOSTILE, "gold": ""}], by="outlet")
    return to_html(compare(corpus.folder, by="outlet"), title="Two outlets", validation=result), result


@pytest.mark.parametrize("target", ["opinion", "stance", "actor"])
def test_the_section_has_charts_and_figures(tmp_path, target):
    page, result = section(tmp_path, target=target)
    assert page.count("<svg") == (3 if target == "actor" else 4)  # an actor has no probability to calibrate
    assert f"corrected by {result.gold.labels} labels" in page and 'href="#validation"' in page
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert f"p = {result.differential_error.p_value:.4f}" in text
    assert "no label yet 1" in text and "Methods, to paste into a paper The " in text
    assert f"accuracy {result.agreement.accuracy.score:.2f} [" in text


def test_a_page_without_validation_has_no_section(tmp_path):
    page = to_html(compare(write_corpus(tmp_path).folder, by="outlet"), title="Two outlets")
    assert "validation" not in page.partition("</style>")[2]


def test_no_name_of_a_group_is_markup(tmp_path):
    page, _ = section(tmp_path, outlets=(HOSTILE, "South"))
    assert "<img" not in page and "\u202e" not in page and "&lt;img" in page
