"""Write the generated pages of the reference: Python, the command line, columns, file formats, and scores.

python docs/generate.py
python docs/generate.py --check  # exits with 1 if a page is out of date, and writes nothing
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import typer
from api import Api
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from stancekit_training.cli import app as training_app
from stancekit_training.reporting import tables
from stancekit_training.reporting.results import read_metrics
from stancekit_training.reporting.tables import ReportTable
from typer.cli import get_docs_for_click
from typer.core import TyperCommand

from stancekit.cli import app
from stancekit.cli.outcome import EPILOG
from stancekit.document.tables import COLUMNS

DOCS = Path(__file__).parent
REFERENCE = DOCS / "reference"
MODELS = DOCS.parent / "models"
RELEASED = ("stancekit-small", "stancekit-base", "stancekit-open")
PAGES = ("cli.md", "columns.md", "formats.md", "jobs.md", "python.md", "scores.md")


def main() -> None:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description="Write the generated pages of the reference.")
    parser.add_argument("--check", action="store_true", help="write nothing, and exit with 1 if a page is out of date")
    if not parser.parse_args().check:
        for name in PAGES:
            (REFERENCE / name).write_text(render(name), encoding="utf-8")
    elif stale := list(stale_pages()):
        sys.exit(f"out of date: {', '.join(stale)}. Run python docs/generate.py")


def stale_pages() -> Iterator[str]:
    """Yield the names of pages that differ from what the code says now."""
    for name in PAGES:
        page = REFERENCE / name
        if not page.is_file() or page.read_text(encoding="utf-8") != render(name):
            yield name


def render(name: str) -> str:
    """Return the text of a page."""
    environment = Environment(
        loader=FileSystemLoader(DOCS / "templates"),
        autoescape=False,  # Markdown of our own texts
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"markdown": to_markdown, "figure": tables.figure}
    metrics = {model: read_metrics(MODELS / model) for model in RELEASED}
    values = {
        "api": _api(),
        "commands": command_help(app, "stancekit", "Commands"),
        "training": command_help(training_app, "stancekit train", "Training"),
        "levels": COLUMNS,
        "metrics": metrics["stancekit-small"],
        "sentence_scores": {model: measured.scores for model, measured in metrics.items()},
        "tables": tables,
    }
    return environment.get_template(f"{name}.j2").render(values)


@cache
def _api() -> Api:
    return Api("stancekit")


def command_help(commands: typer.Typer, name: str, title: str) -> str:
    """Return the help of a command and its subcommands as Markdown, below a heading of the second level.

    The exit codes, which every help ends with, stand below the first command only.
    """
    command = typer.main.get_command(commands)
    page = get_docs_for_click(obj=command, ctx=typer.Context(command), indent=1, name=name, title=title).strip()
    first, epilog, others = page.partition(EPILOG)
    return _with_summaries(first + epilog + others.replace(f"\n\n{EPILOG}", ""), command.commands)


def _with_summaries(page: str, commands: Mapping[str, TyperCommand]) -> str:
    """Replace the summaries of subcommands, which typer cuts off, by the first paragraphs of their help."""
    for name, command in commands.items():
        summary = " ".join((command.help or "").partition("\n\n")[0].split())
        cut_off = re.compile(rf"^\* `{name}`: .*\.\.\.$", re.MULTILINE)
        page = cut_off.sub(lambda _, line=f"* `{name}`: {summary}": line, page)
    return page


def to_markdown(table: ReportTable) -> str:
    """Return a table as Markdown, names to the left and figures to the right."""
    rule = ["---" if index < table.names else "---:" for index in range(len(table.headings))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (table.headings, rule, *table.rows))


if __name__ == "__main__":
    main()
