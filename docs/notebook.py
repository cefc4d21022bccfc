"""Write examples/notebook.ipynb, executed, from its text, examples/notebook.md.

python docs/notebook.py
python docs/notebook.py --check  # exits with 1 if its cells are not those of the text, and executes nothing
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import jupytext
from nbclient import NotebookClient

EXAMPLES = Path(__file__).parents[1] / "examples"
SOURCE, NOTEBOOK = EXAMPLES / "notebook.md", EXAMPLES / "notebook.ipynb"
TIMEOUT = 600  # seconds of a cell


def main() -> None:
    """Write the notebook, or check it."""
    parser = argparse.ArgumentParser(description="Write the tutorial notebook.")
    parser.add_argument("--check", action="store_true", help="execute nothing, and exit with 1 if it is out of date")
    if not parser.parse_args().check:
        jupytext.write(execute(), NOTEBOOK)
    elif not is_current():
        sys.exit(f"{NOTEBOOK.name} is out of date. Run python docs/notebook.py")


def execute() -> Any:
    """Return the notebook with the outputs of its cells.

    Raises:
        CellExecutionError: a cell raises an error.
    """
    notebook = jupytext.read(SOURCE)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"  # the same in each run
    NotebookClient(notebook, timeout=TIMEOUT, resources={"metadata": {"path": EXAMPLES}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of the run
    return notebook


def is_current() -> bool:
    """Return whether the cells of the notebook are those of the text."""
    return NOTEBOOK.is_file() and _cells(jupytext.read(NOTEBOOK)) == _cells(jupytext.read(SOURCE))


def _cells(notebook: Any) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


if __name__ == "__main__":
    main()
