"""`Model.score`: tables of every kind in, tables of the same kind out."""

import datetime
import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import stancekit
from stancekit.document import tables
from stancekit.errors import InputError, RowWarning
from stancekit.jobs import progress
from tests.support.job_files import read_table, texts, write_rows

ROWS = [
    {
        "url": f"u{number}",
        "body": text,
        "head": "The plan" if number % 2 else None,
        "label": number,
        "text": "not the article",
        "day": datetime.date(2025, 1, 1 + number),
    }
    for number, text in enumerate(texts(7))
]
ROWS[4]["body"] = None
OPTIONS = {"text": "body", "id": "url", "title": "head", "keep": ["label", "day"]}


def pandas_frame():
    frame = pd.DataFrame(ROWS, index=[f"i{number}" for number in range(len(ROWS))])
    return frame.assign(day=pd.to_datetime(frame["day"]).astype("datetime64[ns]"))


def hub_dataset():
    return pytest.importorskip("datasets").Dataset.from_list(ROWS)


KINDS = {
    "pandas": (pandas_frame, lambda table: table.to_dict("records")),
    "polars": (lambda: pl.DataFrame(ROWS), lambda table: table.to_dicts()),
    "arrow": (lambda: pa.Table.from_pylist(ROWS), lambda table: table.to_pylist()),
    "dataset": (hub_dataset, lambda table: table.to_list()),
    "list": (lambda: ROWS, list),
    "tuple": (lambda: tuple(ROWS), list),
}


def expected(model, level):
    """Return the rows of a level that single calls of the model give."""
    rows = []
    for row in ROWS:
        if row["body"] is not None:
            title = row["head"]
            text = f"{title}\n\n{row['body']}" if title else row["body"]
            document = model(stancekit.Text(text, id=row["url"], title=(0, len(title)) if title else None))
            kept = {"input_label": row["label"], "day": row["day"]}
            rows += [row | kept for row in tables.rows(document, level)]
    return rows


def comparable(row):
    """Return a row with equal missing values and dates, whatever library made it."""
    cells = {}
    for name, value in row.items():
        value = value.date() if hasattr(value, "date") else value
        value = list(value) if isinstance(value, list | tuple) or type(value).__name__ == "ndarray" else value
        is_missing = not isinstance(value, list) and (value is None or bool(pd.isna(value)))
        cells[name] = None if is_missing else pytest.approx(value) if isinstance(value, float) else value
    return cells


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_table_gives_the_rows_of_its_documents(model, kind):
    make, rows_of = KINDS[kind]
    table = make()
    with pytest.warns(RowWarning, match="1 of 7 rows could not be scored; Scores.errors lists them"):
        scores = model.score(table, **OPTIONS)
    by_level = {
        "document": scores.documents,
        "sentence": scores.sentences,
        "mention": scores.mentions,
        "actor": scores.actors,
    }
    for level, made in by_level.items():
        assert isinstance(made, type(table) if kind != "tuple" else list)
        assert [comparable(row) for row in rows_of(made)] == [comparable(row) for row in expected(model, level)]
    assert rows_of(scores.errors) == [{"row": 4, "id": "u4", "reason": "the row has no 'body'"}]
    assert (scores.rows, scores.bad) == (7, 1)
    assert repr(scores) == "<Scores: 6 of 7 rows scored; levels document, sentence, mention, actor>"


def test_kept_columns_keep_their_types_and_merge_back(model):
    frame = pandas_frame()
    with pytest.warns(RowWarning):
        scores = model.score(frame, **OPTIONS)
    assert scores.documents["day"].dtype == "datetime64[ns]" and scores.documents["input_label"].dtype == "int64"
    assert scores.sentences["opinion"].dtype == "float64" and scores.sentences["label"].dtype == "string"
    merged = frame.merge(scores.documents, left_on="url", right_on="id", suffixes=("", "_of_scores"))
    assert list(merged["input_label"]) == list(merged["label"]) == [0, 1, 2, 3, 5, 6]
    polars = pl.DataFrame(ROWS).with_columns(pl.col("url").cast(pl.Categorical))
    with pytest.warns(RowWarning):
        kept = model.score(polars, text="body", keep=["url", "day"], levels=["actor"]).actors
    assert kept.schema["url"] == pl.Categorical and kept.schema["day"] == pl.Date
    assert kept.schema["aliases"] == pl.List(pl.String)


