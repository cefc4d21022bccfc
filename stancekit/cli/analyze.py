"""`stancekit analyze`."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit.cli.articles import STDIN, Source, sources, texts
from stancekit.cli.inputs import (
    ActorOption,
    ActorsOption,
    EncodingOption,
    MeasuredOption,
    ModelOption,
    RevisionOption,
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
from stancekit.cli.output_files import check_pages, write_page
from stancekit.errors import InputError, SpanError

if TYPE_CHECKING:
    from stancekit.document.records import Document
    from stancekit.model import Model

PIPED_WIDTH = 110  # columns of a view in a file or a pipe

FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILES",
        help="Articles in English: text, HTML, Markdown, DOCX, PDF, JSON, feeds or tables, plain or gzip; files, globs "
        "and folders; standard input without any, or for -.",
    ),
]
HtmlOption = Annotated[
    str | None,
    typer.Option("--html", metavar="FILE", help="Write an HTML page; for several articles, a folder of pages."),
]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace a file that is not a page of stancekit.")]
ThreadsOption = Annotated[
    int | None, typer.Option(min=1, help="Sentences processed at once; by default the available cores.")
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
) -> None:
    """Analyze articles sentence by sentence: opinion or reported fact, and the stance toward each actor."""
    inputs = files or [STDIN]
    _check(inputs, as_json, html)
    wanted = checked_actors(actors, actor_files)
    with printed_warnings():
        articles = sources(inputs, checked_encoding_option(encoding), wanted, measured)
        pages = [] if html is None else _pages(Path(html), articles)
        check_pages(pages, (article.name for article in articles), overwrite=overwrite)
        _analyze(load_model(model, revision, threads), articles, _output(articles, as_json, pages))


def _analyze(model: "Model", articles: Sequence[Source], show: "Callable[[Document], None]") -> None:
    """Analyze the articles and show each, or end the command."""
    done = 0
    try:
        for document in model.pipe(texts(articles)):
            show(document)
            done += 1
    except BrokenPipeError:  # as in `| head`
        discard_output()
    except KeyboardInterrupt:
        stop()
    except SpanError as error:
        fail(f"{articles[done].name}: {error}", FAULTY_INPUT)
    except InputError as error:
        fail(str(error), FAULTY_INPUT)


def _check(inputs: Sequence[str], as_json: bool, html: str | None) -> None:
    """End the command if an option is wrong, before the first input is read."""
    if as_json and html is not None:
        fail("--json and --html exclude each other: run the command twice.", WRONG_USAGE)
    if inputs.count(STDIN) > 1:
        fail("standard input (-) can be read only once.", WRONG_USAGE)


def _pages(place: Path, articles: Sequence[Source]) -> list[Path]:
    """Return the page of each article: the place itself, or for several a file in that folder."""
    if len(articles) == 1:
        return [place]
    pages: list[Path] = []
    taken: set[Path] = set()
    for article in articles:
        stem = "stdin" if article.name == STDIN else Path(article.name).stem
        pages.append(next(page for page in _numbered(place, stem) if page not in taken))
        taken.add(pages[-1])
    return pages


def _output(articles: Sequence[Source], as_json: bool, pages: Sequence[Path]) -> "Callable[[Document], None]":
    """Return the function that prints a document or writes its page."""
    if pages:
        return _page_writer(pages)
    return _json_printer(indent=2 if len(articles) == 1 else None) if as_json else _view_printer()


def _page_writer(pages: Sequence[Path]) -> "Callable[[Document], None]":
    remaining = iter(pages)

    def show(document: "Document") -> None:
        page = next(remaining)
        write_page(page, document.to_html())
        typer.echo(f"wrote {page}")

    return show


def _numbered(folder: Path, name: str) -> Iterator[Path]:
    """Yield file names for a page, because articles from different folders may have the same name."""
    yield folder / f"{name}.html"
    yield from (folder / f"{name}-{number}.html" for number in count(2))


def _json_printer(*, indent: int | None) -> "Callable[[Document], None]":
    return lambda document: write(to_json(document.to_dict(), indent=indent) + "\n")


def _view_printer() -> "Callable[[Document], None]":
    from rich.console import Console

    from stancekit.report.terminal import render

    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPED_WIDTH)
    is_first = True

    def show(document: "Document") -> None:
        nonlocal is_first
        with console.capture() as drawn:  # rich itself would end the program on a broken pipe
            render(document, console)
        write(drawn.get() if is_first else "\n\n" + drawn.get())
        is_first = False

    return show
