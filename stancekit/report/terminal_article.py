"""The article of a Document in a terminal, sentence by sentence."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from stancekit.document.records import Document, Mention, Sentence
from stancekit.report.highlights import Highlight, Highlights, is_biased, is_quoted, paragraphs
from stancekit.report.sanitizing import sanitize
from stancekit.report.symbols import BIAS_STYLE, HIGHLIGHT_STYLES, OPINION_STYLE, STANCE_COLORS, Symbols, percent

MAX_WIDTH = 110  # columns; longer lines are hard to read
GUTTER = 17  # columns before a sentence: bar, label, probability, symbol of bias


def article_lines(document: Document, highlights: Highlights, symbols: Symbols, console: Console) -> Iterator[Text]:
    """Yield the lines of the article, with an empty line between paragraphs."""
    width = max(min(console.width, MAX_WIDTH) - GUTTER, 20)
    for number, indices in enumerate(paragraphs(document)):
        if number:
            yield Text()
        for sentence in (document.sentences[index] for index in indices):
            gutter = _first_gutter(sentence, symbols)
            for line in _sentence(sentence, highlights, symbols).wrap(console, width):
                yield gutter + line
                gutter = _next_gutter(sentence, symbols)


def _first_gutter(sentence: Sentence, symbols: Symbols) -> Text:
    """Return the gutter of a sentence's first line, `GUTTER` columns wide."""
    gutter = _bar(sentence, symbols)
    if not sentence.is_measured:
        return gutter.append(f" {sentence.role:<{GUTTER - 2}}", style="dim")
    if sentence.opinion is None:
        gutter.append(" " * 13)
    elif is_quoted(sentence):
        gutter.append(f" {'quoted':<12}", style="dim")
    else:
        is_opinion = sentence.label == "opinion"
        name, probability = ("opinion", sentence.opinion) if is_opinion else ("fact", 1 - sentence.opinion)
        gutter.append(f" {name:<7} {percent(probability):>4}", style=OPINION_STYLE if is_opinion else "dim")
    gutter.append(f" {symbols.biased if is_biased(sentence) else ' '} ", style=BIAS_STYLE)
    return gutter


def _next_gutter(sentence: Sentence, symbols: Symbols) -> Text:
    gutter = _bar(sentence, symbols)
    return gutter.append(" " * (GUTTER - cell_len(gutter.plain)))


def _bar(sentence: Sentence, symbols: Symbols) -> Text:
    is_opinion = sentence.is_measured and sentence.label == "opinion"
    return Text().append(symbols.opinion if is_opinion else " ", style=OPINION_STYLE)


def _sentence(sentence: Sentence, highlights: Highlights, symbols: Symbols) -> Text:
    """Return the sentence's text with its highlights."""
    text, position, active = Text(), sentence.start, list[Highlight]()
    for edge in highlights.edges(sentence):
        text.append(_piece(sentence, position, edge.position), style=_style(active))
        before, after = _brackets(edge.highlight, highlights, symbols)
        if edge.is_end:
            active.remove(edge.highlight)
            text.append(after, style=_style([*active, edge.highlight]) or "dim")
        else:
            active.append(edge.highlight)
            text.append(before, style=_style(active) or "dim")
        position = edge.position
    text.append(_piece(sentence, position, sentence.end))
    if not sentence.is_measured:
        text.stylize_before("dim")
    elif sentence.label == "opinion" or sentence.is_title:
        text.stylize_before("bold")
    return text


def _brackets(highlight: Highlight, highlights: Highlights, symbols: Symbols) -> tuple[str, str]:
    """Return the symbols before and after a highlight; after a pronoun or description, its actor as well."""
    if isinstance(highlight.record, Mention):
        stance, name = highlight.record.stance, sanitize(highlights.antecedent(highlight.record))
        return f"[{symbols.stance(stance.label) if stance else ''}", f"{symbols.antecedent}{name}]" if name else "]"
    return {"quote": symbols.quote, "loaded": symbols.loaded}.get(highlight.role, ("", ""))


def _style(active: Sequence[Highlight]) -> str:
    return " ".join(filter(None, map(_highlight_style, active)))


def _highlight_style(highlight: Highlight) -> str:
    if isinstance(highlight.record, Mention):
        return STANCE_COLORS[highlight.record.stance.label] if highlight.record.stance else ""
    return HIGHLIGHT_STYLES[highlight.role]


def _piece(sentence: Sentence, start: int, end: int) -> str:
    return sanitize(sentence.text[start - sentence.start : end - sentence.start])
