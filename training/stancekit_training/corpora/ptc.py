"""PTC: propaganda techniques as spans of news articles (Da San Martino et al., EMNLP 2019; SemEval-2020, task 11).

Outside quotations, loaded language and name calling are loaded words, and
their sentences are biased; exaggeration and doubt say only that a sentence is
biased. Other techniques are ignored, and sentences without a mark are left
out, because the annotators missed many. All sentences are for training.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from stancekit.language import quotations, segmentation
from stancekit_training.corpora.sentence import LabeledSentence, Span, Split

LOADED = frozenset({"Loaded_Language", "Name_Calling,Labeling"})
BIASED = LOADED | {"Exaggeration,Minimisation", "Doubt"}
LABELS = ".task2-TC.labels"


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the marked sentences of every article for training, from texts and labels in one folder; none for dev."""
    if split == "dev":
        return []
    paths = sorted((folder / "ptc").glob(f"*{LABELS}"))
    if not paths:
        raise FileNotFoundError(2, "No labels", str(folder / "ptc"))
    sentences: list[LabeledSentence] = []
    for path in paths:
        text = path.with_name(path.name.replace(LABELS, ".txt")).read_bytes().decode()
        sentences += _sentences(text, path.read_text(encoding="utf-8"))
    return sentences


def _sentences(text: str, labels: str) -> Iterator[LabeledSentence]:
    quoted = quotations.find_quotations(text, segmentation.paragraphs(text))
    loaded: list[Span] = []
    biased: list[Span] = []
    for line in labels.splitlines():
        _, technique, start, end = line.split("\t")
        span = int(start), int(end)
        if technique in BIASED and not any(quotation.covers(*span) for quotation in quoted):
            biased.append(span)
            if technique in LOADED:
                loaded.append(span)
    for first, last in segmentation.split_sentences(text):
        if _within(text, biased, first, last):
            inside = _within(text, loaded, first, last)
            yield LabeledSentence(text[first:last], "ptc", bias="biased", loaded=inside or None)


def _within(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the parts of spans that lie in a sentence, as offsets from its start; overlapping parts are joined."""
    parts: list[Span] = []
    for span in sorted(spans):
        first, last = max(span[0], start), min(span[1], end)
        part = text[first:last].strip()
        if not any(map(str.isalnum, part)):
            continue
        first = text.index(part, first)
        last = first + len(part)
        if parts and first - start < parts[-1][1]:
            parts[-1] = (parts[-1][0], max(parts[-1][1], last - start))
        else:
            parts.append((first - start, last - start))
    return tuple(parts)
