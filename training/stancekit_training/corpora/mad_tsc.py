"""MAD-TSC: sentiment toward politicians in sentences of the European press (Dufraisse et al., ACL 2023).

The format and the definition of sentiment are NewsMTSC's. A row has one
target; the rows of a sentence are joined.
"""

from pathlib import Path

from stancekit_training.corpora import newsmtsc
from stancekit_training.corpora.rows import join_targets
from stancekit_training.corpora.sentence import LabeledSentence, Split

FILES = {"train": "train.jsonl", "dev": "validation.jsonl"}


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the JSON Lines of a split.

    Raises:
        CorpusError: the offsets of a mention do not match its text.
    """
    return join_targets(newsmtsc.rows(folder / "mad_tsc" / FILES[split], "mad_tsc"))
