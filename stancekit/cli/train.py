"""`stancekit train`, the command line of the training package."""

import importlib

import typer

from stancekit.cli.help import HELP
from stancekit.cli.outcome import WRONG_USAGE, fail
from stancekit.extras import install_commands

TRAINING = "stancekit_training.cli"  # found by name at run time: inference never imports training
PASS_ALL = {"allow_extra_args": True, "ignore_unknown_options": True}  # its own parser reads them


def train(context: typer.Context) -> None:
    """Train, evaluate, export and audit models of your own; needs the extra `train`."""
    try:
        app = importlib.import_module(TRAINING).app
        app(args=context.args, prog_name="stancekit train", help_option_names=list(HELP))
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package == "stancekit":
            raise
        fail(f"training needs {package}: {install_commands('train')}.", WRONG_USAGE)
