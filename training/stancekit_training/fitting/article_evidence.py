"""What a fitted network says of whole articles: the evidence for the portrayals of their labeled actors."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.decomposition import PCA
from torch import nn

from stancekit.analysis.coreference.resolution import Coreference
from stancekit.analysis.mentions.search import GivenMentions
from stancekit.analysis.portrayal.evidence import MENTION_SIZE, VECTOR_SIZE
from stancekit.language.segmentation import split_sentences
from stancekit.model import Model
from stancekit.network.decoding import Decoder
from stancekit.network.tagging import FloatArray, tokens_in
from stancekit.network.tokenization import Window
from stancekit_training.corpora.article import LabeledArticle
from stancekit_training.dataset.loading import load_sentences
from stancekit_training.dataset.portrayals import PortrayalExample, article_text, portrayal_examples, read_article
from stancekit_training.evaluation.calibration import calibrated
from stancekit_training.evaluation.predictions import predict_corpora
from stancekit_training.fitting.coreference import TorchScorer, load_coreference, with_coreference
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.precision import is_bf16
from stancekit_training.fitting.runs import serve
from stancekit_training.fitting.torch_runtime import TorchRuntime
from stancekit_training.recipe import Recipe

TOGETHER = 32  # articles whose windows are run together
ENOUGH = 400  # development sentences of a corpus, for the temperatures
log = logging.getLogger(__name__)


class ArticleReader:
    """Reads articles with the network of a run as inference will: calibrated, and with coreference if it has it."""

    def __init__(self, recipe: Recipe, run: Path, corpora: Path) -> None:
        """Load the run, and calibrate it on development sentences of its recipe."""
        self._network = with_coreference(StanceNetwork.from_pretrained(run), run).eval()
        chosen = recipe.chosen(load_sentences(recipe, corpora, "dev"))
        dev = {name: sentences[:: max(1, len(sentences) // ENOUGH)] for name, sentences in chosen.items()}
        texts = [sentence.text for sentences in dev.values() for sentence in sentences]
        self._bf16 = is_bf16(recipe)
        served = serve(self._network, recipe, run, sentences=texts, bf16=self._bf16)
        self._heads = calibrated(recipe.head_settings, predict_corpora(served, dev))
        self._model = serve(self._network, recipe, run, bf16=self._bf16)
        self._model.decoder = Decoder(self._heads)
        coreference = load_coreference(run)
        if coreference is not None and recipe.coreference is not None:
            scorer = TorchScorer(coreference.antecedents)
            self._model.coreference = Coreference(scorer, recipe.coreference.manifest(""))

    @property
    def width(self) -> int:
        """The width of the hidden states."""
        return int(self._network.encoder.config.hidden_size)

    def project(self, head: nn.Module) -> None:
        """Set the head that gives portrayal vectors."""
        self._network.add_portrayal(head)

    def models(self, articles: Sequence[LabeledArticle]) -> Iterator[tuple[LabeledArticle, Model]]:
        """Yield each article with a model that has run on it already."""
        for start in range(0, len(articles), TOGETHER):
            together = articles[start : start + TOGETHER]
            windows = [window for article in together for window in _windows(article, self._model)]
            self._model.runtime = TorchRuntime(self._network, windows, bf16=self._bf16)
            for article in together:
                yield article, self._model

    def examples(self, articles: Sequence[LabeledArticle]) -> list[PortrayalExample]:
        """Return an example for each labeled actor of articles."""
        examples: list[PortrayalExample] = []
        for number, (article, model) in enumerate(self.models(articles), start=1):
            examples += portrayal_examples(article, *read_article(model, article))
            if number % 100 == 0 or number == len(articles):
                log.info("%s: %d of %d articles", article.corpus, number, len(articles))
        return examples


def _windows(article: LabeledArticle, model: Model) -> list[Window]:
    text = article_text(article)
    bounds = split_sentences(text.text, title=text.title, keep=GivenMentions(text).spans)
    tokens = [model.tokenizer.tokenize(text.text, *bound) for bound in bounds]
    return [model.tokenizer.window(sentence, window) for sentence in tokens for window in sentence.windows]


def fit_projection(reader: ArticleReader, articles: Sequence[LabeledArticle]) -> nn.Linear:
    """Return the projection of hidden states to portrayal vectors: their principal components, without any label.

    The first half of a vector are those of mentions, the second those of
    sentences; both have a standard deviation of 1 over all components.
    """
    reader.project(nn.Identity())
    pooled = [_pooled(article, model) for article, model in reader.models(articles)]
    projection = nn.Linear(reader.width, VECTOR_SIZE)
    with torch.no_grad():
        projection.weight.zero_()
        projection.bias.zero_()
        for first, parts in zip((0, MENTION_SIZE), zip(*pooled, strict=True), strict=True):
            states = np.concatenate(parts)
            components = PCA(min(MENTION_SIZE, *states.shape), svd_solver="full", random_state=0).fit(states)
            scale = components.transform(states).std()
            weight = torch.from_numpy(components.components_ / scale).float()
            projection.weight[first : first + len(weight)] = weight
            projection.bias[first : first + len(weight)] = -weight @ torch.from_numpy(components.mean_).float()
    return projection


def _pooled(article: LabeledArticle, model: Model) -> tuple[FloatArray, FloatArray]:
    """Return the mean hidden states of the mentions of an article, and those of its sentences."""
    sentences = model.logits(article_text(article))
    document, _ = read_article(model, article)
    mentions = []
    for mention in document.mentions:
        states, offsets = sentences[mention.sentence].logits["portrayal"], sentences[mention.sentence].tokens.offsets
        first, stop = tokens_in(offsets, mention.start, mention.end)
        mentions.append(states[first:stop].mean(axis=0))
    width = sentences[0].logits["portrayal"].shape[1]
    own = np.array(mentions, dtype=np.float32).reshape(len(mentions), width)
    return own, np.stack([sentence.logits["portrayal"].mean(axis=0) for sentence in sentences])
