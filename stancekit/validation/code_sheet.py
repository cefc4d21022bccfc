"""The sheet that a coder fills in."""

import csv
from os import PathLike
from typing import Any

import pandas as pd

from stancekit.comparison.estimates import Floats, Ints
from stancekit.comparison.score_tables import ScoreTables
from stancekit.validation.cells import guarded
from stancekit.validation.units import Units

BETWEEN = " […] "  # the sentences that mention an actor


def code_sheet(tables: ScoreTables, units: Units, positions: Ints, probabilities: Floats) -> pd.DataFrame:
    """Return a row for each selected unit, with its text and an empty column `gold`.

    Args:
        tables: the score tables, for the texts.
        units: all units.
        positions: indices of the units to code. *Shape:* (rows,)
        probabilities: the inclusion probabilities of the rows. *Shape:* (rows,)
    """
    rows = units.frame.iloc[positions]
    columns: dict[str, Any] = {"id": rows["id"].astype("str").tolist()}
    if units.by:
        columns[units.by] = [units.group_names[group] for group in units.groups[positions]]
    if units.target.level == "actor":
        columns |= {"key": rows["key"].astype("str").tolist(), "name": rows["name"].astype("str").tolist()}
        columns["text"] = _actor_texts(tables, rows)
    else:
        columns |= {name: rows[name].tolist() for name in ("sentence", "start", "end")}
        if units.target.level == "mention":
            columns |= {"mention": rows["text"].astype("str").tolist(), "name": rows["name"].astype("str").tolist()}
        columns |= _sentence_texts(tables, rows)
    columns |= {"gold": [""] * len(rows), "probability": probabilities}
    return pd.DataFrame(columns)


def write_sample(frame: pd.DataFrame, path: str | PathLike[str]) -> None:
    """Write a sample as CSV that opens in a spreadsheet: UTF-8 with a signature, and no text that runs as a formula.

    A text that begins like a formula gets an apostrophe, which `validate`
    removes.

    Raises:
        OSError: the file cannot be written.
    """
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(str(column)) for column in frame.columns])
        for row in frame.itertuples(index=False, name=None):
            writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])


def _sentence_texts(tables: ScoreTables, rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return the sentence of each unit, with the ones before and after it."""
    keys = [(str(id), int(sentence)) for id, sentence in zip(rows["id"], rows["sentence"], strict=True)]
    steps = {"before": -1, "text": 0, "after": 1}
    texts = tables.texts({(id, sentence + step) for id, sentence in keys for step in steps.values()})
    return {column: [texts.get((id, sentence + step), "") for id, sentence in keys] for column, step in steps.items()}


def _actor_texts(tables: ScoreTables, rows: pd.DataFrame) -> list[str]:
    """Return the sentences that mention each actor."""
    keys = list(zip(rows["id"].astype("str"), rows["key"].astype("str"), strict=True))
    where = {"id": {id for id, _ in keys}, "key": {key for _, key in keys}}
    mentions = tables.read("mention", ["id", "sentence", "key"], **where)
    of_actors: dict[tuple[str, str], set[int]] = {key: set() for key in keys}
    for id, sentence, key in mentions.itertuples(index=False, name=None):
        if (id, key) in of_actors:
            of_actors[id, key].add(int(sentence))
    texts = tables.texts({(id, sentence) for (id, _), sentences in of_actors.items() for sentence in sentences})
    return [
        BETWEEN.join(texts[key[0], sentence] for sentence in sorted(of_actors[key]) if (key[0], sentence) in texts)
        for key in keys
    ]
