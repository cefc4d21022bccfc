"""Reports on tables that stancekit did not write: an error of one line that names the file, never a traceback."""

import os
import shutil
import time

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from stancekit.cli import app
from stancekit.comparison import compare
from stancekit.document.tables import COLUMNS
from stancekit.errors import InputError
from stancekit.report import comparison_page
from tests.support.score_tables import write_scores

ROWS = 6  # of a part file
PART = "part-000000.parquet"
DAMAGED = pa.Array.from_buffers(
    pa.string(), ROWS, [None, pa.py_buffer(np.arange(ROWS + 1, dtype=np.int32)), pa.py_buffer(b"\xff" * ROWS)]
)
VALUES = {
    "string": pa.array(["x"] * ROWS),
    "int64": pa.array([1] * ROWS),
    "double": pa.array([0.5] * ROWS),
    "null": pa.nulls(ROWS),
    "empty text": pa.nulls(ROWS, pa.string()),
    "damaged text": DAMAGED,
    "list": pa.array([["a"]] * ROWS),
    "struct": pa.array([{"a": 1}] * ROWS),
    "binary": pa.array([b"\xff\x00"] * ROWS),
    "bool": pa.array([True] * ROWS),
    "nan": pa.array([float("nan")] * ROWS),
    "infinity": pa.array([float("inf")] * ROWS),
    "negative": pa.array([-5] * ROWS),
    "huge": pa.array([1e308] * ROWS),
    "decimal": pa.array(["1.5"] * ROWS).cast(pa.decimal128(5, 2)),
    "time": pa.array([1] * ROWS, pa.timestamp("us", "Europe/Berlin")),
    "dictionary": pa.array(["x"] * ROWS).dictionary_encode(),
    "large_string": pa.array(["2024-01-01"] * ROWS, pa.large_string()),
}
READ = {
    "document": ("sentences", "opinion_share", "bias_share", "outlet", "date"),
    "actor": ("key", "name", "mentions", "score", "voice", "outlet", "date"),
    "mention": ("id", "sentence", "key", "score", "outlet"),
    "sentence": ("id", "sentence", "text"),
}
TYPES = {(level, column.name): column for level, columns in COLUMNS.items() for column in columns}


def fits(level, column, name):
    known = TYPES.get((level, column))
    is_optional = (known is None or known.nullable) and name == "empty text"
    return name == (known.type if known else "string") or is_optional


