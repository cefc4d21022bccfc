import json

import pytest
from stancekit_training.corpora import custom
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.errors import CorpusError

from tests.support.corpus_files import write_file


def test_labels(tmp_path):
    rows = [
        {"text": "The mayor lied.", "opinion": "opinion", "targets": [{"start": 0, "end": 9, "stance": "against"}]},
        {"text": "It rained.", "bias": "neutral"},
    ]
    write_file(tmp_path / "mine.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n")
    assert custom.load(tmp_path / "mine.jsonl", "mine") == [
        LabeledSentence("The mayor lied.", "mine", opinion="opinion", targets=(Target(((0, 9),), "against"),)),
        LabeledSentence("It rained.", "mine", bias="neutral"),
    ]


def test_every_fault_is_listed_with_its_row(tmp_path):
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
    write_file(tmp_path / "mine.jsonl", "\n".join(rows))
    with pytest.raises(CorpusError) as raised:
        custom.load(tmp_path / "mine.jsonl", "mine")
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
