"""Corpora of your own labels, checked row by row before training begins, and split by article."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from stancekit_training.corpora.own_labels import KEYS, OwnSentence, parse
from stancekit_training.corpora.own_rows import Columns, Row, read_dataset, read_file
from stancekit_training.corpora.rows import join_targets
from stancekit_training.corpora.sentence import LabeledSentence, Part
from stancekit_training.corpora.split import split_articles
from stancekit_training.errors import CorpusError
from stancekit_training.settings import MixtureEntry

if TYPE_CHECKING:
    from datasets import DatasetDict

SPLIT_NAMES: Mapping[Part, tuple[str, ...]] = {  # of a part, as data sets call it
    "train": ("train",),
    "dev": ("dev", "validation", "valid", "val", "eval"),
    "test": ("test",),
}


def load(path: Path, name: str) -> list[LabeledSentence]:
    """Read a file of labels in any format of `own_rows.FORMATS`.

    Args:
        path: the file.
        name: the name of the corpus in the recipe.

    Raises:
        CorpusError: there is no file, or no row in it, or rows have faults,
            which are listed with their row numbers.
    """
    return [each.sentence for each in _checked(read_file(path, Columns(), KEYS), name, str(path))]


def load_parts(entry: MixtureEntry, name: str) -> dict[Part, list[LabeledSentence]]:
    """Read all parts of a corpus; without a part `dev` or `test`, articles of `train` make one.

    Args:
        entry: its table in the recipe.
        name: its name there.

    Raises:
        CorpusError: see `load`; or a data set cannot be loaded, or has no split `train`.
    """
    columns = Columns(entry.columns, entry.values)
    if entry.dataset is not None:
        parts = _of_dataset(entry, columns, name)
    else:
        files: dict[Part, Path | None] = {"train": entry.train, "dev": entry.dev, "test": entry.test}
        parts = {
            part: _checked(read_file(path, columns, KEYS), name, str(path))
            for part, path in files.items()
            if path is not None
        }
    shares: dict[Part, float] = {"dev": entry.dev_share, "test": entry.test_share}
    missing = {part: share for part, share in shares.items() if part not in parts and share > 0}
    if missing:
        assigned = split_articles([each.article for each in parts["train"]], missing)
        for part in missing:
            parts[part] = [each for each in parts["train"] if assigned[each.article] == part]
        parts["train"] = [each for each in parts["train"] if assigned[each.article] == "train"]
    return {part: list(_joined(sentences)) for part, sentences in parts.items()}


def _of_dataset(entry: MixtureEntry, columns: Columns, name: str) -> dict[Part, list[OwnSentence]]:
    splits = _load_dataset(entry, name)
    parts: dict[Part, list[OwnSentence]] = {}
    for part, names in SPLIT_NAMES.items():
        split = next((each for each in names if each in splits), None)
        if split is not None:
            place = f"{entry.dataset}, split {split}"
            parts[part] = _checked(read_dataset(splits[split], columns, KEYS, place), name, place)
    if "train" not in parts:
        raise CorpusError(f"{entry.dataset} has no split 'train', only {', '.join(map(str, splits))}.")
    return parts


def _load_dataset(entry: MixtureEntry, name: str) -> "DatasetDict":
    """Load a saved DatasetDict, or a data set by its hub name; code of a repository is never run."""
    from datasets import Dataset, DatasetDict, load_dataset, load_from_disk

    where = str(entry.dataset)
    try:
        if (Path(where) / "dataset_dict.json").is_file() or (Path(where) / "state.json").is_file():
            loaded = load_from_disk(where)
        else:
            loaded = load_dataset(where, entry.config, revision=entry.revision)
    except (OSError, ValueError, RuntimeError) as error:
        raise CorpusError(f"corpus {name}: the data set {where} cannot be loaded: {error}") from error
    return DatasetDict(train=loaded) if isinstance(loaded, Dataset) else loaded


def _checked(rows: Iterable[Row], name: str, place: str) -> list[OwnSentence]:
    """Return the sentences of rows, or raise a CorpusError with the faults of all of them."""
    sentences: list[OwnSentence] = []
    faults: list[str] = []
    for number, row in rows:
        of_row: list[str] = []
        sentence = parse(row, name, of_row)
        faults.extend(f"row {number}: {fault}" for fault in of_row)
        if sentence is not None:
            sentences.append(sentence)
    if faults:
        raise CorpusError(f"{place} has {len(faults)} faults:\n" + "\n".join(f"  {fault}" for fault in faults))
    if not sentences:
        raise CorpusError(f"{place} has no rows.")
    return sentences


def _joined(sentences: Iterable[OwnSentence]) -> Iterator[LabeledSentence]:
    """Yield the sentences, with those joined that a flat table repeats for each target."""
    by_place: dict[tuple[str, str, str | None, str | None], list[LabeledSentence]] = {}
    for each in sentences:
        key = each.article, each.sentence.text, each.sentence.opinion, each.sentence.bias
        by_place.setdefault(key, []).append(each.sentence)
    for group in by_place.values():
        is_flat = all(len(sentence.targets) == 1 and sentence.actors is None for sentence in group)
        yield from join_targets(group) if is_flat else group
