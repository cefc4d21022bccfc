import json

from stancekit_training.corpora import mad_tsc
from stancekit_training.corpora.sentence import LabeledSentence, Target

from tests.support.corpus_files import write_file

TEXT = "Berg praised Okoro."


def row(start, end, polarity):
    target = {"from": start, "to": end, "mention": TEXT[start:end], "polarity": polarity}
    return json.dumps({"sentence_normalized": TEXT, "targets": [target]})


def test_rows_of_a_sentence_are_joined(tmp_path):
    rows = [row(13, 18, 6.0), row(0, 4, 4.0), row(13, 18, 6.0)]
    write_file(tmp_path / "mad_tsc" / "validation.jsonl", "\n".join(rows))
    targets = (Target(((0, 4),), "neutral"), Target(((13, 18),), "favor"))
    assert mad_tsc.load(tmp_path, "dev") == [LabeledSentence(TEXT, "mad_tsc", targets=targets)]
