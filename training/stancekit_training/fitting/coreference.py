"""Fitting coreference on the hidden states of a fitted network, which stays as it is."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from stancekit.analysis.coreference.resolution import Coreference
from stancekit.labels import KINDS, NOMINAL
from stancekit.language.segmentation import split_sentences
from stancekit.model import Model
from stancekit.network.decoding import SentenceLogits
from stancekit.network.tagging import FloatArray, IntArray, softmax
from stancekit_training.corpora.chains import ChainText
from stancekit_training.corpora.registry import CHAIN_CORPORA
from stancekit_training.dataset.anaphors import AnaphorExample, ReadText, anaphor_examples
from stancekit_training.dataset.pronoun_swap import swap_pronouns
from stancekit_training.fitting.coreference_network import AntecedentEnsemble, CoreferenceNetwork
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.precision import is_bf16
from stancekit_training.fitting.runs import serve
from stancekit_training.recipe import Recipe
from stancekit_training.settings import CoreferenceFit

WEIGHTS = "coreference.safetensors"
NOMINAL_EPOCHS = 8
PARTIAL_COPIES = 2  # of each text with some descriptions only
SURE_OUTSIDE = 0.9  # probability from which on a word of such a text is no noun of a description
UNKNOWN = -1  # the label of a word that may be one
OUTSIDE_WEIGHT = 0.25  # of a word that is no noun of a description; most are none
ROUNDS = 2  # the second resolves the anaphors without a label as the first has learned
log = logging.getLogger(__name__)


def fit_coreference(recipe: Recipe, settings: CoreferenceFit, run: Path, corpora: Path) -> Path:
    """Fit the heads and the scorer of coreference, and save them in the run.

    Args:
        recipe: the recipe of the run.
        settings: the settings of this fit.
        run: a finished run.
        corpora: the folder that holds the corpora.

    Returns:
        The file with the weights.
    """
    loaded = [text for name in settings.corpora for text in CHAIN_CORPORA[name].load(corpora, "train")]
    texts = [*loaded, *(swapped for text in loaded if (swapped := swap_pronouns(text)))]
    model = hidden_state_model(recipe, run, texts)
    read = [ReadText.read(text, model) for text in texts]
    width = read[0].sentences[0].logits["reference"].shape[1]
    torch.manual_seed(0)
    network = CoreferenceNetwork(width, members=settings.members, dropout=settings.dropout)
    fit_nominals(network, read)
    for text in read:
        add_nominals(network, text.sentences)
    coreference = None
    for _ in range(ROUNDS):
        examples = [example for text in read for example in anaphor_examples(text, model, coreference)]
        log.info("%d anaphors in %d texts", len(examples), len(read))
        fit_antecedents(network, examples, settings)
        coreference = Coreference(TorchScorer(network), settings.manifest(""))
    save_file(network.state_dict(), run / WEIGHTS)
    return run / WEIGHTS


def load_coreference(run: Path) -> CoreferenceNetwork | None:
    """Load the network of a run, None if it has none."""
    if not (run / WEIGHTS).exists():
        return None
    weights = load_file(run / WEIGHTS)
    members = {name.split(".")[2] for name in weights if name.startswith("antecedents.members.")}
    network = CoreferenceNetwork(weights["reference.weight"].shape[1], members=len(members))
    network.load_state_dict(weights)
    return network.eval()


def with_coreference(network: StanceNetwork, run: Path) -> StanceNetwork:
    """Add the heads of coreference that a run has, if any, to its network."""
    coreference = load_coreference(run)
    if coreference is not None:
        network.add_coreference({"nominal": coreference.nominal, "reference": coreference.reference})
    return network


def hidden_state_model(recipe: Recipe, run: Path, texts: Sequence[ChainText]) -> Model:
    """Return a model of a run that gives hidden states as reference vectors; it has run on the texts already.

    The hidden states are those of a middle layer and of the last, side by
    side, see `StanceNetwork.add_coreference`.
    """
    network = StanceNetwork.from_pretrained(run).eval()
    network.add_coreference({"reference": nn.Identity()})
    bounds = [(text.text, split_sentences(text.text, keep=text.names)) for text in texts]
    sentences = [text[start:end] for text, spans in bounds for start, end in spans]
    return serve(network, recipe, run, sentences=sentences, bf16=is_bf16(recipe))


def fit_nominals(network: CoreferenceNetwork, texts: Sequence[ReadText]) -> None:
    """Fit the head that tags the nouns of descriptions: on texts with all of them, then on those with some as well."""
    complete = [_nominal_labels(text) for text in texts if text.source.is_complete]
    _fit_head(network.nominal, complete)
    add_nominals(network, [sentence for text in texts for sentence in text.sentences])
    partial = [_nominal_labels(text) for text in texts if _has_some_descriptions(text.source)]
    _fit_head(network.nominal, complete + partial * PARTIAL_COPIES)


def _has_some_descriptions(source: ChainText) -> bool:
    has_any = any(mention.form == "description" for mention in source.mentions)
    return has_any and not source.is_complete and not source.is_swapped


def _fit_head(head: nn.Linear, texts: Sequence[tuple[FloatArray, IntArray]]) -> None:
    """Fit the head on the words of texts, from `_nominal_labels`."""
    rows, labels = zip(*texts, strict=True)
    states, gold = torch.from_numpy(np.concatenate(rows)), torch.from_numpy(np.concatenate(labels))
    weights = torch.tensor([OUTSIDE_WEIGHT, *[1.0] * len(KINDS)])
    optimizer = torch.optim.AdamW(head.parameters(), lr=2e-3)
    random = torch.Generator().manual_seed(0)
    for _ in range(NOMINAL_EPOCHS):
        for batch in torch.randperm(len(gold), generator=random).split(256):
            inputs = functional.dropout(states[batch], 0.1)
            loss = functional.cross_entropy(head(inputs), gold[batch], weight=weights)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


def _nominal_labels(text: ReadText) -> tuple[FloatArray, IntArray]:
    """Return the hidden state of each word, and the kind of the description whose noun it is.

    In a text with some descriptions only, words that may be the noun of
    another one are left out: those that the head so far does not take for
    something else, and the nouns of marked descriptions without a kind.
    """
    marked = {mention.head: mention.kind for mention in text.source.mentions if mention.form == "description"}
    kinds = {head: NOMINAL.index(kind) if kind else UNKNOWN for head, kind in marked.items() if head}
    states = [sentence.logits["reference"][sentence.word_starts] for sentence in text.sentences]
    labels = np.array([kinds.get(bounds, 0) for one in text.sentences for bounds in one.word_bounds], dtype=np.int64)
    if not text.source.is_complete:
        outside = [softmax(one.logits["nominal"][one.word_starts])[:, 0] for one in text.sentences]
        labels[(labels == 0) & (np.concatenate(outside) < SURE_OUTSIDE)] = UNKNOWN
    is_known = labels != UNKNOWN
    return np.concatenate(states)[is_known], labels[is_known]


def add_nominals(network: CoreferenceNetwork, sentences: Sequence[SentenceLogits]) -> None:
    """Add the logits of the nominal head to the hidden states of sentences."""
    weight, bias = (parameter.detach().numpy() for parameter in (network.nominal.weight, network.nominal.bias))
    for sentence in sentences:
        logits = sentence.logits["reference"] @ weight.T + bias
        sentence.logits["nominal"] = np.asarray(logits, dtype=np.float32)  # type: ignore[index]


def fit_antecedents(network: CoreferenceNetwork, examples: Sequence[AnaphorExample], settings: CoreferenceFit) -> None:
    """Maximize the likelihood of all antecedents of each anaphor, or of none (Lee et al., EMNLP 2017)."""
    parameters = [*network.reference.parameters(), *network.antecedents.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=settings.learning_rate, weight_decay=settings.weight_decay)
    steps = settings.epochs * -(-len(examples) // settings.batch_size)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, total_iters=steps)
    random = np.random.default_rng(0)
    network.train()
    for epoch in range(settings.epochs):
        total = 0.0
        for batch in _batches(examples, random.permutation(len(examples)), settings.batch_size):
            loss = -batch.log_likelihood(network).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() / steps * settings.epochs
        log.info("coreference, epoch %d: loss %.3f", epoch + 1, total)
    network.eval()


@dataclass(frozen=True)
class _Batch:
    """Padded examples; see `AnaphorExample` for the shapes of one.

    Attributes:
        is_candidate: (batch, 1 + candidates), False for padding.
        is_antecedent: (batch, 1 + candidates); the first column is for no antecedent.
    """

    anaphors: Tensor
    candidates: Tensor
    anaphor_features: Tensor
    pair_features: Tensor
    is_candidate: Tensor
    is_antecedent: Tensor

    def log_likelihood(self, network: CoreferenceNetwork) -> Tensor:
        """Return the log-likelihood of the antecedents, by each antecedent network. *Shape:* (members, batch)."""
        inputs = self.anaphors, self.candidates, self.anaphor_features, self.pair_features
        scores = network.scores_by_member(*inputs)
        scores = scores.masked_fill(~self.is_candidate, -torch.inf)
        right = scores.masked_fill(~self.is_antecedent, -torch.inf)
        return right.logsumexp(-1) - scores.logsumexp(-1)


def _batches(examples: Sequence[AnaphorExample], order: IntArray, size: int) -> Iterator[_Batch]:
    for start in range(0, len(order), size):
        chosen = [examples[index] for index in order[start : start + size]]
        present = [np.ones(1 + len(example.candidates), dtype=bool) for example in chosen]
        right = [np.append(not example.is_antecedent.any(), example.is_antecedent) for example in chosen]
        yield _Batch(
            torch.from_numpy(np.stack([example.states[example.anaphor] for example in chosen])),
            _padded([example.states[example.candidates] for example in chosen]),
            torch.from_numpy(np.stack([example.anaphor_features for example in chosen])),
            _padded([example.pair_features for example in chosen]),
            _padded(present),
            _padded(right),
        )


def _padded(rows: Sequence[np.ndarray]) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.from_numpy(row) for row in rows], batch_first=True)


class TorchScorer:
    """Stands for `stancekit.network.antecedent_scorer.AntecedentScorer`, on hidden states or on reference vectors."""

    def __init__(self, network: CoreferenceNetwork | AntecedentEnsemble) -> None:
        """Wrap a network in evaluation mode; an `AntecedentEnsemble` takes reference vectors."""
        self._network = network

    def probabilities(
        self, anaphor: FloatArray, candidates: FloatArray, anaphor_features: FloatArray, pair_features: FloatArray
    ) -> FloatArray:
        """Return the probability of each candidate; see `AntecedentScorer.probabilities`."""
        inputs = [torch.from_numpy(array) for array in (anaphor, candidates, anaphor_features, pair_features)]
        with torch.inference_mode():
            return softmax(self._network(*inputs).numpy())[1:]
