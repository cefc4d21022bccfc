"""A Document drawn for a terminal, or as plain text for a log."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from stancekit.document.records import ActorSummary, Document, Measure
from stancekit.labels import Voice
from stancekit.report import terminal_article
from stancekit.report.sanitizing import printable
from stancekit.report.symbols import ASCII, COLOUR, LOADED, PIPED, QUOTED, Marks, verdict

TOP_ACTORS = 8  # in the summary, which is to fit a screen of 24 lines
TOP_SOURCES = 4  # likewise
LISTED_GAPS = 4  # stretches without a score that are named one by one
LONGEST_NAME = 30  # columns; a longer one is folded in the table and cut short in the summary
VERDICT = 19  # columns of a stance in words in the summary
BAR = 13  # columns of the bar from -1 to +1; odd, so that zero has one of its own
INDENT = "  "
ACTORS_NOTE = (
    "by the author's own opinion sentences, by reported facts, as sources say, and by all with its 95% interval"
)


def render(document: Document, console: Console) -> None:
    """Print the article sentence by sentence, its actors, and a summary that fits a screen.

    The text's own control characters and console markup are printed as
    visible characters; see `printable`.

    Args:
        document: any Document; what its model does not tell is left out.
        console: where to; without a terminal behind it, the output is plain
            text, in ASCII as far as the encoding of the console asks for it.
    """
    marks = ASCII if console.options.ascii_only else Marks() if console.is_terminal else PIPED
    if document.id is not None:
        _print(console, Text(printable(document.id), style="bold underline"))
    if document.sentences:
        _print(console, _legend(document, marks))
        _print(console, *terminal_article.lines(document, marks, console))
    if document.actors:
        note = ACTORS_NOTE if console.width >= 100 else ""
        title = Text().append("Actors", style="bold").append(f"{INDENT}{note}", style="dim")
        _print(console, title, *_lines(_actors(document, marks, console.width), console))
    if document.unscored:
        _print(console, _unscored(document))
    _print(console, Text("Summary", style="bold"), *_summary(document, marks), blank=False)


def _print(console: Console, *lines: Text, blank: bool = True) -> None:
    """Print lines as they are, wrapped already, and a blank one."""
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True, highlight=False)
    if blank:
        console.print()


def _lines(table: Table, console: Console) -> Iterator[Text]:
    """Yield a table line by line, so that `_print` can cut the blanks that pad it."""
    for segments in console.render_lines(table, pad=False):
        yield Text.assemble(*((segment.text, segment.style or "") for segment in segments))


def _legend(document: Document, marks: Marks) -> Text:
    """Explain the marks that this document can have."""
    legend = Text(style="dim")
    if any(sentence.opinion is not None for sentence in document.sentences):
        legend.append(marks.opinion, style="not dim bold yellow").append(" opinion   ")
    if any(sentence.bias is not None for sentence in document.sentences):
        legend.append(marks.biased, style="not dim magenta").append(" biased wording   ")
    if any(mention.stance is not None for mention in document.mentions):
        for label in ("favor", "against", "neutral"):
            legend.append(f"[{marks.sign(label)}]", style=f"not dim {COLOUR[label]}").append(f" {label}   ")
    if document.attributions:
        legend.append("quoted".join(marks.quote), style=f"not dim {QUOTED}").append("   ")
    if any(sentence.loaded for sentence in document.sentences):
        legend.append("loaded".join(marks.loaded), style=f"not dim {LOADED}").append(" words")
    return legend


def _actors(document: Document, marks: Marks, width: int) -> Table:
    """Return the table of all actors; a narrow console loses what matters least."""
    axis = f"{marks.against}1{'0':^{BAR - 4}}+1"
    columns: list[tuple[str, int, JustifyMethod, Callable[[ActorSummary], Text]]] = [
        ("name", 0, "left", lambda actor: Text(printable(actor.name))),
        ("kind", 80, "left", lambda actor: Text(actor.kind or "")),
        ("named", 60, "right", lambda actor: Text(str(len(actor.mentions)))),
        ("author", 50, "right", lambda actor: _voice(actor, "opinion", marks)),
        ("facts", 80, "right", lambda actor: _voice(actor, "fact", marks)),
        ("quoted", 80, "right", lambda actor: _voice(actor, "quoted", marks)),
        ("all", 0, "left", lambda actor: _score(actor.stance, marks)),
        (axis, 108, "left", lambda actor: _bar(actor.stance, marks)),
        ("", 50, "left", lambda actor: _verdict(actor.stance, marks)),
    ]
    columns = [column for column in columns if width >= column[1]]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for header, _, justify, _ in columns:
        is_name = header == "name"
        table.add_column(header, justify=justify, no_wrap=not is_name, max_width=LONGEST_NAME if is_name else None)
    for actor in document.actors:
        table.add_row(*(cell(actor) for *_, cell in columns))
    return table


def _verdict(measure: Measure | None, marks: Marks) -> Text:
    """Say a stance in words: its label, or where it leans when that takes no side."""
    if measure is None or measure.label is None:
        return Text()
    side, words = verdict(measure)
    return Text(f"{marks.sign(side)} {words}", style=COLOUR.get(side or "", "dim"))


def _voice(actor: ActorSummary, voice: Voice, marks: Marks) -> Text:
    return Text(marks.signed(measure.score) if (measure := actor.by_voice.get(voice)) else "")


def _score(measure: Measure | None, marks: Marks) -> Text:
    if measure is None:
        return Text()
    return Text(f"{marks.signed(measure.score)} [{marks.signed(measure.low)}, {marks.signed(measure.high)}]")


def _bar(measure: Measure | None, marks: Marks) -> Text:
    """Draw score and interval on the line from -1 to +1, zero in the middle."""
    if measure is None:
        return Text()
    low, point, high = (round((at + 1) / 2 * (BAR - 1)) for at in (measure.low, measure.score, measure.high))
    cells = [" "] * BAR
    cells[low : high + 1] = marks.whisker * (high + 1 - low)
    cells[BAR // 2] = marks.zero
    cells[point] = marks.point
    return Text("".join(cells), style=COLOUR.get(measure.label or "", ""))


def _unscored(document: Document) -> Text:
    named = ", ".join(f"{span.start}-{span.end}" for span in document.unscored[:LISTED_GAPS])
    more = len(document.unscored) - LISTED_GAPS
    rest = f" and {more} more" if more > 0 else ""
    return Text(f"Not scored, for want of a word that the model reads: characters {named}{rest}", style="magenta")


def _summary(document: Document, marks: Marks) -> Iterator[Text]:
    """Yield the summary's lines, at most twelve and the actors' eight."""
    if not document.sentences:
        yield Text(f"{INDENT}There is no sentence in this text.")
    else:
        yield _line("sentences", _counts(document))
        yield _line("opinion", _share(document.opinion_share))
        yield _line("biased wording", _share(document.bias_share))
        if spread := document.stance_spread:
            among = f"{spread.score:.2f} among {spread.count} actors"
            yield _line("stance spread", f"{among}, 95% interval {spread.low:.2f} to {spread.high:.2f}")
    if sources := _sources(document):
        yield _line("quoted", sources)
    heading = "actors"
    named = [actor for actor in document.actors if actor.mentions]
    for row in _top(named[:TOP_ACTORS], marks):
        yield _line(heading, "") + row
        heading = ""
    if len(named) > TOP_ACTORS:
        yield _line("", f"and {len(named) - TOP_ACTORS} more")
    yield _line("model", printable(document.model))


def _sources(document: Document) -> str:
    """Say who is quoted most, and how often."""
    names = {actor.id: actor.name for actor in document.actors}
    times = Counter(names[one.actor] for one in document.attributions if one.actor is not None)
    others = len(document.attributions) - times.total()
    told = [f"{_cut(printable(name))} {count}" for name, count in times.most_common(TOP_SOURCES)]
    rest = others + sum(count for _, count in times.most_common()[TOP_SOURCES:])
    return ", ".join([*told, *([f"others {rest}"] if rest else [])])


def _cut(name: str) -> str:
    text = Text(name)
    text.truncate(LONGEST_NAME, overflow="ellipsis")
    return text.plain


def _counts(document: Document) -> str:
    labels = [sentence.label for sentence in document.sentences]
    told = f": {labels.count('opinion')} opinion, {labels.count('reported_fact')} reported fact" if any(labels) else ""
    return f"{len(labels)}{told}"


def _line(heading: str, content: str) -> Text:
    return Text(INDENT).append(f"{heading:<16}", style="dim").append(content)


def _share(measure: Measure | None) -> str:
    if measure is None:
        return "not told by this model"
    return f"{measure.score:.0%} of the sentences, 95% interval {measure.low:.0%} to {measure.high:.0%}"


def _top(actors: Sequence[ActorSummary], marks: Marks) -> Iterator[Text]:
    """Yield a line for each actor: the author's own stance, where there is one, else that of all sentences."""
    width = min(LONGEST_NAME, max((cell_len(printable(actor.name)) for actor in actors), default=0))
    for actor in actors:
        row = Text(printable(actor.name))
        row.truncate(width, overflow="ellipsis", pad=True)
        own = actor.by_voice.get("opinion")
        if measure := own or actor.stance:
            verdict = _verdict(measure, marks)
            verdict.append(" " * (VERDICT - cell_len(verdict.plain)))
            row.append("  ").append_text(verdict).append(f" {marks.signed(measure.score)}")
        times = f"named {len(actor.mentions)} time{'s' * (len(actor.mentions) != 1)}"
        row.append(f"  {times}", style="dim")
        yield row.append(", by the author's own opinion" if own else "", style="dim")
