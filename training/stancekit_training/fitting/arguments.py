"""`transformers.TrainingArguments` and callbacks of a recipe."""

from importlib import import_module
from pathlib import Path
from typing import Any

import torch
from transformers import EarlyStoppingCallback, TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from stancekit_training.errors import RecipeError
from stancekit_training.fitting.precision import is_bf16
from stancekit_training.recipe import Recipe


def training_arguments(recipe: Recipe, seed: int, folder: Path) -> TrainingArguments:
    """Return the arguments of the fit with a seed, whose run is in a folder.

    Raises:
        RecipeError: the precision needs a GPU, and there is none.
    """
    settings, options = recipe.fit, recipe.trainer
    has_gpu = torch.cuda.is_available()
    _check_precision(recipe, has_gpu=has_gpu)
    return TrainingArguments(
        output_dir=str(folder),
        seed=seed,
        num_train_epochs=settings.epochs,
        max_steps=options.max_steps or -1,
        per_device_train_batch_size=settings.batch_size,
        gradient_accumulation_steps=options.gradient_accumulation_steps,
        max_grad_norm=options.max_grad_norm,
        learning_rate=settings.learning_rate,
        weight_decay=settings.weight_decay,
        warmup_steps=settings.warmup,
        lr_scheduler_type=options.schedule,
        bf16=is_bf16(recipe),
        fp16=options.precision == "fp16",
        use_cpu=not has_gpu,
        eval_strategy="steps" if options.eval_steps else "epoch",
        eval_steps=options.eval_steps or None,
        save_strategy="steps",
        save_steps=settings.checkpoint,
        save_total_limit=1,
        metric_for_best_model="mean" if options.early_stopping else None,
        greater_is_better=True if options.early_stopping else None,
        logging_steps=options.logging_steps,
        remove_unused_columns=False,
        dataloader_num_workers=options.dataloader_num_workers,
        dataloader_pin_memory=has_gpu,
        report_to=list(options.report_to),
        run_name=f"{recipe.name} seed {seed}",
        disable_tqdm=not options.progress,
    )


def option_callbacks(recipe: Recipe) -> list[TrainerCallback]:
    """Return the callbacks that a recipe asks for.

    Raises:
        RecipeError: a class cannot be imported, or is no `TrainerCallback`.
    """
    options = recipe.trainer
    callbacks = [_callback(name) for name in options.callbacks]
    if options.early_stopping:
        callbacks.append(EarlyStoppingCallback(options.early_stopping, options.early_stopping_threshold))
    if "wandb" in options.report_to:
        callbacks.append(_WandbRunEnd())
    return callbacks


class _WandbRunEnd(TrainerCallback):
    """Ends the run of W&B with the fit, since the Trainer would log the next seed to the same run."""

    def on_train_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        import wandb

        wandb.finish()


def _callback(name: str) -> TrainerCallback:
    module, _, attribute = name.partition(":")
    try:
        kind = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise RecipeError(f"callback {name}: {error}.") from error
    if not isinstance(kind, type) or not issubclass(kind, TrainerCallback):
        raise RecipeError(f"callback {name} is no class of transformers.TrainerCallback.")
    return kind()


def _check_precision(recipe: Recipe, *, has_gpu: bool) -> None:
    if recipe.trainer.precision == "fp16" and not has_gpu:
        raise RecipeError(f"recipe {recipe.name}: precision fp16 needs a GPU; use auto, fp32 or bf16.")
