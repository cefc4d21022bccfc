from pathlib import Path

from stancekit_training.corpora.registry import CORPORA

from stancekit.labels import HEADS


def test_every_corpus_is_described():
    for name, corpus in CORPORA.items():
        assert corpus.license and corpus.citation and set(corpus.heads) <= set(HEADS), name
        assert corpus.address.startswith("https://") or (Path(__file__).parents[3] / corpus.address).is_file(), name
