"""The article of a Document, drawn sentence by sentence."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from stancekit.document import Document, Mention, Sentence
from stancekit.report.marks import COLOUR, LOADED, QUOTED, SOURCE, Marks

WIDEST = 110  # columns; longer lines are hard to read
BIASED = 0.5  # P(biased wording) above which a sentence is marked
GUTTER = 17  # columns left of a sentence: bar, label, probability, mark of bias
JOINERS = "\u200c\u200d"  # format characters that scripts and emoji need, and that move nothing
NEWLINE = re.compile(r"(?>\r\n|[\n\r\x85\u2028\u2029])")  # atomic, for \r\n is one and never two
BLANK_LINE = re.compile(rf"{NEWLINE.pattern}\s*?{NEWLINE.pattern}")


@dataclass(frozen=True, eq=False)
class _Stretch:
    """A part of a sentence that is drawn apart: between two marks, in a style."""

    start: int
    end: int
    before: str
    after: str
    style: str


def lines(document: Document, marks: Marks, console: Console) -> Iterator[Text]:
    """Yield the lines of the article; an empty one between paragraphs."""
    width = max(min(console.width, WIDEST) - GUTTER, 20)
    paragraph = BLANK_LINE if BLANK_LINE.search(document.text.strip()) else NEWLINE
    end = None
    for sentence in document.sentences:
        if end is not None and paragraph.search(document.text, end, sentence.start):
            yield Text()
        end = sentence.end
        first = _gutter(sentence, marks)
        following = _bar_of(sentence, marks)
        following.append(" " * (GUTTER - cell_len(following.plain)))
        for line in _sentence(sentence, marks).wrap(console, width):
            yield first + line
            first = following


def _bar_of(sentence: Sentence, marks: Marks) -> Text:
    return Text().append(marks.opinion if sentence.label == "opinion" else " ", style="bold yellow")


def _gutter(sentence: Sentence, marks: Marks) -> Text:
    """Return what stands left of a sentence's first line, `GUTTER` columns wide."""
    gutter = _bar_of(sentence, marks)
    if sentence.opinion is None:
        gutter.append(" " * 13)
    else:
        is_opinion = sentence.label == "opinion"
        name, probability = ("opinion", sentence.opinion) if is_opinion else ("fact", 1 - sentence.opinion)
        gutter.append(f" {name:<7} {_percent(probability):>4}", style="bold yellow" if is_opinion else "dim")
    biased = sentence.bias is not None and sentence.bias > BIASED
    gutter.append(f" {marks.biased if biased else ' '} ", style="magenta")
    return gutter


def _percent(share: float) -> str:
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _sentence(sentence: Sentence, marks: Marks) -> Text:
    """Return the sentence's text with its actors, what is quoted and, in biased wording, what is loaded."""
    drawn, read, inside = Text(), sentence.start, list[_Stretch]()
    for at, closes, stretch in _edges(sentence, marks):
        drawn.append(_piece(sentence, read, at), style=_style(inside))
        if closes:
            inside.remove(stretch)
            drawn.append(stretch.after, style=_style([*inside, stretch]) or "dim")
        else:
            inside.append(stretch)
            drawn.append(stretch.before, style=_style(inside) or "dim")
        read = at
    drawn.append(_piece(sentence, read, sentence.end))
    if sentence.label == "opinion" or sentence.is_title:
        drawn.stylize_before("bold")
    return drawn


def _edges(sentence: Sentence, marks: Marks) -> list[tuple[int, bool, _Stretch]]:
    """Return where stretches open and close: at one place the inner ones close first and the outer ones open first."""
    stretches = [
        _Stretch(piece.start, piece.end, *marks.quote, QUOTED) for one in sentence.attributions for piece in one.content
    ]
    sources = {(one.source.start, one.source.end) for one in sentence.attributions if one.source}
    stretches += [_Stretch(*bounds, "", "", SOURCE) for bounds in sources if sentence.start <= bounds[0] < sentence.end]
    if sentence.bias is not None and sentence.bias > BIASED:
        stretches += [_Stretch(loaded.start, loaded.end, *marks.loaded, LOADED) for loaded in sentence.loaded]
    for mention in sentence.mentions:
        sign = marks.sign(mention.stance.label) if mention.stance else ""
        stretches.append(_Stretch(mention.start, mention.end, f"[{sign}", "]", _colour(mention)))
    order = {stretch: number for number, stretch in enumerate(stretches)}
    closing = [((one.end, 0, -one.start, -order[one]), one) for one in stretches]
    opening = [((one.start, 1, -one.end, order[one]), one) for one in stretches]
    return [(key[0], key[1] == 0, one) for key, one in sorted([*closing, *opening], key=lambda edge: edge[0])]


def _style(inside: Sequence[_Stretch]) -> str:
    return " ".join(stretch.style for stretch in inside if stretch.style)


def _piece(sentence: Sentence, start: int, end: int) -> str:
    return printable(sentence.text[start - sentence.start : end - sentence.start])


def _colour(mention: Mention) -> str:
    return COLOUR[mention.stance.label] if mention.stance else ""


def printable(text: str) -> str:
    r"""Return a text on one line that cannot steer a terminal.

    Runs of white space, newlines included, become one space. Control
    characters (ANSI sequences begin with one), lone surrogates and invisible
    format characters such as the bidirectional overrides become escapes:
    `printable("a\x1b[2Jb")` is `a\\x1b[2Jb`.
    """
    return "".join(map(_visible, re.sub(r"\s+", " ", text)))


def _visible(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in JOINERS:
        return ascii(character)[1:-1]
    return character
