"""BASIL: what an article's author feels about each main entity (Fan et al., EMNLP 2019)."""

import json
from pathlib import Path

from stancekit_training.corpora.article import Article, Judged

STANCE = {"pos": "favor", "neu": "neutral", "neg": "against"}
FEELING = "author_feeling_"


def load(folder: Path) -> list[Article]:
    """Read every article; the title stands in the first line, each paragraph in one of its own."""
    home = folder / "basil"
    articles = []
    for path in sorted((home / "articles").glob("*/*.json")):
        judged = home / "annotations" / path.parent.name / f"{path.stem}_ann.json"
        articles.append(_article(path, json.loads(judged.read_text(encoding="utf-8"))["article-level-annotations"]))
    return articles


def _article(path: Path, feelings: dict[str, str]) -> Article:
    read = json.loads(path.read_text(encoding="utf-8"))
    title = " ".join(read["title"].split())
    paragraphs = [" ".join(" ".join(sentences).split()) for sentences in read["body-paragraphs"]]
    return Article(
        text="\n".join([title, *paragraphs]),
        corpus="basil",
        article=path.stem,
        group=read["triplet-uuid"],
        title=(0, len(title)) if title else None,
        actors=tuple(
            Judged(name.removeprefix(FEELING).replace("_", " "), STANCE[feeling])
            for name, feeling in feelings.items()
            if name.startswith(FEELING) and name != f"{FEELING}main_event" and feeling in STANCE
        ),
    )
