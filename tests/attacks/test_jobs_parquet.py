"""A Parquet file runs no code when it is read, whatever types are registered in the process."""

import os
import pickle
import subprocess
import sys

import pyarrow as pa
import pytest
from pyarrow import parquet

from stancekit.errors import InputError
from stancekit.jobs.input_files import find_input_files
from stancekit.jobs.readers import Reader
from stancekit.jobs.rows import Columns
from tests.support.job_files import texts


class Trap(pa.ExtensionType):
    """A type that records when it is created from a file."""

    created = []

    def __init__(self):
        super().__init__(pa.large_binary(), "stancekit.tests.trap")

    def __arrow_ext_serialize__(self):
        return b"payload"

    @classmethod
    def __arrow_ext_deserialize__(cls, storage_type, serialized):
        cls.created.append(serialized)
        return cls()


@pytest.fixture
def trap():
    pa.register_extension_type(Trap())
    Trap.created.clear()
    yield pa.ExtensionArray.from_storage(Trap(), pa.array([b"x"], pa.large_binary()))
    pa.unregister_extension_type("stancekit.tests.trap")


def write(path, **columns):
    parquet.write_table(pa.table(columns), path)
    Trap.created.clear()
    return path


def read(path, **roles):
    return list(Reader(find_input_files(path), Columns(**roles)))


@pytest.mark.parametrize("padding", range(6))  # moves the type's name within the groups of Base64
@pytest.mark.parametrize("is_registered", [True, False])
def test_extension_types_are_refused_with_the_name_of_the_column(trap, tmp_path, padding, is_registered):
    nested = pa.StructArray.from_arrays([trap], ["inner"])
    path = write(tmp_path / "a.parquet", **{"p" * (padding + 1): ["x"]}, body=trap, nested=nested, plain=["He won."])
    if not is_registered:
        pa.unregister_extension_type("stancekit.tests.trap")
    for name in ("body", "nested"):
        with pytest.raises(InputError, match=f"the column '{name}' of .*a.parquet has an Arrow extension type"):
            read(path, text=name)
        with pytest.raises(InputError, match=f"the column '{name}'"):
            read(path, text="plain", keep=(name,))
    assert [row.text for row in read(path, text="plain")] == ["He won."]
    assert Trap.created == []
    if is_registered:
        parquet.read_schema(path)
        assert Trap.created  # Arrow's own reader creates the type
    else:
        pa.register_extension_type(Trap())


def test_types_within_lists_and_maps_are_found(trap, tmp_path):
    listed = pa.ListArray.from_arrays(pa.array([0, 1], pa.int32()), trap)
    mapped = pa.MapArray.from_arrays(pa.array([0, 1], pa.int32()), pa.array(["k"]), trap)
    path = write(tmp_path / "a.parquet", text=["He won."], listed=listed, mapped=mapped)
    for name in ("listed", "mapped"):
        with pytest.raises(InputError, match=f"the column '{name}'"):
            read(path, keep=(name,))
    assert Trap.created == []


def test_other_columns_keep_their_types(trap, tmp_path):
    at = pa.array([0], pa.timestamp("us", "Europe/Berlin"))
    path = write(tmp_path / "a.parquet", text=["He won."], at=at, trap=trap)
    (row,) = read(path, keep=("at",))
    assert row.kept == {"at": "1970-01-01T01:00:00+01:00"}


def test_the_type_of_arrow_for_json_is_text(tmp_path):
    values = pa.array(['{"a": 1}'], pa.string())
    parquet.write_table(
        pa.table({"text": ["x"], "j": pa.ExtensionArray.from_storage(pa.json_(), values)}), tmp_path / "a"
    )
    try:
        rows = list(Reader(find_input_files(tmp_path / "a", format="parquet"), Columns(keep=("j",))))
    except InputError as error:
        assert "the column 'j'" in str(error)
    else:
        assert rows[0].kept == {"j": '{"a": 1}'}


def test_texts_across_the_boundary_of_the_footer_are_whole(tmp_path):
    expected = texts(5_000)
    parquet.write_table(pa.table({"text": expected}), tmp_path / "a.parquet", row_group_size=700, compression="none")
    assert [row.text for row in Reader(find_input_files(tmp_path / "a.parquet"), Columns())] == expected


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"PAR1PAR1", b"\xff\xff\xff\xffPAR1", b"PAR1" + b"x" * 100 + b"PAR1"]
)
def test_what_is_not_parquet_is_an_input_error(tmp_path, content):
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.parquet"):
        read(tmp_path / "a.parquet")


class Payload:
    """An object that leaves a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["arrow_pickled_object", "arrow_tensor"])
def test_the_types_of_ray_run_no_code(tmp_path, form, tiny_model_folder):
    pytest.importorskip("ray")
    payload = pickle.dumps(Payload(tmp_path / "ran"))
    metadata = {"ARROW:extension:name": f"ray.data.{form}", "ARROW:extension:metadata": payload}
    field = pa.field("text", pa.large_binary(), metadata=metadata)
    table = pa.Table.from_arrays([pa.array([payload], pa.large_binary())], schema=pa.schema([field]))
    parquet.write_table(table, tmp_path / "a.parquet")
    code = (
        "import ray.data; from stancekit import jobs\n"
        f"jobs.score({str(tmp_path / 'a.parquet')!r}, {str(tmp_path / 'out')!r}, model={str(tiny_model_folder)!r})"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "the column 'text'" in result.stderr and not (tmp_path / "ran").exists()
