"""What is marked within a sentence, and where paragraphs end: the same for every view of an article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from stancekit.document.records import Attribution, Document, Loaded, Mention, Sentence

Role: TypeAlias = Literal["quote", "source", "loaded", "mention"]

BIASED = 0.5  # P(biased wording) above which a sentence is marked
NEWLINE = re.compile(r"(?>\r\n|[\n\r\x85\u2028\u2029])")  # atomic, for \r\n is one and never two
BLANK_LINE = re.compile(rf"{NEWLINE.pattern}\s*?{NEWLINE.pattern}")


@dataclass(frozen=True, eq=False)
class Stretch:
    """A part of a sentence that is drawn apart.

    Attributes:
        start, end: in code points of the article.
        role: what it is.
        subject: the record that says so.
    """

    start: int
    end: int
    role: Role
    subject: Attribution | Mention | Loaded


def is_biased(sentence: Sentence) -> bool:
    """Tell whether a sentence is marked as biased wording."""
    return sentence.bias is not None and sentence.bias > BIASED


def paragraphs(document: Document) -> Iterator[list[int]]:
    """Yield the numbers of each paragraph's sentences: blank lines part them, or newlines where there are none."""
    boundary = BLANK_LINE if BLANK_LINE.search(document.text.strip()) else NEWLINE
    paragraph: list[int] = []
    for number, sentence in enumerate(document.sentences):
        if paragraph and boundary.search(document.text, document.sentences[number - 1].end, sentence.start):
            yield paragraph
            paragraph = []
        paragraph.append(number)
    if paragraph:
        yield paragraph


def edges(sentence: Sentence) -> list[tuple[int, bool, Stretch]]:
    """Return where stretches open and close, as `(place, whether one closes, stretch)`.

    At one place the inner ones close first and the outer ones open first.
    Loaded words are marked in biased wording alone.
    """
    said = sentence.attributions
    stretches = [Stretch(piece.start, piece.end, "quote", one) for one in said for piece in one.content]
    sources = {(one.source.start, one.source.end): one for one in said if one.source}
    stretches += [
        Stretch(start, end, "source", one)
        for (start, end), one in sources.items()
        if sentence.start <= start < sentence.end
    ]
    if is_biased(sentence):
        stretches += [Stretch(loaded.start, loaded.end, "loaded", loaded) for loaded in sentence.loaded]
    stretches += [Stretch(mention.start, mention.end, "mention", mention) for mention in sentence.mentions]
    order = {stretch: number for number, stretch in enumerate(stretches)}
    closing = [((one.end, 0, -one.start, -order[one]), one) for one in stretches]
    opening = [((one.start, 1, -one.end, order[one]), one) for one in stretches]
    return [(key[0], key[1] == 0, one) for key, one in sorted([*closing, *opening], key=lambda edge: edge[0])]
