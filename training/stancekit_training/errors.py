"""Every error that the training package raises on purpose."""

from stancekit.errors import StancekitError


class TrainingError(StancekitError):
    """The root of the training package's errors: catch this to catch them all."""


class CorpusError(TrainingError):
    """A corpus is missing, or not in its format."""


class RecipeError(TrainingError):
    """A recipe has an unknown key, or a value that cannot be used."""


class ParityError(TrainingError):
    """The predictions of the int8 model differ too much from those of the fp32 model."""