def test_a_dataset_keeps_its_features_and_its_splits(model):
    datasets = pytest.importorskip("datasets")
    classes = datasets.ClassLabel(names=["left", "right"])
    features = datasets.Features({"text": datasets.Value("string"), "label": classes})
    dataset = datasets.Dataset.from_dict({"text": texts(6), "label": [0, 1] * 3}, features=features)
    parts = datasets.DatasetDict(train=dataset.select([5, 0, 3]), test=dataset.select([1]))
    scores = model.score(parts, keep=["label"], levels=["document", "mention"])
    assert isinstance(scores.documents, datasets.DatasetDict) and list(scores.documents) == ["train", "test"]
    assert scores.documents["train"].features["input_label"] == classes
    assert scores.documents["train"]["input_label"][:] == [1, 0, 1]
    assert scores.documents["train"]["id"][:] == ["0", "1", "2"] and scores.errors["test"].num_rows == 0
    assert (scores.rows, scores.bad) == (4, 0)
    with pytest.raises(InputError, match="take a part of it into a Dataset"):
        model.score(dataset.to_iterable_dataset())


def test_lists_hold_texts_and_texts_with_options(model):
    given = stancekit.Text("Anna Berg won.", id="given", mentions=[(0, 9)])
    with pytest.warns(RowWarning, match="3 of 6 rows"):
        scores = model.score(["The mayor lied.", given, stancekit.Text("He won."), 5, None, ["a"]])
    assert [row["id"] for row in scores.documents] == ["0", "given", "2"]
    assert any(row["given"] and row["text"] == "Anna Berg" for row in scores.mentions)
    assert [(row["row"], row["reason"]) for row in scores.errors] == [
        (3, "the text is of type int, expected a str"),
        (4, "the row has no 'text'"),
        (5, "the text is of type list, expected a str"),
    ]
    assert given.id == "given"


def test_a_column_of_texts_is_a_table(model):
    assert list(model.score(pd.Series(["He won."], name="body")).sentences["text"]) == ["He won."]
    assert model.score(pl.Series("body", ["He won."])).sentences["text"].to_list() == ["He won."]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_has_empty_tables_with_all_columns(model, kind):
    make, rows_of = KINDS[kind]
    table = make()
    empty = table.select([]) if kind == "dataset" else table[:0]
    scores = model.score(empty, **OPTIONS)
    assert rows_of(scores.sentences) == [] and rows_of(scores.errors) == []
    if kind in ("pandas", "polars"):
        assert list(scores.mentions.columns)[-2:] == ["input_label", "day"]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, "", "  ", "nan"])
def test_every_missing_text_is_an_error_of_its_row(model, missing):
    frame = pd.DataFrame({"text": pd.Series(["He won.", missing], dtype="object")})
    with pytest.warns(RowWarning):
        assert list(model.score(frame).errors["row"]) == [1]


