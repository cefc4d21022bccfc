"""Lines under a text or a quotation that name its author: "— Ana Roth"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from stancekit.analysis.structure.lines import Line
from stancekit.language import bylines, furniture

MAX_CREDIT_LENGTH = 110  # characters of the longest line under a quotation that says where it is from
DASH = re.compile(r"[—–-]{1,2}\s?(?=[\w'‘“])")
QUOTATION = re.compile('["“].*["”]$', re.DOTALL)


def mark_signatures(lines: Sequence[Line]) -> None:
    """Mark lines that begin with a dash and name the author of the text or the source of the quotation before."""
    for before, line in pairwise(lines):
        dash = DASH.match(line.text)
        if dash is None or len(line.text) > MAX_CREDIT_LENGTH or furniture.is_boilerplate_sentence(line.text):
            continue
        name = line.text[dash.end() :]
        is_signed = furniture.END_MARK.search(before.text) and (bylines.is_name(name) or bylines.is_byline(name))
        if is_signed or QUOTATION.match(before.text):
            line.mark("byline")
