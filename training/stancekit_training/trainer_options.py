"""The table `[trainer]` of a recipe: options of `transformers.Trainer`, checked before training begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from stancekit_training.errors import RecipeError

PRECISIONS = ("auto", "fp32", "bf16", "fp16")
SCHEDULES = ("linear", "cosine", "constant", "constant_with_warmup", "polynomial", "inverse_sqrt")
TRACKERS: Mapping[str, str] = {"tensorboard": "tensorboard", "wandb": "wandb"}  # the package that each needs


@dataclass(frozen=True)
class TrainerOptions:
    """Options of the Trainer; the defaults are those of the released models.

    Attributes:
        max_steps: the step at which to stop, whatever the number of epochs; 0 for none.
        gradient_accumulation_steps: batches of a step.
        max_grad_norm: the norm to which gradients are clipped.
        schedule: the schedule of the learning rate, one of `SCHEDULES`.
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

    max_steps: int = 0
    gradient_accumulation_steps: int = 1
    max_grad_norm: float = 1.0
    schedule: str = "linear"
    precision: str = "auto"
    eval_steps: int = 0
    early_stopping: int = 0
    early_stopping_threshold: float = 0.0
    logging_steps: int = 50
    report_to: tuple[str, ...] = ()
    progress: bool = False
    callbacks: tuple[str, ...] = ()
    dataloader_num_workers: int = 0

    def check(self, place: str) -> None:
        """Raise a RecipeError if a value cannot be used.

        Args:
            place: the place of the table, for the message.
        """
        for name, value, valid in (
            ("precision", self.precision, PRECISIONS),
            ("schedule", self.schedule, SCHEDULES),
            *(("report_to", tracker, tuple(TRACKERS)) for tracker in self.report_to),
        ):
            if value not in valid:
                raise RecipeError(f"{place}: {name} is {value!r}, expected one of {', '.join(valid)}.")
        for name in ("gradient_accumulation_steps", "logging_steps"):
            if getattr(self, name) < 1:
                raise RecipeError(f"{place}: {name} is {getattr(self, name)}, expected at least 1.")
        for name in ("max_steps", "eval_steps", "early_stopping", "dataloader_num_workers"):
            if getattr(self, name) < 0:
                raise RecipeError(f"{place}: {name} is {getattr(self, name)}, expected at least 0.")
        for callback in self.callbacks:
            module, _, name = callback.partition(":")
            if not all(part.isidentifier() for part in (*module.split("."), name)):
                raise RecipeError(f"{place}: callback {callback!r}, expected module:Class.")
        for tracker in self.report_to:
            if find_spec(TRACKERS[tracker]) is None:
                raise RecipeError(
                    f"{place}: report_to {tracker!r} needs its package: pip install 'stancekit[tracking]'."
                )
