"""The sentences that are written to be hard."""

import json

from stancekit.labels import OPINION, STANCE
from stancekit_training.audit.behavior import cases
from stancekit_training.corpora import hard
from stancekit_training.corpora.overlap import runs


def test_all_of_them_train_and_none_measures(tmp_path):
    items = hard.load(tmp_path, "train")
    assert len(items) == len(hard.SENTENCES.read_text(encoding="utf-8").splitlines()) >= 1000
    assert hard.load(tmp_path, "dev") == []


def test_labels_are_well_formed_and_names_stand_where_they_are_said_to(tmp_path):
    for item in hard.load(tmp_path, "train"):
        assert item.opinion in (None, *OPINION)
        for target in item.targets:
            ((start, end),) = target.spans
            assert target.stance in STANCE and item.text.count(item.text[start:end]) == 1


def test_they_share_neither_words_nor_actors_with_what_is_measured():
    measured = cases("open") + cases("frozen")
    forbidden = set().union(*(runs(case.text) for case in measured))
    names = {name for case in measured for name in case.stances}
    for line in hard.SENTENCES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert forbidden.isdisjoint(runs(row["text"])) and names.isdisjoint(row["stances"])
