"""Labels of your own in every format, with columns of other names, split by article."""

import csv
import json
from collections import Counter

import pyarrow as pa
import pytest
from datasets import ClassLabel, Dataset, DatasetDict, Features, Value
from pyarrow import parquet
from stancekit_training.corpora import custom
from stancekit_training.corpora.own_rows import Columns, read_file
from stancekit_training.corpora.sentence import LabeledAttribution, LabeledSentence, Target
from stancekit_training.corpora.split import split_articles
from stancekit_training.errors import CorpusError
from stancekit_training.settings import MixtureEntry

from stancekit.annotation import write_labels
from tests.support.annotated_sentences import TEXT, harbor_sentence, span_of

ROWS = [
    {"sentence": "Roth lied to Vogt.", "verdict": "1", "stance": "-1", "target": "Roth", "url": "a"},
    {"sentence": "Roth lied to Vogt.", "verdict": "1", "stance": "1", "target": "Vogt", "url": "a"},
    {"sentence": "It rained.", "verdict": "0", "stance": None, "target": None, "url": "b"},
]
COLUMNS = {"text": "sentence", "opinion": "verdict", "article": "url"}
VALUES = {"opinion": {"0": "reported_fact", "1": "opinion"}, "stance": {"-1": "against", "1": "favor"}}
EXPECTED = [
    LabeledSentence(
        "Roth lied to Vogt.",
        "mine",
        opinion="opinion",
        targets=(Target(((0, 4),), "against"), Target(((13, 17),), "favor")),
    ),
    LabeledSentence("It rained.", "mine", opinion="reported_fact"),
]


def write_table(path, rows, delimiter):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def write_csv(path, rows):
    write_table(path, rows, ",")


def write_tsv(path, rows):
    write_table(path, rows, "\t")


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def write_parquet(path, rows):
    numbers = [{**row, "verdict": float(row["verdict"])} for row in rows]  # as a table with gaps has them
    parquet.write_table(pa.Table.from_pylist(numbers), path)


@pytest.mark.parametrize("write", [write_csv, write_tsv, write_jsonl, write_parquet])
def test_every_format_gives_the_same_sentences(write, tmp_path):
    path = tmp_path / f"mine.{write.__name__.removeprefix('write_')}"
    write(path, ROWS)
    entry = MixtureEntry(train=path, columns=COLUMNS, values=VALUES, dev_share=0.0)
    assert custom.load_parts(entry, "mine") == {"train": EXPECTED}


def test_a_saved_dataset_dict(tmp_path):
    features = Features(
        {
            "sentence": Value("string"),
            "verdict": ClassLabel(names=["reported_fact", "opinion"]),
            "url": Value("string"),
            "stance": Value("string"),
            "target": Value("string"),
        }
    )
    rows = {name: [row[name] for row in ROWS] for name in features}
    rows["verdict"] = [int(each) for each in rows["verdict"]]
    whole = Dataset.from_dict(rows, features=features)
    DatasetDict(train=whole, validation=whole, test=whole.select([2])).save_to_disk(tmp_path / "saved")
    entry = MixtureEntry(dataset=str(tmp_path / "saved"), columns=COLUMNS, values={"stance": VALUES["stance"]})
    assert custom.load_parts(entry, "mine") == {"train": EXPECTED, "dev": EXPECTED, "test": EXPECTED[1:]}


def test_a_data_set_by_its_name(tmp_path):
    folder = tmp_path / "owner"
    folder.mkdir()
    write_csv(folder / "train.csv", ROWS)
    entry = MixtureEntry(dataset=str(folder), columns=COLUMNS, values=VALUES, dev_share=0.0)
    assert custom.load_parts(entry, "mine") == {"train": EXPECTED}
    with pytest.raises(CorpusError, match="corpus mine: the data set owner/absent cannot be loaded"):
        custom.load_parts(MixtureEntry(dataset="owner/absent"), "mine")


def test_labels_that_were_imported(tmp_path):
    write_labels([harbor_sentence(is_reviewed=True)], tmp_path / "labels.jsonl")
    (sentence,) = custom.load(tmp_path / "labels.jsonl", "mine")
    assert (sentence.text, sentence.opinion, sentence.bias) == (TEXT, "opinion", "biased")
    assert {(target.spans[0], target.stance) for target in sentence.targets} == {
        (span_of("Mayor Roth 🙂"), "against"),
        (span_of("Vogt"), "favor"),
        (span_of("she"), "favor"),
    }
    assert sentence.actors == ((*span_of("Mayor Roth 🙂"), "person"), (*span_of("Vogt"), "person"))
    pieces = tuple(sorted([span_of("🚢 Mayor Roth 🙂"), span_of("the port")]))
    assert sentence.attributions == (LabeledAttribution((span_of("Vogt"),), (span_of("says"),), pieces),)
    assert sentence.loaded == (span_of("ruined"),)


