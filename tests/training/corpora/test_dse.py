import pytest
from stancekit_training.corpora import dse
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.errors import CorpusError

from tests.support.corpus_files import write_file


def test_the_target_of_a_sentiment_is_kept(tmp_path):
    rows = [
        "[Berg] met [Okoro].\tBerg\tOkoro\t0",
        '"[Berg] praised the ""bold"" [Okoro]s."\tBerg\tOkoro\t1',
        "[Berg] was blamed by [Okoro].\tBerg\tOkoro\t4",
    ]
    write_file(tmp_path / "dse" / dse.FILE, "\n".join(rows) + "\n")
    assert dse.load(tmp_path, "train") == [
        LabeledSentence('Berg praised the "bold" Okoros.', "dse", targets=(Target(((24, 29),), "favor"),)),
        LabeledSentence("Berg was blamed by Okoro.", "dse", targets=(Target(((0, 4),), "against"),)),
    ]
    assert dse.load(tmp_path, "dev") == []


def test_brackets_are_checked(tmp_path):
    write_file(tmp_path / "dse" / dse.FILE, "[Berg] praised Okoro.\tBerg\tOkoro\t1\n")
    with pytest.raises(CorpusError, match="row 1: 1 entities in brackets"):
        dse.load(tmp_path, "train")
