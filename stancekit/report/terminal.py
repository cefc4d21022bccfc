"""A Document in a terminal, or as plain text in a log."""

from collections.abc import Callable, Iterator

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from stancekit.document.records import ActorSummary, Document
from stancekit.document.scores import Measure
from stancekit.labels import Voice
from stancekit.report.highlights import Highlights
from stancekit.report.sanitizing import sanitize
from stancekit.report.symbols import (
    ASCII,
    BIAS_STYLE,
    HIGHLIGHT_STYLES,
    OPINION_STYLE,
    PLAIN,
    STANCE_COLORS,
    STANCE_ORDER,
    Symbols,
)
from stancekit.report.terminal_article import article_lines
from stancekit.report.terminal_summary import INDENT, MAX_NAME, styled_verdict, summary_lines

MAX_SPANS = 4  # unscored spans that are listed
BAR = 13  # columns of the bar from -1 to +1; odd, so that zero has a column
ACTORS_NOTE = "stance in the author's opinions, in reported facts, in sources' words, and in all with its 95% interval"


def render(document: Document, console: Console) -> None:
    """Print the article sentence by sentence, its actors, and a summary that fits a screen.

    Control characters and console markup in the text are printed as visible
    characters; see `sanitize`.

    Args:
        document: any Document; measures that its model does not provide are
            left out.
        console: the console to print to; if it is not a terminal, the output is plain
            text, in ASCII if its encoding has no other characters.
    """
    symbols = ASCII if console.options.ascii_only else Symbols() if console.is_terminal else PLAIN
    highlights = Highlights(document)
    if document.id is not None:
        _print(console, Text(sanitize(document.id), style="bold underline"))
    if document.sentences:
        _print(console, _legend(document, highlights, symbols, has_styles=console.is_terminal))
        _print(console, *article_lines(document, highlights, symbols, console))
    if document.actors:
        note = ACTORS_NOTE if console.width >= 100 else ""
        title = Text().append("Actors", style="bold").append(f"{INDENT}{note}", style="dim")
        _print(console, title, *_table_lines(_actor_table(document, symbols, console.width), console))
    if document.unscored:
        _print(console, _unscored(document))
    _print(console, Text("Summary", style="bold"), *summary_lines(document, symbols), blank=False)


def _print(console: Console, *lines: Text, blank: bool = True) -> None:
    """Print wrapped lines, then a blank one."""
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True, highlight=False)
    if blank:
        console.print()


def _table_lines(table: Table, console: Console) -> Iterator[Text]:
    """Yield the lines of a table, so that `_print` can strip their padding."""
    for segments in console.render_lines(table, pad=False):
        yield Text.assemble(*((segment.text, segment.style or "") for segment in segments))


def _legend(document: Document, highlights: Highlights, symbols: Symbols, *, has_styles: bool) -> Text:
    """Explain the symbols and styles that this document can have."""
    legend = Text(style="dim")
    if any(sentence.opinion is not None for sentence in document.sentences):
        legend.append(symbols.opinion, style=f"not dim {OPINION_STYLE}").append(" opinion   ")
    if any(sentence.bias is not None for sentence in document.sentences):
        legend.append(symbols.biased, style=f"not dim {BIAS_STYLE}").append(" biased wording   ")
    if any(mention.stance is not None for mention in document.mentions):
        for label in STANCE_ORDER:
            style = f"not dim {STANCE_COLORS[label]}"
            legend.append(f"[{symbols.stance(label)}]", style=style).append(f" {label}   ")
    if any(mention.form != "name" for mention in document.mentions):
        legend.append(f"[she{symbols.antecedent}name]", style="not dim").append("   ")
    if "quote" in highlights.roles:
        legend.append("quoted".join(symbols.quote), style=f"not dim {HIGHLIGHT_STYLES['quote']}").append("   ")
    if "paraphrase" in highlights.roles and has_styles:
        legend.append("paraphrased", style=f"not dim {HIGHLIGHT_STYLES['paraphrase']}").append("   ")
    if "loaded" in highlights.roles:
        style = f"not dim {HIGHLIGHT_STYLES['loaded']}"
        legend.append("loaded".join(symbols.loaded), style=style).append(" words")
    return legend


def _actor_table(document: Document, symbols: Symbols, width: int) -> Table:
    """Return the table of all actors; a narrow console gets fewer columns."""
    axis = f"{symbols.against}1{'0':^{BAR - 4}}+1"
    columns: list[tuple[str, int, JustifyMethod, Callable[[ActorSummary], Text]]] = [  # the second: smallest width
        ("name", 0, "left", lambda actor: Text(sanitize(actor.name))),
        ("kind", 80, "left", lambda actor: Text(actor.kind or "")),
        ("mentions", 60, "right", lambda actor: Text(str(len(actor.mentions)))),
        ("author", 50, "right", lambda actor: _voice(actor, "opinion", symbols)),
        ("facts", 80, "right", lambda actor: _voice(actor, "reported", symbols)),
        ("quoted", 80, "right", lambda actor: _voice(actor, "quoted", symbols)),
        ("all", 0, "left", lambda actor: _score(actor.stance, symbols)),
        (axis, 108, "left", lambda actor: _bar(actor.stance, symbols)),
        ("", 50, "left", lambda actor: styled_verdict(actor.stance, symbols)),
    ]
    columns = [column for column in columns if width >= column[1]]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for header, _, justify, _ in columns:
        is_name = header == "name"
        table.add_column(header, justify=justify, no_wrap=not is_name, max_width=MAX_NAME if is_name else None)
    for actor in document.actors:
        table.add_row(*(cell(actor) for *_, cell in columns))
    return table


def _voice(actor: ActorSummary, voice: Voice, symbols: Symbols) -> Text:
    return Text(symbols.signed(measure.score) if (measure := actor.by_voice.get(voice)) else "")


def _score(measure: Measure | None, symbols: Symbols) -> Text:
    if measure is None:
        return Text()
    return Text(f"{symbols.signed(measure.score)} [{symbols.signed(measure.low)}, {symbols.signed(measure.high)}]")


def _bar(measure: Measure | None, symbols: Symbols) -> Text:
    """Draw score and interval on an axis from -1 to +1."""
    if measure is None:
        return Text()
    low, point, high = (round((score + 1) / 2 * (BAR - 1)) for score in (measure.low, measure.score, measure.high))
    cells = [" "] * BAR
    cells[low : high + 1] = symbols.interval * (high + 1 - low)
    cells[BAR // 2] = symbols.zero
    cells[point] = symbols.point
    return Text("".join(cells), style=STANCE_COLORS.get(measure.label or "", ""))


def _unscored(document: Document) -> Text:
    listed = ", ".join(f"{span.start}-{span.end}" for span in document.unscored[:MAX_SPANS])
    others = len(document.unscored) - MAX_SPANS
    rest = f" and {others} more" if others > 0 else ""
    return Text(f"Not scored, because the model knows no word in it: characters {listed}{rest}", style="magenta")