def test_nothing_found_is_not_nothing_sought(tmp_path):
    path = tmp_path / "mine.jsonl"
    write_jsonl(path, [{"text": "It rained.", "actors": []}, {"text": "It snowed.", "opinion": "reported_fact"}])
    sought, not_sought = custom.load(path, "mine")
    assert sought.actors == () and not_sought.actors is None


def article_rows(count):
    return [
        {"text": f"Sentence {number} of {number % 40}.", "bias": "neutral", "article": f"a{number % 40}"}
        for number in range(count)
    ]


def test_articles_are_split_whole(tmp_path):
    write_csv(tmp_path / "mine.csv", article_rows(400))
    parts = custom.load_parts(MixtureEntry(train=tmp_path / "mine.csv", test_share=0.2), "mine")
    assert {part: len(sentences) for part, sentences in parts.items()} == {"train": 260, "dev": 60, "test": 80}
    articles = [{each.text.rpartition(" ")[2] for each in sentences} for sentences in parts.values()]
    assert sum(map(len, articles)) == len(set.union(*articles)) == 40


def test_a_file_is_not_split_again(tmp_path):
    for part in ("train", "dev"):
        write_csv(tmp_path / f"{part}.csv", article_rows(40))
    entry = MixtureEntry(train=tmp_path / "train.csv", dev=tmp_path / "dev.csv")
    assert {part: len(each) for part, each in custom.load_parts(entry, "mine").items()} == {"train": 40, "dev": 40}


def test_the_order_of_articles_changes_no_part_and_no_part_is_empty():
    articles = [f"article {number}" for number in range(500)]
    first = split_articles(articles, {"dev": 0.2, "test": 0.1})
    assert Counter(first.values()) == {"train": 350, "dev": 100, "test": 50}
    assert split_articles(reversed(articles), {"dev": 0.2, "test": 0.1}) == first
    assert set(split_articles(["a", "b", "c"], {"dev": 0.01, "test": 0.01}).values()) == {"train", "dev", "test"}
    assert split_articles(["a"], {"dev": 0.01}) == {"a": "train"}


def test_every_fault_of_a_table_is_listed_with_its_row(tmp_path):
    rows = [
        {"text": "Roth won.", "stance": "favor", "target": "Vogt", "target_start": "", "target_end": ""},
        {"text": "Roth won.", "stance": "good", "target": "", "target_start": "0", "target_end": "4"},
        {"text": "Roth won.", "stance": "favor", "target": "", "target_start": "", "target_end": ""},
        {"text": "Roth won.", "stance": "favor", "target": "", "target_start": "0.0", "target_end": "99"},
        {"text": "", "stance": "favor", "target": "Roth", "target_start": "", "target_end": ""},
        {"text": "Roth won.", "stance": "", "target": "", "target_start": "", "target_end": ""},
    ]
    write_csv(tmp_path / "mine.csv", rows)
    with (tmp_path / "mine.csv").open("a") as file:
        file.write("Roth won.,favor\n")
    with pytest.raises(CorpusError) as raised:
        custom.load(tmp_path / "mine.csv", "mine")
    message = str(raised.value)
    for expected in (
        "mine.csv has 7 faults",
        "row 1: target 'Vogt' occurs 0 times in the text",
        "row 2: stance is 'good', expected one of against, neutral, favor",
        "row 3: stance has no target",
        "row 4: target (0, 99) lies outside the text",
        "row 5: text is None",
        "row 6: no label",
        "row 7: it has another number of cells",
    ):
        assert expected in message


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("mine.csv", "a,b\n1,2\n", "has no column 'text' for 'text'; its columns are a, b. Name it in the recipe"),
        ("mine.xml", "", "unknown format '.xml'; known ones are .jsonl, .csv, .tsv, .parquet"),
        ("mine.parquet", "no", "cannot be read as Parquet"),
        ("mine.csv", "text,bias\n", "has no rows"),
        ("mine.csv", 'text,bias\n"a\n', "cannot be read"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, name, content, message):
    (tmp_path / name).write_text(content)
    with pytest.raises(CorpusError) as raised:
        custom.load(tmp_path / name, "mine")
    assert message in str(raised.value)


def test_a_column_that_the_recipe_names_must_exist(tmp_path):
    write_csv(tmp_path / "mine.csv", ROWS)
    with pytest.raises(CorpusError, match="has no column 'absent' for 'bias'"):
        list(read_file(tmp_path / "mine.csv", Columns({"text": "sentence", "bias": "absent"}), ["text", "bias"]))
