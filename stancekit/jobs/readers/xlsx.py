"""Read the sheets of an Excel workbook with `openpyxl`: in each a header, then one row for each record."""

import io
from collections.abc import Iterator
from typing import Any

from stancekit.errors import InputError
from stancekit.extras import import_extra
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.rows import Columns, Record


def read_records(content: bytes, file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield the records of the sheets that have the columns; empty rows are skipped.

    Raises:
        InputError: the file is damaged, or no sheet has the columns.
        ImportError: openpyxl is missing; the extra `office` installs it.
    """
    openpyxl = import_extra("openpyxl", need="reading XLSX needs openpyxl", extra="office")
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # a damaged archive raises errors of many classes
        raise InputError(f"{file.path} is a damaged XLSX file: {str(error).rstrip('.')}.") from error
    sheets = [(sheet, _header(sheet)) for sheet in workbook.worksheets]
    sheets = [(sheet, header) for sheet, header in sheets if any(header)]
    readable = [(sheet, header) for sheet, header in sheets if set(columns.names).issubset(header)]
    for _, header in readable or sheets[:1]:
        columns.check(header, file.path)
    for sheet, header in readable:
        for cells in sheet.iter_rows(min_row=2, values_only=True):
            if any(cell is not None for cell in cells):
                padded = (*cells, *[None] * (len(header) - len(cells)))
                yield {name: cell for name, cell in zip(header, padded, strict=False) if name}


def _header(sheet: Any) -> list[str]:
    first = next(sheet.iter_rows(max_row=1, values_only=True), ())
    return ["" if cell is None else str(cell).strip() for cell in first]
