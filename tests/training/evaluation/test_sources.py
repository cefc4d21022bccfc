"""Scores of sources."""

import json
from dataclasses import replace

import pytest
from stancekit_training.corpora.frozen import read_portion
from stancekit_training.corpora.newsdiscourse import NewsSentence, load
from stancekit_training.errors import CorpusError
from stancekit_training.evaluation import sources
from stancekit_training.evaluation.sources import (
    SourceMetrics,
    SpeechMetrics,
    measure_sources,
    measure_speech,
    source_of,
)

from stancekit.document.records import Attribution, Span
from tests.support.documents import actor, document, sentence

TEXT = "“It rains,” said Inspector Ana Berg. “It pours.” Rain fell. “Rubbish.”"


class AttributingModel:
    """Gives "It rains" and "It pours" to Inspector Ana Berg, wherever they stand in a text."""

    def pipe(self, texts):
        for text in texts:
            starts = [text.index(words) for words in ("It rains", "It pours") if words in text]
            source = Span(0, 4, text[:4])
            contents = [Span(start, start + 8, text[start : start + 8]) for start in starts]
            said = tuple(Attribution(0, source, None, (content,), 0) for content in contents)
            whole = replace(sentence(text, text), attributions=said)
            yield document(text, [whole], [actor(0, "Inspector Ana Berg")])


def test_sources_are_measured(tmp_path, monkeypatch):
    rows = [
        {"kind": "plain", "text": TEXT, "sources": {"It rains": "Ana Berg", "It pours": "Tom Roth"}, "frozen": False},
        {"kind": "nobody", "text": TEXT, "sources": {"Rubbish": None, "pours": None}, "frozen": False},
        {"kind": "plain", "text": TEXT, "sources": {"Rubbish": "Ana Berg"}, "frozen": True},
    ]
    path = tmp_path / "sources.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr(sources, "SOURCES", path)
    half = SourceMetrics(right=0.5, wrong=0.5, count=2)
    assert measure_sources(AttributingModel()) == {"nobody": half, "plain": half, "all": replace(half, count=4)}
    frozen = measure_sources(AttributingModel(), "frozen")
    assert frozen["all"] == SourceMetrics(right=0.0, wrong=0.0, count=1)


def test_the_source_of_words():
    (one,) = AttributingModel().pipe([TEXT])
    assert source_of(one, "It rains") == "Inspector Ana Berg"
    assert source_of(one, "It rains", "Ana Berg") == "Ana Berg"
    assert source_of(one, "It rains", "Ana") == "Inspector Ana Berg"
    assert source_of(one, "Rubbish", "Ana Berg") is None


@pytest.mark.parametrize("portion", ["open", "frozen"])
def test_every_quotation_stands_in_its_text_once(portion):
    rows = read_portion(sources.SOURCES, portion)
    assert sum(len(row["sources"]) for row in rows) >= 75
    assert all(row["text"].count(words) == 1 for row in rows for words in row["sources"])


@pytest.fixture
def corpora(tmp_path):
    folder = tmp_path / "newsdiscourse" / "validation"
    folder.mkdir(parents=True)
    lines = ["H Rain in Larn", "", "S1 It rains, says Berg.", "S2 It pours.", "", "S3 Rain fell.", "S4 Larn Gull", ""]
    (folder / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    labels = ["T1\tSpeech 20 22\tS1", "E1\tSpeech:T1", "T2\tSpeech 30 32\tS3", "T3\tNA 40 42\tS4", "T4\tMain 20 22\tS1"]
    (folder / "a.ann").write_text("\n".join(labels), encoding="utf-8")
    return tmp_path


def test_newsdiscourse(corpora):
    (report,) = load(corpora, "validation")
    assert report.text == "Rain in Larn\n\nIt rains, says Berg. It pours.\n\nRain fell. Larn Gull"
    assert report.sentences[:2] == (
        NewsSentence(0, 12, True, frozenset()),
        NewsSentence(14, 34, False, frozenset({"Speech", "Main"})),
    )
    assert [report.text[one.start : one.end] for one in report.sentences[2:]] == [
        "It pours.",
        "Rain fell.",
        "Larn Gull",
    ]
    with pytest.raises(CorpusError, match="no articles"):
        load(corpora, "train")


def test_speech_is_measured(corpora):
    assert measure_speech(AttributingModel(), corpora) == SpeechMetrics(
        speech=0.5, speech_count=2, other=1.0, other_count=1
    )
