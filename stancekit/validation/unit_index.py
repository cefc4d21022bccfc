"""Search for the unit that a gold row codes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

import pandas as pd

from stancekit.comparison.score_tables import ScoreTables
from stancekit.document.tables import Level
from stancekit.validation.cells import as_cell
from stancekit.validation.units import Units

Key: TypeAlias = tuple[str, ...]
KEYS: Mapping[Level, tuple[Key, ...]] = {  # columns that identify a unit of an article, the most exact first
    "sentence": (("start", "end"), ("sentence",), ("text",)),
    "mention": (("start", "end"), ("sentence", "key"), ("sentence", "name"), ("sentence", "mention")),
    "actor": (("key",), ("name",)),
}
OWN_TEXT = {"mention": "text"}  # the column of the table that the column `mention` of gold is


class UnitIndex:
    """The units of some articles, by each key."""

    def __init__(self, tables: ScoreTables, units: Units, ids: Collection[str]) -> None:
        """Index the units.

        Args:
            tables: the score tables, for the texts of sentences.
            units: the scored units.
            ids: the identifiers of the articles whose units are searched for.
        """
        self._level, self._unit = units.target.level, units.target.unit
        self._measured = self._rows(units.frame, ids)
        self._unmeasured = self._rows(units.unmeasured, ids)
        self._ids = {row["id"] for row in self._measured.values()} | {row["id"] for row in self._unmeasured.values()}
        self._texts = self._sentence_texts(tables) if self._level != "actor" else {}
        self._measured_by = {key: self._by_key(self._measured, key) for key in KEYS[self._level]}
        self._unmeasured_by = {key: self._by_key(self._unmeasured, key) for key in KEYS[self._level]}

    def find(self, record: Mapping[str, str]) -> tuple[int | None, str]:
        """Return the position of the unit that a gold row codes; if there is none, None and the reason."""
        if record["id"] not in self._ids:
            return None, "no scored article has its id"
        keys = [key for key in KEYS[self._level] if all(record.get(column) for column in key)]
        if not keys:
            choices = " or ".join(" and ".join(key) for key in KEYS[self._level])
            return None, f"nothing says which {self._unit} it codes: {choices}"
        faults = []
        for key in keys:  # a sentence that moved still has its text
            position, fault = self._find_by(key, record)
            if position is not None:
                return position, ""
            faults.append(fault)
        return None, faults[0]

    def _find_by(self, key: Key, record: Mapping[str, str]) -> tuple[int | None, str]:
        """Return the position of the unit with a key, or the reason why there is none; see `find`."""
        value = (record["id"], *(_normalized(record[column]) for column in key))
        positions = self._measured_by[key].get(value, [])
        if len(positions) > 1:
            return None, f"{' and '.join(key)} fit several {self._unit}s of the article"
        if not positions:
            is_unmeasured = value in self._unmeasured_by[key]
            reason = "is not measured, such as a caption or a byline" if is_unmeasured else "is not in the article"
            return None, f"the {self._unit} with its {' and '.join(key)} {reason}"
        if not self._has_text(record, positions[0]):
            return None, "its text differs from the scored text: is it of another version of the article?"
        return positions[0], ""

    def _rows(self, frame: pd.DataFrame, ids: Collection[str]) -> dict[int, dict[str, str]]:
        """Return the cells of the units of some articles, by position."""
        positions = frame["id"].isin(list(ids)).to_numpy().nonzero()[0]
        rows_of_ids = frame.iloc[positions].rename(columns={own: column for column, own in OWN_TEXT.items()})
        rows = [{column: as_cell(value) for column, value in row.items()} for row in rows_of_ids.to_dict("records")]
        return dict(zip(map(int, positions), rows, strict=True))

    def _sentence_texts(self, tables: ScoreTables) -> Mapping[tuple[str, str], str]:
        """Return the text of the sentences that have a unit, by id and index."""
        rows = [*self._measured.values(), *self._unmeasured.values()]
        texts = tables.texts({(row["id"], int(row["sentence"])) for row in rows})
        return {(id, str(sentence)): text for (id, sentence), text in texts.items()}

    def _by_key(self, rows: Mapping[int, Mapping[str, str]], key: Key) -> dict[Key, list[int]]:
        positions = defaultdict(list)
        for position, row in rows.items():
            cells = {**row, "text": self._text(row)}
            positions[(row["id"], *(_normalized(cells[column]) for column in key))].append(position)
        return dict(positions)

    def _has_text(self, record: Mapping[str, str], position: int) -> bool:
        """Return whether the texts that a gold row states are those of the unit."""
        row = self._measured[position]
        texts = [record[column] for column in ("text", "mention") if record.get(column) and self._level != "actor"]
        own: Sequence[str] = [_normalized(self._text(row)), _normalized(row.get("mention", ""))]
        return all(_normalized(text) in own for text in texts)

    def _text(self, row: Mapping[str, str]) -> str:
        return self._texts.get((row["id"], row.get("sentence", "")), "")


def _normalized(text: str) -> str:
    return " ".join(text.split())
