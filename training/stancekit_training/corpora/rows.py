"""Rows of a corpus that repeat a sentence, once for each target."""

from collections.abc import Iterable
from dataclasses import replace

from stancekit_training.corpora.sentence import LabeledSentence, Span, Target


def join_targets(rows: Iterable[LabeledSentence]) -> list[LabeledSentence]:
    """Return one sentence for each text, with the targets of all its rows in the order of the text.

    Of targets with the same spans, the first is kept.
    """
    sentences: dict[str, LabeledSentence] = {}
    targets: dict[str, dict[tuple[Span, ...], Target]] = {}
    for row in rows:
        sentences.setdefault(row.text, row)
        by_spans = targets.setdefault(row.text, {})
        for target in row.targets:
            by_spans.setdefault(target.spans, target)
    return [
        replace(
            sentence, targets=tuple(target for _, target in sorted(targets[text].items(), key=lambda item: item[0]))
        )
        for text, sentence in sentences.items()
    ]
