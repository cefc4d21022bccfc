"""The comparison of the articles of a table, which is scored into a folder that lasts as long as the request."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import parquet

from stancekit.comparison import Comparison, compare
from stancekit.document.records import Document
from stancekit.document.tables import LEVELS, TABLE_FORMAT
from stancekit.errors import InputError
from stancekit.inputs.actor import ActorList
from stancekit.inputs.article import Article
from stancekit.inputs.json_articles import SYNONYMS
from stancekit.inputs.text import Text
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.readers.content import read_content
from stancekit.jobs.row_scorer import text_of
from stancekit.jobs.rows import Columns, Record, Row, row_of
from stancekit.jobs.writers import encode_rows, schema
from stancekit.language.detection import check_language
from stancekit.report.sanitizing import shorten
from stancekit.serve.articles import Analyst
from stancekit.serve.problems import Problem
from stancekit.serve.uploads import Upload
from stancekit.serve.work_queue import Deadline

FAULTS_SHOWN = 3
KEYS_SHOWN = 30
_drawing = threading.Lock()  # matplotlib's settings belong to the whole process


class AllColumns(Columns):
    """Stands for all columns of a table, whichever they are: they are chosen when its records are known."""

    @property
    def names(self) -> list[str]:
        """No column that a table must have."""
        return []


class ArticleTable:
    """The articles of an upload."""

    def __init__(self, analyst: Analyst, upload: Upload, articles: Sequence[Article]) -> None:
        """Read the records of a table, and choose its columns.

        Args:
            analyst: analyzes the articles.
            upload: the table.
            articles: the articles of the upload, if its format is no table.

        Raises:
            InputError: it cannot be read, or lacks a column.
            Problem: it has too many articles.
        """
        self._analyst, self._upload = analyst, upload
        records: Iterable[Record] = articles or read_content(
            upload.content, InputFile(upload.label, upload.format), AllColumns()
        )
        self._records = list(islice(records, analyst.limits.articles + 1))
        analyst.check_count(len(self._records))
        keys = dict.fromkeys(key for record in self._records for key in _keys(record))
        self._keys = list(keys)
        text = self._usual("text")
        self._by = self._named(upload.by) or self._usual("outlet")
        self._over = self._named(upload.over) or self._usual("date")
        if text is None:
            raise InputError(
                f"{upload.label} has no column with a usual name of the text, such as text, body or content; its "
                f"columns are {self._listed()}."
            )
        kept = dict.fromkeys(name for name in (self._by, self._over) if name is not None)
        self._columns = Columns(text=text, title=self._usual("title"), keep=tuple(kept))

    def page(self, actors: ActorList, deadline: Deadline, notes: list[str]) -> str:
        """Return the page of the comparison, or of the only article.

        Args:
            actors: the actors to look for.
            deadline: the deadline of the request.
            notes: gets a note about articles that could not be analyzed.

        Raises:
            InputError: no article can be analyzed, or the dates are no dates.
            Problem: a text is too long, or the time is over.
        """
        rows = self._rows()
        faults: list[str] = []
        kept: list[Mapping[str, str | None]] = []
        texts = list(self._texts(rows, actors, kept, faults))
        if not texts:
            raise InputError(f"{self._upload.label} has no article that can be analyzed: {'; '.join(faults[:1])}.")
        if faults:
            notes.append(
                f"{len(faults)} of {len(rows)} articles could not be analyzed: {'; '.join(faults[:FAULTS_SHOWN])}"
                f"{' and others' if len(faults) > FAULTS_SHOWN else ''}."
            )
        documents = list(self._analyst.documents(texts, deadline))
        if len(documents) == 1:
            return documents[0].to_html()
        with TemporaryDirectory(prefix="stancekit-") as folder:
            self._write(Path(folder), documents, kept)
            comparison = self._compare(folder, notes)
        with _drawing:
            return comparison.to_html(self._upload.label)

    def _rows(self) -> list[Row]:
        return [row_of(record, self._columns, number=number) for number, record in enumerate(self._records, start=1)]

    def _texts(
        self,
        rows: Iterable[Row],
        actors: ActorList,
        kept: list[Mapping[str, str | None]],
        faults: list[str],
    ) -> Iterator[Text]:
        """Yield the texts of rows, whose kept columns go to `kept`; the faults of the others go to `faults`."""
        for row in rows:
            try:
                text = text_of(row, actors)
                self._analyst.check_length(len(text.text))
                check_language(text.text)
            except (InputError, Problem) as error:
                faults.append(f"article {row.number}, {shorten(str(error)).rstrip('.')}")
            else:
                kept.append(row.kept)
                yield text

    def _write(self, folder: Path, documents: Sequence[Document], kept: Sequence[Mapping[str, str | None]]) -> None:
        """Write the tables as `stancekit score` does."""
        model = self._analyst.model.folder
        metadata = {
            "stancekit.format": str(TABLE_FORMAT),
            "stancekit.model": model.name,
            "stancekit.digest": model.digest,
        }
        for level in LEVELS:
            table_schema = schema(level, self._columns.kept_names.values()).with_metadata(metadata)
            batches = [
                encode_rows(document, columns, level, table_schema)
                for document, columns in zip(documents, kept, strict=True)
            ]
            (folder / level).mkdir()
            parquet.write_table(pa.Table.from_batches(batches, table_schema), folder / level / "part-0.parquet")

    def _compare(self, folder: str, notes: list[str]) -> Comparison:
        """Return the comparison; a date column that was not asked for may hold no dates."""
        by, over = (None if name is None else self._columns.kept_names[name] for name in (self._by, self._over))
        try:
            return compare(folder, by=by, over=over)
        except InputError as error:
            if self._over is None or self._upload.over is not None:
                raise
            notes.append(f"Without a comparison over time: {error}")
            return compare(folder, by=by)

    def _usual(self, field: str) -> str | None:
        """Return the column of a field by the usual names of it."""
        by_name = {key.casefold(): key for key in reversed(self._keys)}
        return next((by_name[name.casefold()] for name in SYNONYMS[field] if name.casefold() in by_name), None)

    def _named(self, name: str | None) -> str | None:
        if name is not None and name not in self._keys:
            raise InputError(f"{self._upload.label} has no column {name!r}; its columns are {self._listed()}.")
        return name

    def _listed(self) -> str:
        return ", ".join(map(shorten, self._keys[:KEYS_SHOWN])) or "none"


def _keys(record: Record) -> Iterator[str]:
    """Yield the columns of a record; those of an article that are empty are none."""
    if isinstance(record, Article):
        yield from (name for name, value in record.fields.items() if isinstance(name, str) and value)
    elif isinstance(record, Mapping):
        yield from (name for name in record if isinstance(name, str))
