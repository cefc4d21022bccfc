"""The network that a fit starts from, and the output of its frozen layers for the training examples."""

from collections.abc import Sequence
from pathlib import Path

from stancekit.network.tokenization import SentenceTokenizer
from stancekit_training.dataset.mixture import Mixture, shown
from stancekit_training.fitting.hidden_states import HiddenStates
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.precision import is_bf16
from stancekit_training.recipe import Recipe


def build_network(recipe: Recipe, tokenizer: SentenceTokenizer, mixture: Mixture) -> StanceNetwork:
    """Return the network that a recipe starts from, with its frozen layers.

    Args:
        recipe: gives the encoder, the heads and the frozen layers.
        tokenizer: the tokenizer of the model.
        mixture: training examples, for the corpora with an intercept.
    """
    network = StanceNetwork.from_base(
        recipe.base,
        dict(recipe.heads),
        dropout=recipe.fit.dropout,
        cased=tokenizer.is_cased,
        frozen_layers=recipe.fit.freeze,
        intercepts=mixture.intercepts,
    )
    if recipe.fit.freeze:
        network.freeze()
    return network


def attach_states(
    network: StanceNetwork, mixture: Mixture, recipe: Recipe, folder: Path, indices: Sequence[int] | None = None
) -> None:
    """Compute the output of the frozen layers for the examples of a mixture, if the recipe freezes any.

    Args:
        network: the network that the fit starts from.
        mixture: gets the states.
        recipe: gives the frozen layers and the precision.
        folder: keeps the states, see `hidden_states.HiddenStates`.
        indices: of the examples that need states; None for those that the recipe's fits show.
    """
    if recipe.fit.freeze:
        windows, needed = mixture.windows, shown(mixture, recipe) if indices is None else indices
        states = HiddenStates(network.eval(), [windows[index] for index in needed], folder, bf16=is_bf16(recipe))
        mixture.attach(states, needed)
