"""The schema of a Parquet file, read without its extension types."""

from pathlib import Path
from typing import Any

from pyarrow import fs, parquet

from stancekit.inputs.parquet_source import ParquetSource, extension_columns


def read_schema(path: Path) -> tuple[Any, list[str]]:
    """Return the schema of a file, and the names of the columns that have an extension type.

    Raises:
        ArrowInvalid: the file is not Parquet.
        OSError: it cannot be read.
    """
    with ParquetSource(fs.LocalFileSystem().open_input_file(str(path))) as source:
        schema = parquet.read_schema(source)
    return schema, extension_columns(schema)
