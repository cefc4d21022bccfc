"""The table `[trainer]` of a recipe: options of `transformers.Trainer`, checked before training begins."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal, TypeAlias

from pydantic import StrictBool, StrictFloat

from stancekit.extras import install_commands
from stancekit_training.errors import RecipeError
from stancekit_training.recipe_tables import TABLE
from stancekit_training.settings import Count, Positive, Weight

Precision: TypeAlias = Literal["auto", "fp32", "bf16", "fp16"]
Schedule: TypeAlias = Literal["linear", "cosine", "constant", "constant_with_warmup", "polynomial", "inverse_sqrt"]
Tracker: TypeAlias = Literal["tensorboard", "wandb"]  # each needs the package of its name


@dataclass(frozen=True)
class TrainerOptions:
    """Options of the Trainer; the defaults are those of the released models.

    Attributes:
        max_steps: the step at which to stop, whatever the number of epochs; 0 for none.
        gradient_accumulation_steps: batches of a step.
        max_grad_norm: the norm to which gradients are clipped.
        schedule: the schedule of the learning rate, see `Schedule`.
        precision: `auto` is bf16 where the hardware supports it natively,
            else fp32, unless `bf16` in `[fit]` says otherwise; fp16 needs a GPU.
        eval_steps: steps between two measurements on development data; 0 for one at the end of each epoch.
        early_stopping: the number of measurements in a row without a better
            mean score after which to stop; 0 for never.
        early_stopping_threshold: the gain above which a score counts as better.
        logging_steps: steps between two logged losses.
        report_to: `tensorboard` and `wandb`, whose packages must be installed.
        progress: whether to show a progress bar.
        callbacks: classes of `transformers.TrainerCallback` as `module:Class`,
            made without arguments.
        dataloader_num_workers: processes that make batches; 0 for none.
    """

    __pydantic_config__ = TABLE

    max_steps: Count = 0
    gradient_accumulation_steps: Positive = 1
    max_grad_norm: Weight = 1.0
    schedule: Schedule = "linear"
    precision: Precision = "auto"
    eval_steps: Count = 0
    early_stopping: Count = 0
    early_stopping_threshold: StrictFloat = 0.0
    logging_steps: Positive = 50
    report_to: tuple[Tracker, ...] = ()
    progress: StrictBool = False
    callbacks: tuple[str, ...] = ()
    dataloader_num_workers: Count = 0

    def check(self, place: str) -> None:
        """Raise a RecipeError if a callback has no name of a class, or the package of a tracker is missing.

        Args:
            place: the place of the table, for the message.
        """
        for callback in self.callbacks:
            module, _, name = callback.partition(":")
            if not all(part.isidentifier() for part in (*module.split("."), name)):
                raise RecipeError(f"{place}: callback {callback!r}, expected module:Class.")
        for tracker in self.report_to:
            if find_spec(tracker) is None:
                commands = install_commands("tracking")
                raise RecipeError(f"{place}: report_to {tracker!r} needs its package: {commands}.")
