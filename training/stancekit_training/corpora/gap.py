"""GAP: a pronoun and two names in a paragraph of Wikipedia (Webster et al., TACL 2018)."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from stancekit_training.corpora.chains import ChainMention, ChainText
from stancekit_training.corpora.sentence import Split
from stancekit_training.errors import CorpusError

FILES = {"train": "gap-development.tsv", "dev": "gap-validation.tsv"}


def load(folder: Path, split: Split) -> list[ChainText]:
    """Read a split; the corpus calls its training part "development".

    The chain of a name is its column, `A` or `B`; that of the pronoun is one
    of them, or None where it refers to neither.

    Raises:
        CorpusError: the offset of a mention does not match its text.
    """
    return list(_texts(folder / "gap" / FILES[split]))


def _texts(path: Path) -> Iterator[ChainText]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            referents = [column for column in "AB" if row[f"{column}-coref"].upper() == "TRUE"]
            names = [ChainMention(*_bounds(row, column), "name", "person", column) for column in "AB"]
            chain = referents[0] if referents else None
            mentions = [*names, ChainMention(*_bounds(row, "Pronoun"), "pronoun", None, chain)]
            mentions.sort(key=lambda mention: mention.start)
            yield ChainText("gap", row["ID"], row["Text"], tuple(mentions), is_complete=False)


def _bounds(row: Mapping[str, str], column: str) -> tuple[int, int]:
    start = int(row[f"{column}-offset"])
    end = start + len(row[column])
    if row["Text"][start:end] != row[column]:
        raise CorpusError(f"gap {row['ID']}: {row[column]!r} is not at {start}.")
    return start, end
