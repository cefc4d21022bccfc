"""Structure: what each sentence of an article is, from the position, form and wording of its line.

A line is what a newline ends, or a paragraph that is wrapped over several.
The user's roles replace those that are guessed. Of several rules that fit a
line, the first decides, in the order of `_guess`; whatever is left is body.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice, pairwise

from stancekit.analysis.correspondence import mark_correspondence
from stancekit.analysis.speech.interviews import mark_unlabeled_turns
from stancekit.analysis.speech.posts import mark_posts
from stancekit.analysis.speech.source_lines import (
    Line,
    SentenceStructure,
    mark_quotations,
    mark_signatures,
    mark_speaker_turns,
)
from stancekit.inputs.spans import Bounds
from stancekit.inputs.text import Text
from stancekit.labels import ARTICLE_ROLES
from stancekit.language import bylines, furniture, gazetteer, lexicon, names
from stancekit.language.furniture import HEADING
from stancekit.language.lines import BULLET, END, LIST_NUMBER
from stancekit.language.segmentation import blocks

CREDIT = 90  # characters of the longest credit in a line of body
DASHES = ("-", "–", "—")
FIRST_LINES = 4  # lines that can be the headline, the byline and the date
LAST_LINES = 14  # lines that can be an author's biography
PLACE = 40  # characters of a dateline's place
REPEATED = 40  # characters that two captions share if they are one
SUMMARY_LINES = 6  # points of a summary at the top
TEASER_LIST = 120  # characters of a line under "Most read"


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
    _mark_notices(lines)
    mark_signatures(lines)
    _mark_captions(lines)
    mark_unlabeled_turns(lines)
    _mark_biographies(lines)
    mark_quotations(lines)
    _mark_headings(lines)
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
    if len(sentence) > CREDIT:
        return BODY
    if furniture.ends_with_credit(sentence):
        return SentenceStructure("caption")
    return BOILERPLATE if sentence[0] in "([" and furniture.is_boilerplate(sentence) else BODY


def _mark_notices(lines: Sequence[Line]) -> None:
    """Mark notices, teasers, dates and bylines; after the last paragraph, also what stands under such a line."""
    is_shouted_text = sum(line.text.isupper() for line in lines) > len(lines) / 2
    position = 0  # in the article, without notices and captions
    for number, line in enumerate(lines):
        text = line.text
        if number == 0 and len(lines) > 1 and furniture.is_labeled_headline(text):
            line.mark("headline")
        elif bylines.is_dateline(text) or (position < FIRST_LINES and _is_split_dateline(lines, number)):
            line.mark("dateline")
        elif bylines.is_byline(text) or (position < FIRST_LINES and _is_byline_by_position(lines, number)):
            line.mark("byline")
        elif furniture.ends_with_credit(text) and len(text) <= furniture.CAPTION:
            line.mark("caption")
        elif furniture.is_boilerplate(text) or (position and not is_shouted_text and furniture.is_shouted(text)):
            line.mark("boilerplate")
        position += line.role not in ("boilerplate", "caption")
    _mark_teasers(lines)
    _mark_teaser_lists(lines)


def _is_split_dateline(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line is the place or the agency of a dateline whose parts stand on lines of their own."""
    text, after = lines[number].text, [line.text for line in lines[number + 1 : number + 3]]
    if len(text) > PLACE or ":" in text or not after:
        return False
    return after[0] in DASHES or (after[0].isupper() and after[-1] in DASHES)


def _mark_teasers(lines: Sequence[Line]) -> None:
    """Mark the headline of another article below a label, and those of a list of them."""
    for label, line in pairwise(lines):
        if line.structure is None and furniture.labels_teaser(label.text) and furniture.is_heading(line.text):
            line.mark("boilerplate")
    first: int | None = None  # line of the list that is open
    for number, line in enumerate(lines):
        if furniture.begins_list(line.text):
            line.mark("boilerplate")
            first = number if first is None else first
        if first is not None and furniture.ends_list(line.text):
            for other in lines[first : number + 1]:
                other.mark("boilerplate")
            first = None


