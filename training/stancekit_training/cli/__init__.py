"""The command line of training: `stancekit train`, or `python -m stancekit_training`."""

import logging

import typer

from stancekit_training.cli import texts
from stancekit_training.cli.audit import audit, cross
from stancekit_training.cli.corpora import fetch
from stancekit_training.cli.evaluate import evaluate
from stancekit_training.cli.export import export
from stancekit_training.cli.fit import fit
from stancekit_training.cli.package import package
from stancekit_training.cli.search import search

CHATTY = ("httpx", "onnxruntime.transformers", "onnx_model", "fusion_base")  # loggers

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Train, evaluate, export and audit models for stancekit."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


for _command in (fit, evaluate, export, audit, cross, *texts.COMMANDS, search, fetch, package):
    app.command()(_command)
