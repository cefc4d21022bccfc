"""The article of a Document, drawn sentence by sentence."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from stancekit.document.records import Document, Mention, Sentence
from stancekit.report.highlights import Stretch, edges, is_biased, paragraphs
from stancekit.report.sanitizing import printable
from stancekit.report.symbols import COLOUR, LOADED, QUOTED, SOURCE, Marks

WIDEST = 110  # columns; longer lines are hard to read
GUTTER = 17  # columns left of a sentence: bar, label, probability, mark of bias


def lines(document: Document, marks: Marks, console: Console) -> Iterator[Text]:
    """Yield the lines of the article; an empty one between paragraphs."""
    width = max(min(console.width, WIDEST) - GUTTER, 20)
    for number, paragraph in enumerate(paragraphs(document)):
        if number:
            yield Text()
        for sentence in (document.sentences[index] for index in paragraph):
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
    gutter.append(f" {marks.biased if is_biased(sentence) else ' '} ", style="magenta")
    return gutter


def _percent(share: float) -> str:
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _sentence(sentence: Sentence, marks: Marks) -> Text:
    """Return the sentence's text with its actors, what is quoted and, in biased wording, what is loaded."""
    drawn, read, inside = Text(), sentence.start, list[Stretch]()
    for at, closes, stretch in edges(sentence):
        drawn.append(_piece(sentence, read, at), style=_style(inside))
        before, after = _around(stretch, marks)
        if closes:
            inside.remove(stretch)
            drawn.append(after, style=_style([*inside, stretch]) or "dim")
        else:
            inside.append(stretch)
            drawn.append(before, style=_style(inside) or "dim")
        read = at
    drawn.append(_piece(sentence, read, sentence.end))
    if sentence.label == "opinion" or sentence.is_title:
        drawn.stylize_before("bold")
    return drawn


def _around(stretch: Stretch, marks: Marks) -> tuple[str, str]:
    """Return the marks before and after a stretch."""
    if isinstance(stretch.subject, Mention):
        stance = stretch.subject.stance
        return f"[{marks.sign(stance.label) if stance else ''}", "]"
    return {"quote": marks.quote, "loaded": marks.loaded}.get(stretch.role, ("", ""))


def _style(inside: Sequence[Stretch]) -> str:
    return " ".join(filter(None, map(_colour, inside)))


def _colour(stretch: Stretch) -> str:
    if isinstance(stretch.subject, Mention):
        return COLOUR[stretch.subject.stance.label] if stretch.subject.stance else ""
    return {"quote": QUOTED, "loaded": LOADED, "source": SOURCE}[stretch.role]


def _piece(sentence: Sentence, start: int, end: int) -> str:
    return printable(sentence.text[start - sentence.start : end - sentence.start])
