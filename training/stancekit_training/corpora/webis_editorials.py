"""Webis editorials: the kinds of evidence in editorials of Fox News and Al Jazeera (Al-Khatib et al., COLING 2016).

Segments are clauses. The segments of a paragraph are joined until one ends in
a full stop, a question mark or an exclamation mark, with or without a closing
quotation mark. A sentence of assumptions alone is an opinion, one of anecdotes,
testimony or statistics alone a reported fact; other sentences are left out,
and titles too. Scars of tokenization are mended. The corpus has no split of
its own: a digest of its file name assigns a document to a split.
"""

import json
import re
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

from stancekit_training.corpora.overlap import without_repeats
from stancekit_training.corpora.sentence import LabeledSentence, Split
from stancekit_training.corpora.split import split_of

DEV_SHARE = 0.2
UNLABELED = "no-unit"  # conjunctions, punctuation and other words between the segments
ASSUMPTION = frozenset({"assumption"})
EVIDENCE = frozenset({"anecdote", "testimony", "statistics"})
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$")
QUOTATION = re.compile(r'([\w,:;])?("[^"]*")(?=(\w)?)')
SCARS = (
    (re.compile(r"(?<=\w)  (?=[\w,'])"), ". "),  # the corpus lost the full stops of abbreviations
    (re.compile(r"\s+"), " "),
    (re.compile(r"\\"), ""),
    (re.compile(r"(?<=\w)(['’]) (?=(?:s|t|re|ve|ll|d|m)\b)"), r"\1"),
    (re.compile(r"(?<=\w) (?=['’](?:s|t|re|ve|ll|d|m)\b)"), ""),
    (re.compile(r"(?<=\b[A-Z]\.[A-Z])(?=['’]s)"), "."),
    (re.compile(r"(?<=\b[Gg]on|\b[Ww]an) (?=na\b)"), ""),
    (re.compile(r" (?=[,;:.?!])"), ""),
    (re.compile(r"(?<=[a-z,])(?=\(\w\w)"), " "),
    (re.compile(r"(?<=[:?!])\.$"), ""),
)


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the labeled sentences of the documents of one split."""
    paths = sorted((folder / "webis_editorials").glob("*/*.json"))
    if not paths:
        raise FileNotFoundError(2, "No documents", str(folder / "webis_editorials"))
    sentences: list[LabeledSentence] = []
    for path in paths:
        if split_of(path.stem, DEV_SHARE) == split:
            for paragraph in json.loads(path.read_text(encoding="utf-8"))["paragraphs"]:
                sentences += _sentences(paragraph)
    return without_repeats(sentences) if split == "dev" else sentences


def _sentences(paragraph: list[dict[str, Any]]) -> Iterator[LabeledSentence]:
    texts: list[str] = []
    labels: set[str] = set()
    for number, segment in enumerate(paragraph, start=1):
        texts.append(segment["text"])
        labels.add(segment["label"])
        continues = number < len(paragraph) and paragraph[number]["text"][:1].islower()
        if SENTENCE_END.search(segment["text"]) and not continues:
            if opinion := _opinion(labels - {UNLABELED}):
                yield LabeledSentence(_mended(texts), "webis_editorials", opinion=opinion)
            texts, labels = [], set()


def _opinion(labels: Set[str]) -> str | None:
    if labels == ASSUMPTION:
        return "opinion"
    return "reported_fact" if labels and labels <= EVIDENCE else None


def _mended(texts: list[str]) -> str:
    """Join the segments of a sentence, with spaces and full stops as newspapers print them."""
    text = " ".join(part.strip() for part in texts)
    for scar, mend in SCARS:
        text = scar.sub(mend, text)
    return QUOTATION.sub(_spaced, text) if text.count('"') % 2 == 0 else text


def _spaced(quotation: re.Match[str]) -> str:
    before, quoted, after = quotation.groups()
    return f"{before + ' ' if before else ''}{quoted}{' ' if after else ''}"
