"""The settings in the tables of a recipe."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from stancekit.network.manifest import CoreferenceSettings, HeadSettings
from stancekit_training.recipe_tables import TABLE

Positive: TypeAlias = Annotated[StrictInt, Field(ge=1)]
Count: TypeAlias = Annotated[StrictInt, Field(ge=0)]
Weight: TypeAlias = Annotated[StrictFloat, Field(ge=0)]
Share: TypeAlias = Annotated[StrictFloat, Field(ge=0, le=1)]  # or a probability


@dataclass(frozen=True)
class MixtureEntry:
    """One corpus in the mixture.

    Attributes:
        ratio: how often an epoch shows each training sentence; at 0.5 it shows
            a random half of them, at 0 the corpus only measures.
        choose: whether its development split helps to choose the best epoch and to fit the temperatures.
        swap: the number of copies with other names for each sentence, see `dataset.augmentation`.
        train, dev, test: files of your own labels, relative to the recipe:
            JSON Lines, CSV, TSV or Parquet; None for a corpus in
            `corpora.registry`. Nothing is chosen by the part `test`.
        dataset: a folder with a saved `DatasetDict`, relative to the recipe,
            or the name of a data set on a hub, instead of the files.
        config, revision: the configuration and the revision of a data set on a hub.
        columns: the column of each key of `corpora.own_labels.KEYS` that has
            another name.
        values: for `opinion`, `bias` and `stance`, our label for each label
            of the table.
        dev_share, test_share: the shares of the articles of `train` for a part that has
            no file or split of its own.
    """

    __pydantic_config__ = TABLE

    ratio: Weight = 1.0
    choose: StrictBool = True
    swap: Count = 0
    train: Path | None = None
    dev: Path | None = None
    test: Path | None = None
    dataset: str | None = None
    config: str | None = None
    revision: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dev_share: StrictFloat = 0.15
    test_share: StrictFloat = 0.0

    @property
    def is_own(self) -> bool:
        """Whether the labels are your own, not those of a public corpus."""
        return self.train is not None or self.dataset is not None


@dataclass(frozen=True)
class FitSettings:
    """Hyperparameters of one fit.

    Attributes:
        epochs, batch_size, weight_decay, dropout, label_smoothing: the usual hyperparameters of these names.
        learning_rate: the learning rate of the encoder.
        head_learning_rate: the learning rate of the heads.
        warmup: the share of the steps in which the learning rate rises.
        freeze: the lower layers of the encoder that stay as they are, with
            its embeddings. Their output is computed once and kept on disk.
        checkpoint: steps between two checkpoints.
        bf16: whether to compute in bfloat16; None means where the hardware
            supports it natively.
    """

    __pydantic_config__ = TABLE

    epochs: Positive = 3
    batch_size: Positive = 32
    learning_rate: Weight = 1e-4
    head_learning_rate: Weight = 1e-3
    weight_decay: Weight = 0.01
    warmup: Share = 0.1
    dropout: Share = 0.1
    label_smoothing: Share = 0.0
    freeze: Count = 0
    checkpoint: Positive = 200
    bf16: StrictBool | None = None


@dataclass(frozen=True)
class DistillationSettings:
    """A final round of training: a student learns from teachers on unlabeled text.

    The student is the best run of the recipe's `start`, else the average of
    the seeds.

    Attributes:
        sentences: the number of sentences to draw from each corpus of
            `corpora.registry`, whose labels are not read, or from JSON Lines
            of your own with a key `text`, plain or gzip, relative to the recipe.
        teachers: recipes whose seeds are the teachers, relative to this
            recipe, each with the heads that they label; empty for this
            recipe's own seeds and all heads. A head's labels are the mean
            over its teachers. A teacher's vocabulary may have other numbers
            than the student's, but must give the same tokens.
        swap: the number of copies with other names for each sentence; the
            stance is the mean over a sentence and its copies.
        temperature: divides the logits of teachers and student in the loss.
        epochs: how often the student sees each unlabeled sentence.
        labeled: the share of an epoch's labeled sentences to show beside them.
        learning_rate: the learning rate of the encoder.
        head_learning_rate: the learning rate of the heads.
        average: whether the result is the mean of the student's weights before and after this round.
    """

    __pydantic_config__ = TABLE

    sentences: Mapping[str, Positive]
    teachers: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    swap: Count = 0
    temperature: Annotated[StrictFloat, Field(gt=0)] = 1.0
    epochs: Positive = 1
    labeled: Weight = 0.5
    learning_rate: Weight = 3e-5
    head_learning_rate: Weight = 3e-4
    average: StrictBool = False


@dataclass(frozen=True)
class CoreferenceFit:
    """Hyperparameters of the fit of coreference, on the hidden states of the best run.

    Attributes:
        corpora: names in `corpora.registry.CHAIN_CORPORA`.
        members: the number of antecedent networks, whose mean scores antecedents.
        epochs, batch_size, learning_rate, weight_decay, dropout: the usual hyperparameters of these names.
        pronoun, other_pronoun, description: see
            `stancekit.network.manifest.CoreferenceSettings`.
    """

    __pydantic_config__ = TABLE

    corpora: tuple[str, ...] = ("gum", "gap", "newsmtsc", "passages")
    members: Positive = 3
    epochs: Positive = 8
    batch_size: Positive = 32
    learning_rate: Weight = 2e-3
    weight_decay: Weight = 0.01
    dropout: Share = 0.3
    pronoun: Share = 0.5
    other_pronoun: Share = 0.5
    description: Share = 0.5

    def manifest(self, graph: str) -> CoreferenceSettings:
        """Return the settings for the manifest, with the name of the graph."""
        return CoreferenceSettings(graph, self.pronoun, self.other_pronoun, self.description)


@dataclass(frozen=True)
class PortrayalFit:
    """Hyperparameters of the fit of portrayals, on what the best run says of whole articles.

    Attributes:
        corpora: names in `corpora.article_registry`.
        definition: the corpus whose definition of a portrayal the model
            adopts; the others share most weights with it.
        penalty: the weight of the squared weights of votes and features of the actor in the loss.
        attention_penalty: the weight of the squared weights of the attention in the loss.
        corpus_penalty: the weight of the squared difference of each corpus from the
            weights that they share.
        passages: weight of a labeled sentence or paragraph; that of an
            article is 1.
    """

    __pydantic_config__ = TABLE

    corpora: tuple[str, ...] = ("seesaw", "persent", "basil", "narrative_framing")
    definition: str = "seesaw"
    penalty: Weight = 0.02
    attention_penalty: Weight = 0.02
    corpus_penalty: Weight = 0.05
    passages: Weight = 0.1


@dataclass(frozen=True)
class Decoding:
    """How to decode one head; see `stancekit.network.manifest.HeadSettings`, whose temperature calibration measures."""

    __pydantic_config__ = TABLE

    threshold: Annotated[StrictFloat, Field(gt=0, lt=1)] = HeadSettings.threshold
    outside_cost: StrictFloat = HeadSettings.outside_cost
    begin_cost: StrictFloat = HeadSettings.begin_cost
    adjacent_cost: StrictFloat = HeadSettings.adjacent_cost

    @property
    def uncalibrated(self) -> HeadSettings:
        """The settings for the manifest, before calibration."""
        return HeadSettings(**asdict(self))
