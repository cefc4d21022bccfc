"""Annotations written for the project, each file with an open and a frozen portion.

The open portion may guide decisions. The frozen portion is for a single final
measurement, after every decision has been made without it.
"""

import json
from pathlib import Path
from typing import Any, Literal, TypeAlias

Portion: TypeAlias = Literal["open", "frozen"]


def read_portion(path: Path, portion: Portion) -> list[dict[str, Any]]:
    """Return the rows of one portion of a JSON Lines file; the key `frozen` of a row names its portion."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["frozen"] == (portion == "frozen")]
