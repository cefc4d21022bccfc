"""The public corpora for training: where each comes from, and its loader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from stancekit_training.corpora import (
    allsides,
    article_chains,
    babe,
    checkthat,
    crossner,
    dse,
    gap,
    gum,
    hard,
    mad_tsc,
    newsmtsc,
    newstsc,
    own_chains,
    polnear,
    ptc,
    voices,
    webis_editorials,
    worldwide,
    written,
)
from stancekit_training.corpora.chains import ChainText
from stancekit_training.corpora.sentence import LabeledSentence, Split

Loader: TypeAlias = Callable[[Path, Split], list[LabeledSentence]]
ChainLoader: TypeAlias = Callable[[Path, Split], list[ChainText]]


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a corpus comes from.

    Attributes:
        license: the license as its source states it.
        permissive: whether the license allows any use of the trained weights.
        citation: the paper to cite.
        address: the address to download it from.
    """

    license: str
    permissive: bool
    citation: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Corpus(Origin):
    """A public corpus of labeled sentences.

    Attributes:
        load: reads one split from the folder that holds all corpora.
        heads: the heads that its labels train; none for unlabeled text.
    """

    load: Loader
    heads: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChainCorpus(Origin):
    """A public corpus with coreference.

    Attributes:
        load: reads one split from the folder that holds all corpora.
    """

    load: ChainLoader


CORPORA: Mapping[str, Corpus] = {
    "newsmtsc": Corpus(
        load=newsmtsc.load,
        heads=("stance",),
        license="MIT",
        permissive=True,
        citation="Hamborg and Donnay, EACL 2021",
        address="https://github.com/fhamborg/NewsMTSC",
    ),
    "checkthat": Corpus(
        load=checkthat.load,
        heads=("opinion",),
        license="CC BY-NC-SA 4.0",
        permissive=False,
        citation="Antici et al., LREC-COLING 2024; CheckThat! Lab 2025, task 1",
        address="https://gitlab.com/checkthat_lab/clef2025-checkthat-lab",
    ),
    "babe": Corpus(
        load=babe.load,
        heads=("opinion", "bias", "loaded"),
        license="CC BY-NC-SA 4.0 (dataset card); AGPL-3.0 (repository)",
        permissive=False,
        citation="Spinde et al., Findings of EMNLP 2021",
        address="https://github.com/Media-Bias-Group/Neural-Media-Bias-Detection-Using-Distant-Supervision-With-BABE",
    ),
    "conll2003": Corpus(
        load=crossner.conll2003,
        heads=("actor",),
        license="MIT (annotation as packaged by CrossNER); the text under Reuters' research agreement",
        permissive=False,
        citation="Tjong Kim Sang and De Meulder, CoNLL 2003; Liu et al., AAAI 2021",
        address="https://github.com/zliucr/CrossNER",
    ),
    "politics": Corpus(
        load=crossner.politics,
        heads=("actor",),
        license="MIT",
        permissive=True,
        citation="Liu et al., AAAI 2021",
        address="https://github.com/zliucr/CrossNER",
    ),
    "polnear": Corpus(
        load=polnear.load,
        heads=("attribution",),
        license="none stated",
        permissive=False,
        citation="Newell et al., LREC 2018",
        address="https://github.com/networkdynamics/PolNeAR",
    ),
    "voices": Corpus(
        load=voices.load,
        heads=("opinion", "stance", "attribution"),
        license="written for this project; some sentences are CheckThat!'s and BABE's, under their licenses",
        permissive=False,
        citation="this project",
        address="training/data/voice_templates.toml",
    ),
    "hard": Corpus(
        load=hard.load,
        heads=("opinion", "stance"),
        license="CC0 1.0, written for this project",
        permissive=True,
        citation="this project",
        address="training/data/hard.jsonl",
    ),
    "attributions": Corpus(
        load=written.load_attributions,
        heads=("attribution",),
        license="CC0 1.0, written for this project",
        permissive=True,
        citation="this project",
        address="training/data/attributions.jsonl",
    ),
    "wording": Corpus(
        load=written.load_wording,
        heads=("opinion", "bias", "loaded"),
        license="CC0 1.0, written for this project",
        permissive=True,
        citation="this project",
        address="training/data/wording.jsonl",
    ),
    "names": Corpus(
        load=written.load_names,
        heads=("actor",),
        license="CC0 1.0, written for this project",
        permissive=True,
        citation="this project",
        address="training/data/names.jsonl",
    ),
    "dse": Corpus(
        load=dse.load,
        heads=("stance",),
        license="none stated",
        permissive=False,
        citation="Park et al., ACL-IJCNLP 2021",
        address="https://github.com/bywords/directed_sentiment_analysis",
    ),
    "mad_tsc": Corpus(
        load=mad_tsc.load,
        heads=("stance",),
        license="MIT",
        permissive=True,
        citation="Dufraisse et al., ACL 2023",
        address="https://github.com/EvanDufraisse/MAD_TSC",
    ),
    "newstsc": Corpus(
        load=newstsc.load,
        heads=("stance",),
        license="MIT",
        permissive=True,
        citation="Hamborg et al., iConference 2021",
        address="https://github.com/fhamborg/newstsc",
    ),
    "webis_editorials": Corpus(
        load=webis_editorials.load,
        heads=("opinion",),
        license="none stated",
        permissive=False,
        citation="Al-Khatib et al., COLING 2016",
        address="https://github.com/webis-de/COLING-20",
    ),
    "worldwide": Corpus(
        load=worldwide.load,
        heads=("actor",),
        license="none stated",
        permissive=False,
        citation="Shan et al., Findings of EMNLP 2023",
        address="https://github.com/stanfordnlp/en-worldwide-newswire",
    ),
    "ptc": Corpus(
        load=ptc.load,
        heads=("bias", "loaded"),
        license="none stated",
        permissive=False,
        citation="Da San Martino et al., EMNLP-IJCNLP 2019; SemEval-2020, task 11",
        address="https://zenodo.org/records/3952415",
    ),
    "allsides": Corpus(
        load=allsides.load,
        heads=(),
        license="Apache-2.0",
        permissive=True,
        citation="Baly et al., EMNLP 2020",
        address="https://github.com/ramybaly/Article-Bias-Prediction",
    ),
}