def _is_byline_by_position(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line near the top is an outlet after a name, or a name before an outlet or after the headline."""
    text = lines[number].text
    after = lines[number + 1].text if number + 1 < len(lines) else ""
    before = lines[number - 1] if number else None
    if bylines.is_outlet(text):
        return before is None or before.role in ("byline", "dateline", "headline") or bylines.is_name(before.text)
    if not bylines.is_name(text):
        return False
    if before is None:
        return bylines.is_outlet(after)
    return bylines.is_outlet(after) or bylines.is_dateline(after) or _is_author(text, before, after)


def _is_author(name: str, before: Line, after: str) -> bool:
    """Tell whether the name of a person stands below the date, or between the headline and a text about others."""
    words = names.normalize(name)
    is_known = bool(words) and gazetteer.likely_sex(words[0]) is not None
    is_in_capitals = name.isupper() and len(words) == 2 and before.role == "boilerplate"
    if len(words) not in (2, 3) or not (is_known or is_in_capitals):
        return False
    if before.role == "dateline":
        return True
    is_text = END.search(after) is not None
    is_about_other = furniture.biography_of(after) is not None or names.surname(words) not in after.lower()
    is_below_heading = furniture.is_heading(before.text) or is_in_capitals
    return is_below_heading and is_text and is_about_other


def _mark_teaser_lists(lines: Sequence[Line]) -> None:
    """Mark the headlines of other articles that follow a notice at the end of a text."""
    last = len(lines)
    while last and (lines[last - 1].structure or furniture.is_heading(lines[last - 1].text)):
        last -= 1
    is_open = False
    for line in lines[last:]:
        if line.role == "boilerplate":
            is_open = True
        elif is_open and len(line.text) <= TEASER_LIST and not line.text.startswith(">"):
            line.mark("boilerplate")


def _mark_captions(lines: Sequence[Line]) -> None:
    """Mark captions, and lines that repeat the beginning of one."""
    for line in lines:
        if line.structure is None and furniture.describes_picture(line.text):
            line.mark("caption")
    for label, line in pairwise(lines):
        if line.structure is None and furniture.labels_caption(label.text):
            line.mark("caption")
    beginnings = {line.text[:REPEATED] for line in lines if line.role == "caption" and len(line.text) >= REPEATED}
    for line in lines:
        if line.structure is None and line.text[:REPEATED] in beginnings:
            line.mark("caption")


def _mark_biographies(lines: Sequence[Line]) -> None:
    """Mark the biography of the author, under the byline or after the article, and the rest of it."""
    top = (line for line in lines if line.role != "boilerplate")
    for before, line in pairwise(islice(top, FIRST_LINES + 1)):
        name = furniture.biography_of(line.text) if before.role == "byline" and line.structure is None else None
        if name and name in before.text:
            line.mark("boilerplate")
    number = len(lines) - 1
    tail: list[Line] = []  # lines that belong to a biography if one stands before them
    while number > 0 and number >= len(lines) - LAST_LINES:
        line = lines[number]
        if line.structure is None:
            if _is_biography(lines, number):
                line.mark("boilerplate")
                for more in tail:
                    more.mark("boilerplate")
                tail = []
            elif furniture.continues_biography(line.text):
                tail.append(line)
            else:
                break
        elif not line.is_furniture:
            break
        number -= 1


def _is_biography(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line is the biography of somebody whom the article does not mention."""
    name = furniture.biography_of(lines[number].text)
    if name is None:
        return False
    last = name.rpartition(" ")[2]
    others = (line for line in lines[:number] if not line.is_furniture)
    naming = (line.text for line in others if last in line.text)
    return not last or all(map(furniture.is_boilerplate_sentence, naming))


def _mark_headings(lines: Sequence[Line]) -> None:
    """Mark the headline, subheadings and list items."""
    _mark_summary(lines)
    is_item = [line.structure is None and _is_item(line.text) for line in lines]
    is_first, is_top, before = True, True, 0  # lines of the article before it
    for number, line in enumerate(lines):
        if line.structure is not None:
            before += not line.is_furniture
            continue
        if is_item[number]:
            line.mark("subheading" if _is_numbered_heading(lines, is_item, number) else "list_item")
        elif is_top and _is_label(line.text, is_first=is_first):
            line.mark("boilerplate")
            continue
        elif furniture.is_heading(line.text) and number + 1 < len(lines):
            line.mark("headline" if is_first and before < FIRST_LINES else "subheading")
        else:
            is_top = False
        is_first = False


def _is_label(line: str, *, is_first: bool) -> bool:
    """Tell whether a line near the top is a label of the article or, above the headline, of a section."""
    sections = lexicon.words("sections") if is_first else frozenset()
    return line.lower() in lexicon.words("kickers") | sections


def _is_item(line: str) -> bool:
    return BULLET.match(line) is not None or LIST_NUMBER.match(line) is not None


def _mark_summary(lines: Sequence[Line]) -> None:
    """Mark the points under "Story highlights" at the top."""
    if not lines or not furniture.begins_summary(lines[0].text):
        return
    for line in lines[:SUMMARY_LINES]:
        if not furniture.is_heading(line.text):
            break
        line.mark("list_item")


def _is_numbered_heading(lines: Sequence[Line], is_item: Sequence[bool], number: int) -> bool:
    """Tell whether a short line with a number stands between paragraphs, apart from the items before and after it."""
    if number + 1 >= len(lines) or len(lines[number].text) > HEADING or not LIST_NUMBER.match(lines[number].text):
        return False
    return not is_item[number + 1] and not (number and is_item[number - 1])
