"""BASIL: an author's feeling toward each main entity of an article (Fan et al., EMNLP 2019)."""

import json
from pathlib import Path

from stancekit_training.corpora.article import LabeledActor, LabeledArticle

STANCE = {"pos": "favor", "neu": "neutral", "neg": "against"}
FEELING = "author_feeling_"


def load(folder: Path) -> list[LabeledArticle]:
    """Read every article; the title is the first line of its text, each paragraph a line of its own."""
    home = folder / "basil"
    articles = []
    for path in sorted((home / "articles").glob("*/*.json")):
        annotation = home / "annotations" / path.parent.name / f"{path.stem}_ann.json"
        labels = json.loads(annotation.read_text(encoding="utf-8"))
        articles.append(_article(path, labels["article-level-annotations"]))
    return articles


def _article(path: Path, feelings: dict[str, str]) -> LabeledArticle:
    content = json.loads(path.read_text(encoding="utf-8"))
    title = " ".join(content["title"].split())
    paragraphs = [" ".join(" ".join(sentences).split()) for sentences in content["body-paragraphs"]]
    return LabeledArticle(
        text="\n".join([title, *paragraphs]),
        corpus="basil",
        id=path.stem,
        group=content["triplet-uuid"],
        title=(0, len(title)) if title else None,
        actors=tuple(
            LabeledActor(name.removeprefix(FEELING).replace("_", " "), STANCE[feeling])
            for name, feeling in feelings.items()
            if name.startswith(FEELING) and name != f"{FEELING}main_event" and feeling in STANCE
        ),
    )
