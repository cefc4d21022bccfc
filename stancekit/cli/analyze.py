"""`stancekit analyze`."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit.cli.articles import STDIN, Source, label, sources
from stancekit.cli.inputs import (
    ActorOption,
    ActorsOption,
    DeviceOption,
    EncodingOption,
    MeasuredOption,
    ModelOption,
    QuietOption,
    RevisionOption,
    VerboseOption,
    check_verbosity,
    checked_actors,
    checked_encoding_option,
    load_model,
)
from stancekit.cli.outcome import (
    FAULTY_INPUT,
    WRONG_USAGE,
    discard_output,
    fail,
    printed_warnings,
    stop,
    to_json,
    write,
)
from stancekit.cli.output_files import PAGE_SUFFIXES, check_output_name, check_pages, names_page, write_page
from stancekit.errors import InputError

if TYPE_CHECKING:
    from stancekit.document.records import Document
    from stancekit.inputs.text import Text
    from stancekit.model import Model

PIPED_WIDTH = 110  # columns of a view in a file or a pipe

FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILES",
        help="Articles in English: text, HTML, Markdown, DOCX, PDF, mail, JSON, feeds or tables, plain or gzip; files, "
        "globs and folders; standard input without any, or for -.",
    ),
]
HtmlOption = Annotated[
    str | None,
    typer.Option(
        "--html",
        metavar="PAGE",
        help="Write a page, if the name ends in .html or .htm; any other name is a folder, for a page of each article.",
    ),
]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace a file that is not a page of stancekit.")]
ThreadsOption = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Threads that work at once; by default, one for each available core."),
]
DocumentJsonOption = Annotated[
    bool,
    typer.Option(
        "--json", help="Print the whole document as JSON; for several files a line each, with the path as id."
    ),
]


def analyze(
    files: FilesArgument = None,
    as_json: DocumentJsonOption = False,
    html: HtmlOption = None,
    overwrite: OverwriteOption = False,
    actors: ActorOption = None,
    actor_files: ActorsOption = None,
    model: ModelOption = None,
    revision: RevisionOption = None,
    encoding: EncodingOption = None,
    measured: MeasuredOption = "article",
    threads: ThreadsOption = None,
    device: DeviceOption = "cpu",
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Analyze articles sentence by sentence: opinion or reported fact, and the stance toward each actor.

    An article that cannot be analyzed is named at the end, after the others.
    """
    inputs = files or [STDIN]
    _check(inputs, as_json, html)
    check_verbosity(quiet, verbose)
    wanted, codec = checked_actors(actors, actor_files), checked_encoding_option(encoding)
    with printed_warnings(quiet=quiet):
        articles = sources(inputs, encoding=codec, actors=wanted, measured=measured, quiet=quiet)
        pages = [] if html is None else _pages(Path(html), articles)
        check_pages(pages, (article.name for article in articles), overwrite=overwrite)
        loaded = load_model(model, revision, threads, device)
        if verbose:
            typer.echo(f"model {loaded.folder.name}, {loaded.folder.path}", err=True)
        _analyze(loaded, articles, _output(articles, as_json, pages, quiet), verbose)


def _analyze(
    model: "Model", articles: Sequence[Source], show: "Callable[[int, Document], None]", verbose: bool
) -> None:
    """Analyze the articles and show each, or end the command with those that cannot be analyzed."""
    faults: list[str] = []
    try:
        for number, document in _documents(model, articles, faults):
            show(number, document)
            if verbose:
                counts = f"{len(document.sentences)} sentences, {len(document.actors)} actors"
                typer.echo(f"{_name(articles[number])}: {counts}", err=True)
    except BrokenPipeError:  # as in `| head`
        discard_output()
    except KeyboardInterrupt:
        stop()
    if len(articles) == 1 and faults:
        fail(faults[0], FAULTY_INPUT)
    if faults:
        title = f"{len(faults)} of {len(articles)} articles could not be analyzed:"
        fail("\n  ".join([title, *faults]), FAULTY_INPUT)


def _documents(model: "Model", articles: Sequence[Source], faults: list[str]) -> "Iterator[tuple[int, Document]]":
    """Yield the Documents of articles with their index, and add to the faults why the others have none."""
    waiting = deque(range(len(articles)))  # articles that are not yet read
    while waiting:
        reading: deque[int] = deque()  # those that the model has, in order
        try:
            for document in model.pipe(_texts(articles, waiting, reading, faults)):
                number = reading.popleft()
                if document.sentences:
                    yield number, document
                else:
                    faults.append(f"{_name(articles[number])}: the model knows no word in this text.")
        except InputError as error:  # of the first of them; the others are read again
            faults.append(f"{_name(articles[reading.popleft()])}: {error}")
            waiting.extendleft(reversed(reading))


def _name(article: Source) -> str:
    return article.id or label(article.name)


def _texts(articles: Sequence[Source], waiting: deque[int], reading: deque[int], faults: list[str]) -> "Iterator[Text]":
    """Yield the texts of the articles that wait."""
    while waiting:
        number = waiting.popleft()
        try:
            text = articles[number].read()
        except InputError as error:
            faults.append(str(error))
            continue
        reading.append(number)
        yield text


def _check(inputs: Sequence[str], as_json: bool, html: str | None) -> None:
    """End the command if an option is wrong, before the first input is read."""
    if as_json and html is not None:
        fail("--json and --html exclude each other: run the command twice.", WRONG_USAGE)
    if html is not None:
        check_output_name("--html", html, *PAGE_SUFFIXES)
    if inputs.count(STDIN) > 1:
        fail("standard input (-) can be read only once.", WRONG_USAGE)


def _pages(place: Path, articles: Sequence[Source]) -> list[Path]:
    """Return the page of each article: the place itself, or a file in that folder."""
    if names_page(place):
        if len(articles) > 1:
            fail(f"--html {place} is one page for {len(articles)} articles: name a folder.", WRONG_USAGE)
        return [place]
    pages: list[Path] = []
    taken: set[Path] = set()
    for article in articles:
        stem = "stdin" if article.name == STDIN else Path(article.name).stem
        pages.append(next(page for page in _numbered(place, stem) if page not in taken))
        taken.add(pages[-1])
    return pages


def _output(
    articles: Sequence[Source], as_json: bool, pages: Sequence[Path], quiet: bool
) -> "Callable[[int, Document], None]":
    """Return the function that prints a document or writes its page."""
    if pages:
        return _page_writer(pages, quiet)
    return _json_printer(indent=2 if len(articles) == 1 else None) if as_json else _view_printer()


def _page_writer(pages: Sequence[Path], quiet: bool) -> "Callable[[int, Document], None]":
    def show(number: int, document: "Document") -> None:
        write_page(pages[number], document.to_html())
        if not quiet:
            typer.echo(f"wrote {pages[number]}")

    return show


def _numbered(folder: Path, name: str) -> Iterator[Path]:
    """Yield file names for a page, because articles from different folders may have the same name."""
    yield folder / f"{name}.html"
    yield from (folder / f"{name}-{number}.html" for number in count(2))


def _json_printer(*, indent: int | None) -> "Callable[[int, Document], None]":
    return lambda number, document: write(to_json(document.to_dict(), indent=indent) + "\n")


def _view_printer() -> "Callable[[int, Document], None]":
    from rich.console import Console

    from stancekit.report.terminal import render

    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPED_WIDTH)
    is_first = True

    def show(number: int, document: "Document") -> None:
        nonlocal is_first
        with console.capture() as drawn:  # rich itself would end the program on a broken pipe
            render(document, console)
        write(drawn.get() if is_first else "\n\n" + drawn.get())
        is_first = False

    return show
