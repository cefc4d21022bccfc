"""The command that the others belong to."""

from typing import Annotated

import typer

from stancekit import __version__
from stancekit.cli.analyze import analyze
from stancekit.cli.models import models
from stancekit.cli.outcome import EPILOG
from stancekit.cli.report import report
from stancekit.cli.sample import sample
from stancekit.cli.score import score
from stancekit.cli.train import PASS_ALL, train
from stancekit.cli.validate import validate

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, epilog=EPILOG)
for command in (analyze, score, report, sample, validate, models):
    app.command(epilog=EPILOG)(command)
app.command(add_help_option=False, context_settings=PASS_ALL)(train)

VersionOption = Annotated[bool, typer.Option("--version", help="Print the version and exit.")]


@app.callback(invoke_without_command=True)
def main(version: VersionOption = False) -> None:
    """Tell opinion from reported fact in news articles, and measure the stance toward each named actor."""
    if version:
        typer.echo(f"stancekit {__version__}")
        raise typer.Exit
