import json

from stancekit_training.audit.behavior import load_cases
from stancekit_training.corpora import hard
from stancekit_training.corpora.overlap import ngrams

from stancekit.labels import OPINION, STANCE


def test_the_splits_of_the_sentences(tmp_path):
    train, development = hard.load(tmp_path, "train"), hard.load(tmp_path, "dev")
    assert len(train) + len(development) == len(hard.SENTENCES.read_text(encoding="utf-8").splitlines())
    assert len(train) >= hard.TRAINING_ALONE and 100 < len(development) < 2000


def test_labels_are_valid_and_names_are_in_the_text(tmp_path):
    for item in hard.load(tmp_path, "train"):
        assert item.opinion in (None, *OPINION)
        for target in item.targets:
            names = {item.text[start:end] for start, end in target.spans}
            assert target.stance in STANCE and len(names) == 1


def test_no_overlap_with_the_audit_in_words_or_actors():
    measured = load_cases("open") + load_cases("frozen")
    forbidden = set().union(*(ngrams(case.text) for case in measured))
    names = {name for case in measured for name in case.stances}
    for line in hard.SENTENCES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert forbidden.isdisjoint(ngrams(row["text"])) and names.isdisjoint(row["stances"])
