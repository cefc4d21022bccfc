"""The public corpora of whole articles for the training of portrayals: where each comes from, and its loader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from stancekit_training.corpora import basil, narrative_framing, own_articles, persent, seesaw
from stancekit_training.corpora.article import LabeledArticle
from stancekit_training.corpora.registry import Origin

ArticleLoader: TypeAlias = Callable[[Path], list[LabeledArticle]]


@dataclass(frozen=True, kw_only=True)
class ArticleCorpus(Origin):
    """A public corpus of whole articles with labeled actors.

    Attributes:
        load: reads the articles for training from the folder that holds all corpora.
    """

    load: ArticleLoader


ARTICLE_CORPORA: Mapping[str, ArticleCorpus] = {
    "seesaw": ArticleCorpus(
        load=partial(seesaw.load, split="train"),
        license="CC BY-NC-SA 4.0",
        permissive=False,
        citation="Zhang et al., EMNLP 2022",
        address="https://github.com/launchnlp/SEESAW",
    ),
    "persent": ArticleCorpus(
        load=partial(persent.load, split="train"),
        license="CC BY 4.0 (dataset card)",
        permissive=True,
        citation="Bastan et al., COLING 2020",
        address="https://github.com/MHDBST/PerSenT",
    ),
    "basil": ArticleCorpus(
        load=basil.load,
        license="none stated",
        permissive=False,
        citation="Fan et al., EMNLP-IJCNLP 2019",
        address="https://github.com/launchnlp/BASIL",
    ),
    "narrative_framing": ArticleCorpus(
        load=narrative_framing.load,
        license="MIT (repository)",
        permissive=True,
        citation="Frermann et al., ACL 2023",
        address="https://github.com/phenixace/narrative-framing",
    ),
    "own_articles": ArticleCorpus(
        load=own_articles.load,
        license="CC0 1.0, written for this project",
        permissive=True,
        citation="this project",
        address="training/data/articles.jsonl",
    ),
}
