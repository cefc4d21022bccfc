"""The units of a sample that have a gold label."""

from dataclasses import dataclass

import numpy as np

from stancekit.comparison.estimates import Floats, Ints
from stancekit.validation.targets import Target
from stancekit.validation.units import Units


@dataclass(frozen=True)
class GoldUnits:
    """Scored units with their gold labels.

    Attributes:
        population: all scored units.
        positions: the indices of the units with a gold label in the population. *Shape:* (labels,)
        labels: index of the gold label. *Shape:* (labels,)
        weights: inverse inclusion probabilities, up to a factor. *Shape:* (labels,)
    """

    population: Units
    positions: Ints
    labels: Ints
    weights: Floats

    def __len__(self) -> int:
        """Return the number of units with a gold label."""
        return len(self.positions)

    @property
    def target(self) -> Target:
        """What is coded."""
        return self.population.target

    @property
    def values(self) -> Floats:
        """Values of the gold labels. *Shape:* (labels,)."""
        values: Floats = np.array(self.target.values, dtype="float64")[self.labels]
        return values

    @property
    def scores(self) -> Floats:
        """Scores of the model. *Shape:* (labels,)."""
        return self.population.scores[self.positions]

    @property
    def model_labels(self) -> Ints:
        """Index of the model's label. *Shape:* (labels,)."""
        return self.population.labels[self.positions]

    @property
    def confidences(self) -> Floats:
        """Probability of the model's label. *Shape:* (labels,)."""
        return self.population.confidences[self.positions]

    @property
    def groups(self) -> Ints:
        """Index of the group, -1 if it is not among the largest. *Shape:* (labels,)."""
        return self.population.groups[self.positions]

    @property
    def article_codes(self) -> Ints:
        """Index of the article among those with a gold label. *Shape:* (labels,)."""
        codes: Ints = np.unique(self.population.articles[self.positions], return_inverse=True)[1]
        return codes
