"""Gold rows matched to scored units."""

import pandas
import pyarrow
import pytest

from stancekit.errors import InputError
from stancekit.validation import validate
from tests.support.coded_corpus import write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("scores"))


def only(rows, *columns):
    return [{column: row[column] for column in ("id", *columns, "gold")} for row in rows]


@pytest.mark.parametrize("columns", [("start", "end"), ("sentence",), ("text",), ("start", "end", "text")])
def test_a_sentence_is_identified_by(corpus, columns):
    gold = validate(corpus.folder, only(corpus.sentences[:96], *columns)).gold
    assert (gold.rows, gold.labels, gold.articles, gold.unmatched) == (96, 96, 8, ())


def test_a_mention_and_an_actor_are_identified(corpus):
    mentions = only(corpus.mentions[:96], "start", "end")
    assert validate(corpus.folder, mentions).gold.labels == 96
    by_name = [{"name": "Ana Roth", **row} for row in only(corpus.mentions[:96], "sentence")]
    assert validate(corpus.folder, by_name, by="outlet").gold.labels == 96
    result = validate(corpus.folder, corpus.actors, by="outlet")
    assert (result.target, result.gold.labels, result.calibration) == ("actor", 40, None)


def test_any_table_is_accepted(corpus):
    rows = only(corpus.sentences[:60], "sentence")
    frame = pandas.DataFrame(rows)
    frame.loc[0, "sentence"] = float("nan")  # which makes the column one of floats
    results = [validate(corpus.folder, table).gold.labels for table in (rows, frame, pyarrow.Table.from_pylist(rows))]
    assert results == [60, 59, 60]
    with pytest.raises(TypeError, match="a gold row is of type str, expected a mapping"):
        validate(corpus.folder, ["opinion"])


def test_each_row_that_does_not_match_has_a_reason(corpus):
    rows = only(corpus.sentences[:60], "start", "end", "text")
    faulty = [
        {**rows[0], "gold": ""},
        {**rows[0], "gold": "maybe"},
        {**rows[0], "id": None},
        {**rows[0], "id": "b1"},
        {**rows[0], "end": 7, "text": ""},
        {**rows[0], "start": 2000, "end": 2010, "text": "A caption."},
        {**rows[0], "text": "Another sentence."},
        {"id": "a0", "gold": "opinion"},
        {**rows[0], "probability": "2"},
    ]
    probable = [{**row, "probability": 0.5} for row in rows[1:]]
    gold = validate(corpus.folder, faulty + probable).gold
    assert (gold.labels, gold.rows) == (59, 68)
    assert [(each.reason, each.examples) for each in gold.unmatched] == [
        ("no label yet", (1,)),
        ("the label 'maybe' is none of reported_fact, opinion", (2,)),
        ("no id of the article", (3,)),
        ("no scored article has its id", (4,)),
        ("the sentence with its start and end is not in the article", (5,)),
        ("the sentence with its start and end is not measured, such as a caption or a byline", (6,)),
        ("its text differs from the scored text: is it of another version of the article?", (7,)),
        ("nothing says which sentence it codes: start and end or sentence or text", (8,)),
        ("the inclusion probability '2' is not above 0 and at most 1", (9,)),
    ]


def test_a_sentence_that_moved_is_identified_by_its_text(corpus):
    moved = [{**row, "start": row["start"] + 5} for row in only(corpus.sentences[:60], "start", "end", "text")]
    assert validate(corpus.folder, moved).gold.labels == 60


def test_the_majority_of_several_coders_counts(corpus):
    rows = only(corpus.sentences[:60], "sentence")
    other = {"opinion": "reported_fact", "reported_fact": "opinion"}
    second = [{**row, "gold": row["gold"] if index >= 6 else other[row["gold"]]} for index, row in enumerate(rows)]
    gold = validate(corpus.folder, rows + second).gold
    assert (gold.labels, gold.repeated) == (54, 60)
    assert gold.unmatched[0].reason == "the codes of one unit have no majority" and gold.unmatched[0].rows == 12
    assert 0.7 < gold.coders_alpha < 0.85
    third = validate(corpus.folder, rows + second + rows).gold
    assert (third.labels, third.unmatched) == (60, ())


