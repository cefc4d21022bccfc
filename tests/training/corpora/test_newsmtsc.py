import json

import pytest
from stancekit_training.corpora import newsmtsc
from stancekit_training.corpora.sentence import Target
from stancekit_training.errors import CorpusError

from tests.support.corpus_files import write_file


def test_targets_with_further_mentions(tmp_path):
    text = "Berg praised Okoro before she left."
    mention = {"from": 13, "to": 18, "mention": "Okoro", "polarity": 6.0}
    further = {"from": 0, "to": 4, "mention": "Berg", "polarity": 4.0}
    further["further_mentions"] = [{"from": 26, "to": 29, "mention": "she"}]
    row = {"sentence_normalized": text, "targets": [mention, further]}
    write_file(tmp_path / "newsmtsc" / "train.jsonl", json.dumps(row) + "\n")
    (item,) = newsmtsc.load(tmp_path, "train")
    assert item.targets == (Target(((13, 18),), "favor"), Target(((0, 4), (26, 29)), "neutral"))


def test_offsets_are_checked(tmp_path):
    mention = {"from": 1, "to": 5, "mention": "Berg", "polarity": 6.0}
    row = {"sentence_normalized": "Berg won.", "targets": [mention]}
    write_file(tmp_path / "newsmtsc" / "train.jsonl", json.dumps(row))
    with pytest.raises(CorpusError, match="row 1: 'Berg' is not at"):
        newsmtsc.load(tmp_path, "train")