CASES = [
    (level, column, name)
    for level, columns in READ.items()
    for column in columns
    for name in VALUES
    if not fits(level, column, name)
]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Tables with a contrast, so that all of them are read."""
    articles = [
        {"outlet": outlet, "date": f"2024-01-0{day}", "stances": {"Ana Roth": [side * 0.8 - 0.01 * day]}}
        for outlet, side in (("North", 1), ("South", -1))
        for day in range(1, 7)
    ]
    return write_scores(tmp_path_factory.mktemp("scores"), articles)


@pytest.fixture
def folder(written, tmp_path):
    return shutil.copytree(written, tmp_path / "scores")


def replace(folder, level, column, values):
    """Replace a column of the first part of a table."""
    path = folder / level / PART
    table = parquet.read_table(path, partitioning=None)
    values = pa.concat_arrays([values] * (len(table) // ROWS + 1)).slice(0, len(table))
    parquet.write_table(table.set_column(table.schema.names.index(column), column, values), path)


def refusal(folder):
    with pytest.raises(InputError) as raised:
        compare(folder, by="outlet", over="date")
    assert "\n" not in str(raised.value) and len(str(raised.value)) < 1000
    return str(raised.value)


@pytest.mark.parametrize(("level", "column", "name"), CASES)
def test_values_of_another_kind(folder, level, column, name):
    replace(folder, level, column, VALUES[name])
    message = refusal(folder)
    assert f"{level}/{PART}" in message
    assert f"column {column!r}" in message or "damaged" in name and "UTF8" in message


def test_all_tables_are_read(folder):
    assert compare(folder, by="outlet", over="date").contrasts[0].better.examples


def test_the_command_prints_one_line(folder, tmp_path):
    replace(folder, "actor", "score", VALUES["nan"])
    shown = CliRunner().invoke(app, ["report", str(folder), "--by", "outlet", "-o", str(tmp_path / "page.html")])
    assert shown.exit_code == 1 and shown.stderr.count("\n") == 1 and isinstance(shown.exception, SystemExit)
    assert f"actor/{PART}: column 'score' has the value nan, expected -1 to 1" in shown.stderr
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1 x", b"\xff\xff\xff\x7fPAR1", b"x" * 100_000])
def test_files_that_are_not_parquet(folder, content):
    (folder / "document" / PART).write_bytes(content)
    assert f"document/{PART} cannot be read as Parquet" in refusal(folder)


def test_damaged_files(folder):
    path = folder / "document" / PART
    content = path.read_bytes()
    random = np.random.default_rng(0)
    for _ in range(60):
        start = int(random.integers(4, len(content) - 40))
        path.write_bytes(content[:start] + random.bytes(30) + content[start + 30 :])
        try:
            compare(folder, by="outlet", over="date")
        except InputError as error:
            assert "\n" not in str(error)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_pipes_and_folders_are_no_tables(folder):
    os.mkfifo(folder / "document" / "part-000009.parquet")
    assert "part-000009.parquet cannot be read as Parquet: it is not a file" in refusal(folder)
    (folder / "document" / "part-000009.parquet").unlink()
    (folder / "document" / "part-000009.parquet").mkdir()
    assert "it is not a file" in refusal(folder)


def test_a_column_that_occurs_twice(folder):
    path = folder / "document" / PART
    table = parquet.read_table(path, partitioning=None)
    parquet.write_table(table.append_column("outlet", VALUES["string"]), path)
    assert "column 'outlet' occurs 2 times" in refusal(folder)


@pytest.mark.parametrize(
    ("entry", "message"), [(b"\xff", "an older"), (b"9" * 9999, "a newer"), ("２".encode(), "an older")]
)
def test_hostile_metadata(folder, entry, message):
    path = folder / "document" / PART
    table = parquet.read_table(path, partitioning=None)
    parquet.write_table(table.replace_schema_metadata({"stancekit.format": entry}), path)
    assert f"was written by {message} stancekit" in refusal(folder)


class Registered(pa.ExtensionType):
    created = 0

    def __init__(self):
        super().__init__(pa.string(), "stancekit.test")

    def __arrow_ext_serialize__(self):
        return b""

    @classmethod
    def __arrow_ext_deserialize__(cls, storage_type, serialized):
        cls.created += 1
        return cls()


@pytest.mark.parametrize("column", ["outlet", "unused", "nested"])
def test_extension_types_are_refused_and_not_created(folder, column):
    path = folder / "document" / PART
    table = parquet.read_table(path, partitioning=None)
    extension = pa.ExtensionArray.from_storage(Registered(), VALUES["string"])
    values = pa.StructArray.from_arrays([extension], ["inner"]) if column == "nested" else extension
    table = table.drop_columns(["outlet"]).append_column("outlet" if column == "outlet" else column, values)
    parquet.write_table(table, path)
    pa.register_extension_type(Registered())
    try:
        message = refusal(folder)
    finally:
        pa.unregister_extension_type("stancekit.test")
    assert Registered.created == 0 and "has an Arrow extension type" in message
    assert repr(column) in message


def test_tables_without_a_row(folder):
    for path in folder.rglob("*.parquet"):
        parquet.write_table(parquet.read_table(path, partitioning=None).slice(0, 0), path)
    assert refusal(folder) == "the table document has no article."


@pytest.mark.parametrize("by", ["sentences", "opinion_share", "loaded"])
def test_groups_are_text(folder, by):
    with pytest.raises(InputError, match="numbers, expected text|no column 'loaded'"):
        compare(folder, by=by)


def test_each_article_can_be_a_group(folder):
    assert len(compare(folder, by="id").groups) == 12


def test_long_names_are_cut(folder):
    for level in ("document", "actor", "mention"):
        replace(folder, level, "outlet", pa.array(["y" * 1_000_000] * ROWS))
    page = comparison_page.to_html(compare(folder, by="outlet", over="date"), title="x" * 1_000_000)
    assert len(page) < 200_000 and "yyy…" in page


def test_comparisons_are_linear(tmp_path):
    def seconds(size):
        articles = [{"outlet": f"o{n}", "date": "2024-01-01", "stances": {f"Name {n}": [0.5]}} for n in range(size)]
        folder = write_scores(tmp_path / str(size), articles)
        times = []
        for _ in range(3):
            began = time.process_time()
            compare(folder, by="outlet", over="date")
            times.append(time.process_time() - began)
        return min(times)

    assert seconds(8000) < 6 * seconds(2000)
