"""The public corpora that training knows: where each comes from, and how it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from stancekit_training.corpora import articles, babe, checkthat, crossner, dse, hard, newsmtsc, polnear, voices
from stancekit_training.corpora.sentence import Item, Part

Loader: TypeAlias = Callable[[Path, Part], list[Item]]


@dataclass(frozen=True)
class Corpus:
    """A corpus.

    Attributes:
        load: reads a part of it from the folder that holds the corpora.
        heads: the heads that its labels train; none of unlabelled text.
        license: as its source states it.
        permissive: whether that licence lets the trained weights be used for any purpose.
        citation: the paper to cite.
        address: where to get it.
    """

    load: Loader
    heads: tuple[str, ...]
    license: str
    permissive: bool
    citation: str
    address: str


CORPORA: Mapping[str, Corpus] = {
    "newsmtsc": Corpus(
        newsmtsc.load,
        ("stance",),
        "MIT",
        True,
        "Hamborg and Donnay, EACL 2021",
        "https://github.com/fhamborg/NewsMTSC",
    ),
    "checkthat": Corpus(
        checkthat.load,
        ("opinion",),
        "CC BY-NC-SA 4.0",
        False,
        "Antici et al., LREC-COLING 2024; CheckThat! Lab 2025, task 1",
        "https://gitlab.com/checkthat_lab/clef2025-checkthat-lab",
    ),
    "babe": Corpus(
        babe.load,
        ("opinion", "bias", "loaded"),
        "CC BY-NC-SA 4.0 (data set card); AGPL-3.0 (repository)",
        False,
        "Spinde et al., Findings of EMNLP 2021",
        "https://github.com/Media-Bias-Group/Neural-Media-Bias-Detection-Using-Distant-Supervision-With-BABE",
    ),
    "conll2003": Corpus(
        crossner.conll2003,
        ("actor",),
        "MIT (annotation as CrossNER packs it); the text under Reuters' research agreement",
        False,
        "Tjong Kim Sang and De Meulder, CoNLL 2003; Liu et al., AAAI 2021",
        "https://github.com/zliucr/CrossNER",
    ),
    "politics": Corpus(
        crossner.politics,
        ("actor",),
        "MIT",
        True,
        "Liu et al., AAAI 2021",
        "https://github.com/zliucr/CrossNER",
    ),
    "polnear": Corpus(
        polnear.load,
        ("attribution",),
        "none stated",
        False,
        "Newell et al., LREC 2018",
        "https://github.com/networkdynamics/PolNeAR",
    ),
    "voices": Corpus(
        voices.load,
        ("opinion", "stance", "attribution"),
        "written for this project; in part CheckThat!'s and BABE's sentences, under their licences",
        False,
        "this project",
        "training/corpora/voices.toml",
    ),
    "hard": Corpus(
        hard.load,
        ("opinion", "stance"),
        "CC0 1.0, written for this project",
        True,
        "this project",
        "training/data/hard.jsonl",
    ),
    "dse": Corpus(
        dse.load,
        ("stance",),
        "none stated",
        False,
        "Park et al., ACL-IJCNLP 2021",
        "https://github.com/bywords/directed_sentiment_analysis",
    ),
    "allsides": Corpus(
        articles.allsides,
        (),
        "Apache-2.0",
        True,
        "Baly et al., EMNLP 2020",
        "https://github.com/ramybaly/Article-Bias-Prediction",
    ),
}
