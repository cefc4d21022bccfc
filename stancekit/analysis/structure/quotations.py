"""Quotations without quotation marks: under a line that announces them, and in mail."""

from collections.abc import Sequence

from stancekit.analysis.structure.lines import Line
from stancekit.language import furniture, lexicon
from stancekit.language.lines import BULLET, LIST_NUMBER

MAX_ANNOUNCEMENT_LENGTH = 300  # characters at the end of the line above a list that are searched


def mark_quotations(lines: Sequence[Line]) -> None:
    """Mark quotations without quotation marks: under a line that announces them, and in mail."""
    is_open = False
    for before, line in zip([None, *lines], lines, strict=False):
        text = line.text
        if text.startswith(">"):
            line.mark("quote_block")
            continue
        is_item = BULLET.match(text) is not None or LIST_NUMBER.match(text) is not None
        is_announced = before is not None and before.structure is None and furniture.introduces_quotation(before.text)
        if is_item and before is not None and before.structure is None:
            is_announced = (
                is_announced or lexicon.pattern("points").match(before.text[-MAX_ANNOUNCEMENT_LENGTH:]) is not None
            )
        is_plain = line.structure is None and not furniture.QUOTE_MARKS.match(text) and not furniture.is_heading(text)
        is_open = is_item and (is_announced or is_open)
        if is_open or (is_announced and is_plain):
            line.mark("quote_block")
