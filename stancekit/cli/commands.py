"""The command that the others belong to."""

from typing import Annotated

import typer

from stancekit import __version__
from stancekit.cli.analyze import analyze
from stancekit.cli.export import export
from stancekit.cli.help import HELP, Command, Group
from stancekit.cli.import_labels import import_labels
from stancekit.cli.models import models
from stancekit.cli.outcome import EPILOG
from stancekit.cli.report import report
from stancekit.cli.sample import sample
from stancekit.cli.score import score
from stancekit.cli.serve import serve
from stancekit.cli.train import PASS_ALL, train
from stancekit.cli.validate import validate

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
    context_settings={"help_option_names": list(HELP)},
)
for command in (analyze, score, report, sample, export, validate, serve, models):
    app.command(cls=Command, epilog=EPILOG)(command)
app.command("import", cls=Command, epilog=EPILOG)(import_labels)
app.command(add_help_option=False, context_settings=PASS_ALL)(train)

VersionOption = Annotated[bool, typer.Option("--version", "-V", help="Print the version and exit.")]


@app.callback(invoke_without_command=True)
def main(version: VersionOption = False) -> None:
    """Tell opinion from reported fact in news articles, and measure the stance toward each named actor."""
    if version:
        typer.echo(f"stancekit {__version__}")
        raise typer.Exit
