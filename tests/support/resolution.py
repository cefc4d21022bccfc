"""Coreference with scorers whose answers are known."""

import numpy as np

from stancekit.analysis.coreference.resolution import Coreference
from stancekit.network.manifest import CoreferenceSettings

DEFAULT = CoreferenceSettings("")
AFTER, GAP = 41, 44  # columns of the features of a pair: whether the candidate stands after the anaphor, and how far


class Nearest:
    """Gives the nearest candidate of those before an anaphor a fixed probability."""

    def __init__(self, probability=0.9):
        self.probability = probability

    def probabilities(self, anaphor, candidates, anaphor_features, pair_features):
        shares = np.zeros(len(candidates), np.float32)
        shares[np.argmin(pair_features[:, AFTER] + pair_features[:, GAP])] = self.probability
        return shares


class Fixed:
    """Gives the candidates the same probabilities every time, cut to their number."""

    def __init__(self, *shares):
        self.shares = shares

    def probabilities(self, anaphor, candidates, anaphor_features, pair_features):
        return np.float32(self.shares[: len(candidates)])


def resolved(marked, scorer, settings=DEFAULT, attributions=()):
    """Return the text of each anaphor with the name of its actor, and both lists that `extend` returns."""
    mentions, actors = Coreference(scorer, settings).extend(marked.named(attributions))
    owner = {position: actor for actor in actors for position in actor.mentions}
    links = [
        (marked.text[mention.start : mention.end], owner[position].name)
        for position, mention in enumerate(mentions)
        if mention.form != "name"
    ]
    return links, mentions, actors