def test_actors_and_languages_are_options(model):
    german = "Der Bürgermeister trat am Montag zurück. Seine Partei sprach von einer Schande für die Stadt."
    harbour = stancekit.Actor("harbour", id="Q1")
    with pytest.warns(RowWarning):
        scores = model.score(["The harbour is good.", german], actors=[harbour])
    assert "Q1" in {row["key"] for row in scores.mentions}
    assert "the text is in German" in scores.errors[0]["reason"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # the table has the language
        scores = model.score([german], any_language=True)
    assert scores.documents[0]["language"] == "de"


def test_a_known_language_is_not_detected(model):
    text = "Der Bürgermeister trat am Montag zurück. Seine Partei sprach von einer Schande für die Stadt."
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert model(text, language="en").language == "en"
    with pytest.warns(RowWarning):
        scores = model.score([stancekit.Text(text, language="en"), stancekit.Text("He won.", language="fr")])
    assert [row["language"] for row in scores.documents] == ["en"]
    assert "the text is in French" in scores.errors[0]["reason"]


def test_wikidata_ids_of_actors_become_keys(model):
    berg = stancekit.Actor("Anna Berg", kind="person", id="Q4711")
    scores = model.score([stancekit.Text("Anna Berg won. Berg lied.", actors=[berg])], levels=["mention", "actor"])
    assert {row["key"] for row in scores.mentions if row["given"]} == {"Q4711"}
    assert "Q4711" in {row["key"] for row in scores.actors}


@pytest.mark.parametrize(
    ("articles", "options", "error", "message"),
    [
        ("The mayor lied.", {}, TypeError, "For one text, call the model on it"),
        (iter(["a"]), {}, TypeError, "expected a DataFrame of pandas or polars"),
        (pl.LazyFrame({"text": ["a"]}), {}, InputError, "collect it first"),
        (pd.DataFrame([["a", "b"]], columns=["text", "text"]), {}, InputError, "unique column names"),
        (pd.DataFrame({"body": ["a"]}), {}, InputError, "has no column 'text'; its columns are body"),
        ([{"body": "a"}], {}, InputError, "the list has no column 'text'; its columns are body"),
        (["a"], {"keep": ["desk"]}, InputError, "the list has no dict"),
        (["a"], {"keep": "desk"}, TypeError, "expected a list of them"),
        (["a"], {"levels": ["word"]}, InputError, "valid levels: document, sentence, mention, actor"),
        (["a"], {"measured": "all"}, InputError, "measured is 'all'"),
    ],
)
def test_what_cannot_be_scored_is_an_error_that_says_why(model, articles, options, error, message):
    with pytest.raises(error, match=message):
        model.score(articles, **options)


def test_a_level_that_was_left_out_is_an_error(model):
    scores = model.score(["He won."], levels=["sentence"])
    assert list(scores.tables) == ["sentence"]
    with pytest.raises(InputError, match="the level mention was not scored: levels has only sentence"):
        scores.mentions  # noqa: B018


def test_the_progress_moves_with_every_row(model, monkeypatch):
    shown = []

    class Recorder(progress.SilentDisplay):
        def show(self, current):
            shown.append((current.rows, current.bad, current.share))

    monkeypatch.setattr("stancekit.tables.scoring.default_display", Recorder)
    with pytest.warns(RowWarning):
        model.score(["He won.", None, "She lost."], progress=True)
    assert shown == [(1, 0, pytest.approx(1 / 3)), (2, 1, pytest.approx(2 / 3)), (3, 1, 1.0)]


def test_a_job_writes_the_same_rows(model, score_rows, tmp_path):
    source = write_rows(tmp_path / "a.jsonl", 9, bad={3})
    score_rows(source, tmp_path / "out", keep=["desk"])
    with pytest.warns(RowWarning):
        scores = model.score(pd.read_json(source, lines=True), id="id", keep=["desk"])
    for level, table in scores.tables.items():
        written = [comparable(row) for row in read_table(tmp_path / "out", level)]
        assert [comparable(row) for row in table.to_dict("records")] == written


def test_neither_pandas_nor_pyarrow_is_needed_for_a_list(tiny_model_folder):
    code = (
        "import sys; sys.modules.update(pandas=None, pyarrow=None, datasets=None); import stancekit; "
        f"model = stancekit.load({str(tiny_model_folder)!r}); print(model.score(['He won.']).sentences[0]['text'])"
    )
    root = Path(__file__).parents[3]
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert result.stdout.strip() == "He won.", result.stderr