@pytest.mark.parametrize(
    ("labels", "target"),
    [
        (("0", "1"), "opinion"),
        (("Reported fact", "OPINION"), "opinion"),
        (("neutral", "biased"), "bias"),
        (("non-biased", "biased"), "bias"),
    ],
)
def test_labels_have_several_spellings(corpus, labels, target):
    names = {"reported_fact": labels[0], "opinion": labels[1]}
    rows = [{**row, "gold": names[row["gold"]]} for row in only(corpus.sentences[:120], "sentence")]
    result = validate(corpus.folder, rows, target=target if labels == ("0", "1") else None)
    assert (result.target, result.gold.labels) == (target, 120)


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ([], {}, "the gold has no row"),
        ([{"id": "a0", "label": "opinion"}], {}, "no column 'gold'; its columns are id, label. Name the column"),
        ([{"article": "a0", "gold": "opinion"}], {}, "no column 'id'; its columns are article, gold"),
        ([{"id": "a0", "sentence": 1, "gold": ""}], {}, "the column 'gold' of the gold is empty: fill in the labels"),
        ([{"id": "a0", "sentence": 1, "gold": "yes"}], {}, "no gold label is known; the first are 'yes'"),
        ([{"id": "a0", "sentence": 1, "gold": "0"}], {}, "'0' fit several targets: pass target"),
        ([{"id": "a0", "sentence": 1, "gold": "neutral"}], {}, "one of bias, stance"),
        ([{"id": "b0", "sentence": 1, "gold": "opinion"}], {}, "none of the 1 gold rows .* 1 rows: no scored article"),
        (
            [{"id": "a0", "sentence": i, "gold": "opinion"} for i in (1, 2)],
            {},
            "2 sentences have a gold label, at least",
        ),
        (
            [{"id": "a0", "sentence": i, "gold": "opinion"} for i in range(11)],
            {},
            "labels are in 1 articles, at least 5",
        ),
        (
            [{"id": f"a{i}", "sentence": 1, "gold": "opinion"} for i in range(11)],
            {},
            "all 11 gold labels are opinion: code sentences until some are reported_fact",
        ),
        ([{"id": "a0", "sentence": 1, "gold": "opinion"}], {"margin": 0}, "margin is 0, expected more than 0"),
        ([{"id": "a0", "sentence": 1, "gold": "opinion"}], {"by": "author"}, "has no column 'author'"),
        ([{"id": "a0", "sentence": 1, "gold": "favor"}], {"actor": "Nobody"}, "no actor has the key or the name"),
    ],
)
def test_gold_that_says_too_little_is_an_error(corpus, rows, options, message):
    with pytest.raises(InputError, match=message):
        validate(corpus.folder, rows, **options)


def test_probabilities_of_another_population_are_doubted(corpus):
    rows = corpus.sentences[::4]
    fitting, other = ([{**row, "probability": p} for row in rows] for p in ("0,25", "0.9"))
    assert validate(corpus.folder, fitting).gold.warning is None
    assert validate(corpus.folder, [{**row, "gold": ""} for row in fitting[:60]] + fitting[60:]).gold.warning is None
    assert (
        "inverse probabilities sum to 133, but there are 480 sentences" in validate(corpus.folder, other).gold.warning
    )


def test_some_probabilities_are_not_enough(corpus):
    rows = [{**row, "probability": "" if index else 0.5} for index, row in enumerate(corpus.sentences[:60])]
    with pytest.raises(InputError, match="59 of 60 gold rows have no 'probability', such as row 2"):
        validate(corpus.folder, rows)
