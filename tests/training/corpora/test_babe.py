from stancekit_training.corpora import babe

from tests.support.corpus_files import write_file


def test_labels(tmp_path):
    rows = [
        "text;news_link;outlet;topic;type;label_bias;label_opinion;biased_words",
        "The plan passed.;;;;;Non-biased;Entirely factual;[]",
        "The reckless plan passed.;;;;;Biased;Expresses writer’s opinion;['reckless']",
        '"A ""plan""; a bad one.";;;;;Biased;Somewhat factual but also opinionated;[]',
        "They met.;;;;;No agreement;No agreement;[]",
    ]
    write_file(tmp_path / "babe" / babe.FILE, "\ufeff" + "\n".join(rows) + "\n")
    items = {item.text: item for split in ("train", "dev") for item in babe.load(tmp_path, split)}
    assert {text: (item.opinion, item.bias) for text, item in items.items()} == {
        "The plan passed.": ("reported_fact", "neutral"),
        "The reckless plan passed.": ("opinion", "biased"),
        'A "plan"; a bad one.': ("opinion", "biased"),
        "They met.": (None, None),
    }


def test_every_occurrence_of_a_biased_word_is_loaded(tmp_path):
    rows = [
        "text;label_bias;label_opinion;biased_words",
        "A Reckless, reckless plan.;Biased;Entirely factual;['reckless']",
        "No plan.;Biased;Entirely factual;['zany']",
    ]
    write_file(tmp_path / "babe" / babe.FILE, "\ufeff" + "\n".join(rows) + "\n")
    items = {item.text: item.loaded for split in ("train", "dev") for item in babe.load(tmp_path, split)}
    assert items == {"A Reckless, reckless plan.": ((2, 10), (12, 20)), "No plan.": ()}
