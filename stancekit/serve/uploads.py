"""The report on an uploaded file or a pasted text: the page of an article, or of the comparison of several."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from stancekit.errors import InputError
from stancekit.extras import import_extra
from stancekit.inputs.actor import Actor, ActorList
from stancekit.inputs.article import Article
from stancekit.inputs.article_files import format_of, read_articles
from stancekit.inputs.formats import TABLES, InputFormat, by_suffix
from stancekit.language.detection import check_language
from stancekit.report.sanitizing import sanitize, shorten
from stancekit.serve.articles import Analyst
from stancekit.serve.limits import MIB
from stancekit.serve.notes import collected_notes
from stancekit.serve.problems import Problem
from stancekit.serve.work_queue import Deadline

REFUSED_SUFFIXES = (".gz", ".parquet", ".warc")  # compressed as much as one likes, and read as a whole
COMPARISON_PACKAGES = ("pyarrow", "pandas", "matplotlib", "scipy")
ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True)
class Upload:
    """What a form sends.

    Attributes:
        content: the bytes of a file, or of the pasted text.
        name: the name of the file; empty for a pasted text.
        title: the headline of a pasted text.
        actors: the actors to look for.
        by: the column of a table with the group of an article; None chooses it.
        over: the column with its date; None chooses it.
    """

    content: bytes
    name: str = ""
    title: str = ""
    actors: tuple[str, ...] = ()
    by: str | None = None
    over: str | None = None

    @property
    def label(self) -> str:
        """The name of the input in a message."""
        return shorten(self.name, 100) or "the text"

    @property
    def format(self) -> InputFormat:
        """The format of the content."""
        named = by_suffix(self.name)
        return named if named in (*TABLES, "json", "feed") else format_of(self.content, self.name)


def report(analyst: Analyst, upload: Upload, deadline: Deadline) -> str:
    """Return the page of an upload.

    Raises:
        InputError: the content cannot be read or analyzed.
        ImportError: its format needs an extra.
        Problem: it is over a limit.
    """
    _check(analyst, upload)
    with collected_notes() as notes:
        actors = ActorList.of(Actor(name) for name in upload.actors)
        articles = [] if upload.format in TABLES else _articles(upload)
        if len(articles) == 1:
            page = _article_page(analyst, upload, articles[0], actors)
        else:
            page = _comparison_page(analyst, upload, articles, actors, deadline, notes)
    return _with_notes(page, notes)


def _check(analyst: Analyst, upload: Upload) -> None:
    """Refuse what would grow beyond the limits when it is read."""
    if upload.name.lower().endswith(REFUSED_SUFFIXES):
        raise Problem(
            "unsupported_media_type", f"{upload.label} is compressed; the page takes plain files, stancekit score all."
        )
    if upload.content.startswith(ARCHIVE):
        try:
            with zipfile.ZipFile(io.BytesIO(upload.content)) as archive:
                size = sum(entry.file_size for entry in archive.infolist())
        except (zipfile.BadZipFile, ValueError) as error:
            raise InputError(f"{upload.label} is damaged.") from error
        if size > analyst.limits.unpacked_bytes:
            raise Problem(
                "too_large",
                f"{upload.label} unpacks to {size / MIB:,.0f} MiB, more than "
                f"{analyst.limits.unpacked_bytes / MIB:,.0f} MiB allowed.",
            )


def _articles(upload: Upload) -> list[Article]:
    try:
        return read_articles(upload.content, upload.name, format=upload.format, label=upload.label)
    except InputError as error:
        raise error if upload.label in str(error) else InputError(f"{upload.label}: {error}") from error


def _article_page(analyst: Analyst, upload: Upload, article: Article, actors: ActorList) -> str:
    article = replace(article, title=upload.title or article.title)
    text = analyst.text(article, id=upload.name or None, actors=actors)
    check_language(text.text)
    return analyst.model(text).to_html()


def _comparison_page(
    analyst: Analyst,
    upload: Upload,
    articles: Sequence[Article],
    actors: ActorList,
    deadline: Deadline,
    notes: list[str],
) -> str:
    for package in COMPARISON_PACKAGES:
        import_extra(package, need=f"a comparison of several articles needs {package}", extra="report")
    from stancekit.serve.comparisons import ArticleTable

    return ArticleTable(analyst, upload, articles).page(actors, deadline, notes)


def _with_notes(page: str, notes: Sequence[str]) -> str:
    """Return a page with notes at its beginning."""
    written = Markup().join(Markup('<p class="note" role="note">{}</p>').format(sanitize(note)) for note in notes)
    return page.replace("<header>", f"<header>{written}", 1)
