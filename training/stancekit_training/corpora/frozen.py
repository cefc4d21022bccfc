"""Annotations of our own of which half is frozen: kept for one last look, once nothing is chosen by them any more."""

import json
from pathlib import Path
from typing import Any, Literal, TypeAlias

Half: TypeAlias = Literal["open", "frozen"]


def read_half(path: Path, half: Half) -> list[dict[str, Any]]:
    """Return the rows of one half of a JSON Lines file, each of which says whether it is `frozen`."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["frozen"] == (half == "frozen")]
