import gzip
import json
from pathlib import Path

import pytest

from stancekit.labels import HEADS
from stancekit_training.corpora.registry import CORPORA
from stancekit_training.corpora import articles, babe, checkthat, crossner, dse, newsmtsc, own, polnear, voices
from stancekit_training.corpora.sentence import CorpusError, Item, Quote, Target


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_newsmtsc(tmp_path):
    text = "Berg praised Okoro before she left."
    mention = {"from": 13, "to": 18, "mention": "Okoro", "polarity": 6.0}
    further = {"from": 0, "to": 4, "mention": "Berg", "polarity": 4.0}
    further["further_mentions"] = [{"from": 26, "to": 29, "mention": "she"}]
    row = {"sentence_normalized": text, "targets": [mention, further]}
    write(tmp_path / "newsmtsc" / "train.jsonl", json.dumps(row) + "\n")
    (item,) = newsmtsc.load(tmp_path, "train")
    assert item.targets == (Target(((13, 18),), "favor"), Target(((0, 4), (26, 29)), "neutral"))


def test_newsmtsc_offsets_are_checked(tmp_path):
    mention = {"from": 1, "to": 5, "mention": "Berg", "polarity": 6.0}
    row = {"sentence_normalized": "Berg won.", "targets": [mention]}
    write(tmp_path / "newsmtsc" / "train.jsonl", json.dumps(row))
    with pytest.raises(CorpusError, match="row 1: 'Berg' is not at"):
        newsmtsc.load(tmp_path, "train")


def test_checkthat_reads_quotes_as_they_are(tmp_path):
    rows = 'sentence_id\tsentence\tlabel\tsolved_conflict\n1\t"A disgrace\tSUBJ\tFalse\n2\tIt rained.\tOBJ\tFalse\n'
    write(tmp_path / "checkthat" / "dev_en.tsv", rows)
    assert [(item.text, item.opinion) for item in checkthat.load(tmp_path, "dev")] == [
        ('"A disgrace', "opinion"),
        ("It rained.", "reported_fact"),
    ]


def test_dse_keeps_whom_a_sentiment_is_toward(tmp_path):
    rows = [
        "[Berg] met [Okoro].\tBerg\tOkoro\t0",
        '"[Berg] praised the ""bold"" [Okoro]s."\tBerg\tOkoro\t1',
        "[Berg] was blamed by [Okoro].\tBerg\tOkoro\t4",
    ]
    write(tmp_path / "dse" / dse.FILE, "\n".join(rows) + "\n")
    assert dse.load(tmp_path, "train") == [
        Item('Berg praised the "bold" Okoros.', "dse", targets=(Target(((24, 29),), "favor"),)),
        Item("Berg was blamed by Okoro.", "dse", targets=(Target(((0, 4),), "against"),)),
    ]
    assert dse.load(tmp_path, "dev") == []


def test_dse_brackets_are_checked(tmp_path):
    write(tmp_path / "dse" / dse.FILE, "[Berg] praised Okoro.\tBerg\tOkoro\t1\n")
    with pytest.raises(CorpusError, match="row 1: 1 entities in brackets"):
        dse.load(tmp_path, "train")


def test_babe(tmp_path):
    rows = [
        "text;news_link;outlet;topic;type;label_bias;label_opinion;biased_words",
        "The plan passed.;;;;;Non-biased;Entirely factual;[]",
        "The reckless plan passed.;;;;;Biased;Expresses writer’s opinion;['reckless']",
        '"A ""plan""; a bad one.";;;;;Biased;Somewhat factual but also opinionated;[]',
        "They met.;;;;;No agreement;No agreement;[]",
    ]
    write(tmp_path / "babe" / babe.FILE, "\ufeff" + "\n".join(rows) + "\n")
    items = {item.text: item for part in ("train", "dev") for item in babe.load(tmp_path, part)}
    assert {text: (item.opinion, item.bias) for text, item in items.items()} == {
        "The plan passed.": ("reported_fact", "neutral"),
        "The reckless plan passed.": ("opinion", "biased"),
        'A "plan"; a bad one.': ("opinion", "biased"),
        "They met.": (None, None),
    }


def test_babe_splits_by_words_alone():
    assert {babe.part_of(f"Sentence number {number}.") for number in range(50)} == {"train", "dev"}
    assert all(babe.part_of(f"It is {n}!") == babe.part_of(f"it is – {n}") for n in range(50))


def test_crossner_maps_kinds(tmp_path):
    columns = "Anna\tB-politician\nBerg\tI-politician\nof\tO\nthe\tO\nTide\tB-politicalparty\nwon\tO\n\nMay\tB-event\n"
    write(tmp_path / "crossner" / "politics" / "train.txt", columns)
    first, second = crossner.politics(tmp_path, "train")
    assert first.text == "Anna Berg of the Tide won"
    assert first.actors == ((0, 9, "person"), (17, 21, "organization"))
    assert second.actors == ()


def test_own_labels(tmp_path):
    rows = [
        {"text": "The mayor lied.", "opinion": "opinion", "targets": [{"start": 0, "end": 9, "stance": "against"}]},
        {"text": "It rained.", "bias": "neutral"},
    ]
    write(tmp_path / "mine.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n")
    assert own.load(tmp_path / "mine.jsonl", "mine") == [
        Item("The mayor lied.", "mine", opinion="opinion", targets=(Target(((0, 9),), "against"),)),
        Item("It rained.", "mine", bias="neutral"),
    ]