GUM = ChainCorpus(
    load=gum.load,
    license="CC BY 4.0; some of its texts are under CC BY-NC-SA or CC BY-SA",
    permissive=False,
    citation="Zeldes, LRE 2017; Zhu et al., ACL-IJCNLP 2021",
    address="https://github.com/amir-zeldes/gum",
)
CHAIN_CORPORA: Mapping[str, ChainCorpus] = {
    "gum": GUM,
    "gum_open": replace(
        GUM,
        load=partial(gum.load, genres=gum.OPEN_GENRES),
        license="CC BY 4.0; its texts: CC BY 4.0 (academic), CC BY-SA 3.0 (biographies), CC BY 2.5 (interviews)",
        permissive=True,
    ),
    "gap": ChainCorpus(
        load=gap.load,
        license="Apache-2.0; its texts are Wikipedia's, under CC BY-SA 3.0",
        permissive=True,
        citation="Webster et al., TACL 2018",
        address="https://github.com/google-research-datasets/gap-coreference",
    ),
    "newsmtsc": ChainCorpus(
        load=newsmtsc.load_chains,
        license=CORPORA["newsmtsc"].license,
        permissive=CORPORA["newsmtsc"].permissive,
        citation=CORPORA["newsmtsc"].citation,
        address=CORPORA["newsmtsc"].address,
    ),
    "passages": ChainCorpus(
        load=own_chains.load,
        license="CC0 1.0, written for this project",
        permissive=True,
        citation="this project",
        address="training/data/coreference.jsonl",
    ),
    "articles": ChainCorpus(
        load=article_chains.load,
        license=f"{CORPORA['allsides'].license}; annotated for this project, under CC0 1.0",
        permissive=CORPORA["allsides"].permissive,
        citation=f"{CORPORA['allsides'].citation}; this project",
        address="training/data/coreference_articles.jsonl",
    ),
}
