"""Portrayals measured on corpora, and under other names."""

import numpy as np
import pytest
from stancekit_training.audit.portrayal import measure_portrayal
from stancekit_training.audit.portrayal_names import measure_swap
from stancekit_training.corpora import seesaw
from stancekit_training.errors import TrainingError
from stancekit_training.settings import PortrayalFit

from stancekit.analysis.portrayal.evidence import VECTOR_SIZE
from stancekit.analysis.portrayal.portrayals import Portrayals
from stancekit.labels import OUTPUTS
from stancekit.model import Model
from stancekit.network.manifest import PortrayalSettings
from stancekit.network.model_folder import open_model_folder
from tests.support import article_files

KIND, HOSTILE = "won", "lied"
SETTINGS = PortrayalFit()


class Runtime:
    """Gives vectors that tell which of two words is in a window, and even logits."""

    def __init__(self, tokenizer):
        self._words = [tokenizer.tokenize(word).ids[0] for word in (KIND, HOSTILE)]

    def run(self, window):
        shift = sum(sign * (window.ids == word).any() for sign, word in zip((1, -1), self._words, strict=True))
        vectors = np.zeros((len(window.ids), VECTOR_SIZE), np.float32)
        vectors[:, 0] = vectors[:, -1] = shift
        stance = np.zeros((len(window.ids), len(OUTPUTS["stance"].labels)), np.float32)
        return {"opinion": np.zeros(2, np.float32), "stance": stance, "portrayal": vectors}


class Scorer:
    """Favors the actors of sentences with the kind word."""

    def score(self, vectors, features, actor):
        parts = np.zeros((len(vectors), 3), np.float32)
        parts[:, 2], parts[:, 0] = 3 * vectors[:, 0] / len(vectors), -3 * vectors[:, 0] / len(vectors)
        return parts.sum(0), parts


@pytest.fixture(scope="module")
def model(tiny_model_folder):
    folder = open_model_folder(tiny_model_folder)
    model = Model(folder, threads=1, runtime=Runtime(Model(folder, threads=1).tokenizer))
    model.portrayals = Portrayals(Scorer(), PortrayalSettings("", against=0.4, favor=0.4))
    return model


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora")
    article_files.write_seesaw(folder, range(8))
    article_files.write_seesaw(folder, range(8, 12), split="valid")
    article_files.write_persent(folder, range(20))
    article_files.write_persent(folder, range(8), file="fixed_test.csv")
    article_files.write_basil(folder, range(20))
    article_files.write_narrative_framing(folder, range(20))
    return folder


def test_a_model_that_reads_articles_beats_the_baselines(model, corpora):
    metrics = measure_portrayal(model, SETTINGS, corpora)
    titles = [score.articles for score in metrics.scores]
    assert titles == [
        "SEESAW valid, as displayed",
        "PerSenT, cross-fitted",
        "BASIL, cross-fitted",
        "PerSenT fixed_test, thresholds of dev",
    ]
    by_title = dict(zip(titles, metrics.scores, strict=True))
    assert by_title["PerSenT, cross-fitted"].value == 1.0
    assert by_title["PerSenT fixed_test, thresholds of dev"].value == 1.0
    assert by_title["PerSenT, cross-fitted"].baselines["mean of sentences"] < 0.7  # its logits are even
    assert [row.articles.partition(",")[0] for row in metrics.separations] == ["BASIL", "narrative framing"]
    assert [row.auc for row in metrics.separations] == [1.0, 1.0] and metrics.separations[1].mean == 0.5
    assert 0 <= metrics.error < 0.5 and np.isnan(metrics.ceiling)


def test_other_names_change_nothing_for_a_model_without_names(model, corpora):
    swap = measure_swap(model, seesaw.load(corpora, "dev"))
    assert swap.articles > 0 and swap.delta == swap.changed == 0


def test_a_model_without_portrayals(tiny_model_folder, corpora):
    with pytest.raises(TrainingError, match="has no portrayals: add .portrayal. to its recipe"):
        measure_portrayal(Model(open_model_folder(tiny_model_folder), threads=1), SETTINGS, corpora)
