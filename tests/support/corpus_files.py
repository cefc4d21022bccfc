"""Files of corpora in their own formats, for tests that read them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def write_file(path: Path, content: Any) -> None:
    """Write text as it is, anything else as JSON; missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def write_seesaw_story(folder: Path, title: str, sentences: Sequence[str], annotation: Mapping[str, Any]) -> None:
    """Write a story of SEESAW's valid part, whose three articles are the same."""
    home = folder / "seesaw"
    write_file(home / "meta" / "TRIPLET_001.json", {"triplet_id": "001", "Split": "valid"})
    article = {"title": title, "text": [{"id": number, "text": text} for number, text in enumerate(sentences)]}
    for number in range(3):
        name = f"TRIPLET_001_DOCUMENT_{number}.json"
        write_file(home / "articles" / name, article)
        write_file(home / "annotations" / name, annotation)
