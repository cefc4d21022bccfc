"""Read the web pages of a WARC file, as crawlers write it, with `warcio`."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from stancekit.errors import InputError
from stancekit.extras import import_extra
from stancekit.inputs.file_contents import MAX_FILE_BYTES
from stancekit.inputs.formats import is_page
from stancekit.inputs.web_pages import read_page_article
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.rows import Record, UnreadableRecord


def read_records(content: io.BufferedIOBase, file: InputFile) -> Iterator[Record]:
    """Yield the article of each page, with the fields `id`, `url`, `date`, `author`, `outlet`, `title` and `text`.

    The date is the article's, else that of the visit. Only pages of HTML that
    the server delivered (status 200) are records; a page without an article
    is an UnreadableRecord.

    Raises:
        InputError: the file is not WARC.
        ImportError: warcio is missing; the extra `feeds` installs it.
    """
    need = "reading WARC needs warcio"
    archives = import_extra("warcio.archiveiterator", need=need, extra="feeds")
    exceptions = import_extra("warcio.exceptions", need=need, extra="feeds")
    try:
        for record in archives.ArchiveIterator(content):
            if record.rec_type == "response" and record.http_headers is not None:
                yield from _records(record)
    except (exceptions.ArchiveLoadFailed, EOFError) as error:
        raise InputError(f"{file.path} is not a WARC file, or damaged: {str(error).strip().rstrip('.')}.") from error


def _records(record: Any) -> Iterator[Record]:
    headers = record.http_headers
    if headers.get_statuscode() != "200" or "html" not in (headers.get_header("Content-Type") or "html").lower():
        return
    page = record.content_stream().read(MAX_FILE_BYTES)
    if not is_page(page):
        return
    url = record.rec_headers.get_header("WARC-Target-URI")
    try:
        article = read_page_article(page)
    except InputError as error:
        yield UnreadableRecord(f"{url}: {str(error).rstrip('.')}")
        return
    fetched = {"id": url, "url": url, "date": record.rec_headers.get_header("WARC-Date")}
    yield replace(article, metadata={**fetched, **article.metadata})
