import gzip
import json

import pytest
from stancekit_training.corpora import allsides, unlabeled
from stancekit_training.errors import CorpusError


def test_articles_become_distinct_sentences(tmp_path):
    (tmp_path / "allsides").mkdir()
    long = "The council met for the fourth time in a month on Tuesday."
    bridge = "Nobody knows why the old bridge has been closed for so long."
    rows = [{"text": f"{long} Nobody came."}, {"text": f"{bridge}\n\n{long}"}]
    with gzip.open(tmp_path / "allsides" / "train.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    items = allsides.load(tmp_path, "train")
    assert [item.text for item in items] == [long, bridge]
    assert allsides.load(tmp_path, "dev") == []
    (tmp_path / "own.jsonl").write_text('{"text": "a"}\n{"body": "b"}\n')
    with pytest.raises(CorpusError, match="own.jsonl row 2: an article needs a text"):
        unlabeled.load(tmp_path / "own.jsonl")
