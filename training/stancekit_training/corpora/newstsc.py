"""NewsTSC: sentiment toward a person, organization or place in news sentences (Hamborg et al., iConference 2021).

The corpus has no development part: a digest of its words assigns a sentence to
a split. A row has one target; the rows of a sentence are joined. Some spans
hold more than the name: articles, conjunctions, the possessive and punctuation
at their ends are trimmed, a full stop only if it ends no abbreviation, and an
open bracket with all after it. A span without a capital letter is no name, and
its row is left out.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from stancekit_training.corpora.overlap import without_repeats
from stancekit_training.corpora.rows import join_targets
from stancekit_training.corpora.sentence import LabeledSentence, Span, Split, Target
from stancekit_training.corpora.split import split_of
from stancekit_training.errors import CorpusError

FILE = "train.jsonl"
DEV_SHARE = 0.2
STANCE = {"negative": "against", "neutral": "neutral", "positive": "favor"}
BEFORE_NAME = re.compile(r"(?:['’]s\s|(?:[Tt]he|[Aa]n?|and|or|of|in|by|with)\s|\W)*")
AFTER_NAME = re.compile(
    r"(?:['’]s|\s(?:the|an?|and|or|of|in|by|with|is|was|has)|\s?[(\[][^)\]]*|[^\w.]"
    r"|(?<!\b[A-Z])(?<!\b[JS]r)(?<!\bCo)(?<!\bInc)\.)*$"
)


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read one split; `target_local_from` and `target_local_to` are end-exclusive offsets into `local_context`.

    Raises:
        CorpusError: the offsets of a mention do not match its text.
    """
    sentences = join_targets(_rows(folder / "newstsc" / FILE))
    chosen = [sentence for sentence in sentences if split_of(sentence.text, DEV_SHARE) == split]
    return without_repeats(chosen) if split == "dev" else chosen


def _rows(path: Path) -> Iterator[LabeledSentence]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            text, mention = row["local_context"], row["target_mention"]
            start, end = row["target_local_from"], row["target_local_to"]
            if text[start:end] != mention:
                raise CorpusError(f"newstsc {path.name} row {number}: {mention!r} is not at ({start}, {end}).")
            if span := _name_in(text, start, end):
                yield LabeledSentence(text, "newstsc", targets=(Target((span,), STANCE[row["label"]]),))


def _name_in(text: str, start: int, end: int) -> Span | None:
    """Return the span of the name in a mention, None if the mention holds no capital letter."""
    mention = text[start:end]
    before = BEFORE_NAME.match(mention)
    after = AFTER_NAME.search(mention)
    first, stop = before.end() if before else 0, after.start() if after else len(mention)
    name = mention[first:stop]
    return (start + first, start + stop) if any(map(str.isupper, name)) else None