def test_own_labels_list_every_fault_with_its_row(tmp_path):
    rows = [
        '{"text": "Fine.", "opinion": "opinion"}',
        "not json",
        '{"text": "", "opinion": "opinion"}',
        '{"text": "A.", "opinion": "fact"}',
        '{"text": "A.", "labels": 1}',
        '{"text": "A.", "targets": [{"start": 0, "end": 9, "stance": "against"}]}',
        '{"text": "A.", "targets": [{"start": 0, "end": 1, "stance": "bad"}, {"start": 0}]}',
        "[]",
    ]
    write(tmp_path / "mine.jsonl", "\n".join(rows))
    with pytest.raises(CorpusError) as raised:
        own.load(tmp_path / "mine.jsonl", "mine")
    message = str(raised.value)
    for expected in (
        "9 faults",
        "row 2: not JSON",
        "row 3: text is ''",
        "row 4: opinion is 'fact', expected one of reported_fact, opinion",
        "row 5: unknown key 'labels'",
        "row 5: no label",
        "row 6: target (0, 9) lies outside the text, which has 2 characters",
        "row 7: stance is 'bad', expected one of against, neutral, favor",
        "row 7: target {'start': 0}, expected an object with start, end, stance",
        "row 8: a list",
    ):
        assert expected in message


def test_babe_marks_biased_words_where_they_stand(tmp_path):
    rows = [
        "text;label_bias;label_opinion;biased_words",
        "A Reckless, reckless plan.;Biased;Entirely factual;['reckless']",
        "No plan.;Biased;Entirely factual;['zany']",
    ]
    write(tmp_path / "babe" / babe.FILE, "\ufeff" + "\n".join(rows) + "\n")
    items = {item.text: item.loaded for part in ("train", "dev") for item in babe.load(tmp_path, part)}
    assert items == {"A Reckless, reckless plan.": ((2, 10), (12, 20)), "No plan.": ()}


def test_polnear(tmp_path):
    home = tmp_path / "polnear" / "train"
    text = "“It rains,” Berg said. “It pours.” Nobody knows.\n"
    write(home / "text" / "a_2016-01-01_rain.txt", text)
    rows = [
        "T1\tContent 0 11;23 34\t“It rains,” “It pours.”",
        "T2\tSource 12 16\tBerg",
        "T3\tCue 17 21\tsaid",
        "T4\tAttribution 17 21\tsaid",
        "E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2",
        "T5\tCue 42 47\tknows",
        "a row that a line break in a text makes",
        "T6\tDiscuss 42 47\tknows",
        "E2\tDiscuss:T6 Cue:T5",
    ]
    write(home / "attributions" / "a_2016-01-01_rain_4e07.ann", "\n".join(rows))
    write(home / "attributions" / "a_2016-01-01_rain_5fec.ann", "")
    first, second, third = polnear.load(tmp_path, "train")
    assert first == Item("“It rains,” Berg said.", "polnear", quotes=(Quote(((12, 16),), ((17, 21),), ((0, 11),)),))
    assert second == Item("“It pours.”", "polnear", quotes=(Quote(content=((0, 11),)),))
    assert third.quotes == ()
    assert polnear.load(tmp_path, "dev") == []


def test_voices(tmp_path, monkeypatch):
    monkeypatch.setattr(voices.babe, "load", lambda folder, part: [])
    opinion = Item("The plan is mad.", "checkthat", opinion="opinion")
    monkeypatch.setattr(
        voices.checkthat, "load", lambda folder, part: [opinion, Item("x", "y", opinion="reported_fact")]
    )
    *written, told = voices.load(tmp_path, "train")
    assert (told.opinion, len(written)) == ("reported_fact", voices.WRITTEN)
    (quote,) = told.quotes
    content = told.text[slice(*quote.content[0])]
    assert "plan is mad" in content and quote.source and quote.cue
    own = [item for item in written if not item.quotes]
    assert 0.6 < len(own) / len(written) < 0.7
    for item in written:
        (target,) = item.targets
        assert (item.opinion == "opinion") == (not item.quotes and target.stance != "neutral")
        for one in item.quotes:
            (start, end), *_ = target.spans
            assert one.content[0][0] <= start and end <= one.content[0][1]
            for role in (*one.source, *one.cue, *one.content):
                assert item.text[slice(*role)].strip() == item.text[slice(*role)] != ""
    assert voices.load(tmp_path, "train") == [*written, told] and voices.load(tmp_path, "dev") == []


def test_every_corpus_has_its_particulars():
    for name, corpus in CORPORA.items():
        assert corpus.license and corpus.citation and set(corpus.heads) <= set(HEADS), name
        assert corpus.address.startswith("https://") or (Path(__file__).parents[3] / corpus.address).is_file(), name


def test_unlabelled_articles_become_sentences_each_once(tmp_path):
    (tmp_path / "allsides").mkdir()
    long = "The council met for the fourth time in a month on Tuesday."
    bridge = "Nobody knows why the old bridge has been closed for so long."
    rows = [{"text": f"{long} Nobody came."}, {"text": f"{bridge}\n\n{long}"}]
    with gzip.open(tmp_path / "allsides" / "train.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    items = articles.allsides(tmp_path, "train")
    assert [item.text for item in items] == [long, bridge]
    assert articles.allsides(tmp_path, "dev") == []
    (tmp_path / "own.jsonl").write_text('{"text": "a"}\n{"body": "b"}\n')
    with pytest.raises(CorpusError, match="own.jsonl row 2: an article needs a text"):
        articles.load(tmp_path / "own.jsonl")
