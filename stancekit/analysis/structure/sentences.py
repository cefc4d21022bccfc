"""Structure: what each sentence of an article is, from the position, form and wording of its line.

A line is what a newline ends, or a paragraph that is wrapped over several.
The user's roles replace those that are guessed. Of several rules that fit a
line, the first decides, in the order of `_guess`; whatever is left is body.
"""

from bisect import bisect_right
from collections.abc import Sequence

from stancekit.analysis.structure.biographies import mark_biographies
from stancekit.analysis.structure.captions import mark_captions
from stancekit.analysis.structure.correspondence import mark_correspondence
from stancekit.analysis.structure.headings import mark_headings
from stancekit.analysis.structure.interviews import mark_unlabeled_turns
from stancekit.analysis.structure.lines import Line, SentenceStructure
from stancekit.analysis.structure.notices import mark_notices
from stancekit.analysis.structure.posts import mark_posts
from stancekit.analysis.structure.quotations import mark_quotations
from stancekit.analysis.structure.signatures import mark_signatures
from stancekit.analysis.structure.turns import mark_speaker_turns
from stancekit.inputs.spans import Bounds
from stancekit.inputs.text import Text
from stancekit.labels import ARTICLE_ROLES
from stancekit.language import furniture
from stancekit.language.segmentation import blocks

MAX_CREDIT_LENGTH = 90  # characters of the longest credit in a line of body

BODY = SentenceStructure()
BOILERPLATE = SentenceStructure("boilerplate")


def find_structure(source: Text, sentences: Sequence[Bounds]) -> list[SentenceStructure]:
    """Return what each sentence of a text is.

    A text in which nothing is article text, such as a single byline, is body:
    the user wants to know about it.
    """
    if not source.split:
        structures = [BODY] * len(sentences)
    else:
        structures = _guess(source.text, sentences)
        if not any(structure.role in ARTICLE_ROLES for structure in structures):
            structures = [BODY] * len(sentences)
    return _with_given_roles(source, sentences, structures)


def _with_given_roles(
    source: Text, sentences: Sequence[Bounds], structures: list[SentenceStructure]
) -> list[SentenceStructure]:
    """Replace guesses by the roles that the text carries, and by the headline that it marks."""
    given = sorted(source.roles)
    starts = [start for start, _, _ in given]
    for index, (start, end) in enumerate(sentences):
        position = bisect_right(starts, start) - 1
        if position >= 0 and start < given[position][1]:
            role = given[position][2]
            speaker = structures[index].speaker if structures[index].role == role else None
            structures[index] = SentenceStructure(role, speaker)
        if source.title is not None and source.title[0] <= start and end <= source.title[1]:
            structures[index] = SentenceStructure("headline")
    return structures


def _guess(text: str, sentences: Sequence[Bounds]) -> list[SentenceStructure]:
    lines = _lines(text)
    mark_posts(lines)
    mark_correspondence(lines)
    mark_speaker_turns(lines)
    mark_notices(lines)
    mark_signatures(lines)
    mark_captions(lines)
    mark_unlabeled_turns(lines)
    mark_biographies(lines)
    mark_quotations(lines)
    mark_headings(lines)
    starts = [line.start for line in lines]
    structures = []
    for start, end in sentences:
        line = lines[max(0, bisect_right(starts, start) - 1)]
        structures.append(line.structure or _of_sentence(text[start:end]))
    return structures


def _lines(text: str) -> list[Line]:
    lines = []
    for start, end in blocks(text):
        line = text[start:end]
        if stripped := line.strip():
            first = start + len(line) - len(line.lstrip())
            lines.append(Line(first, first + len(stripped), stripped))
    return lines


def _of_sentence(sentence: str) -> SentenceStructure:
    """Return what a sentence in a line of body is: a notice or credit may stand at its end."""
    if furniture.is_boilerplate_sentence(sentence):
        return BOILERPLATE
    if len(sentence) > MAX_CREDIT_LENGTH:
        return BODY
    if furniture.ends_with_credit(sentence):
        return SentenceStructure("caption")
    return BOILERPLATE if sentence[0] in "([" and furniture.is_boilerplate(sentence) else BODY
