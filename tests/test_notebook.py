"""The tutorial notebook: it is built from its text, and its cells run."""

import importlib.util
from pathlib import Path

import pytest

for package in ("ipykernel", "jupytext", "nbclient"):
    pytest.importorskip(package, reason=f"{package} is not installed: the extra `notebook`")

SCRIPT = Path(__file__).parents[1] / "docs" / "notebook.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("notebook", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_notebook_has_the_cells_of_its_text(script):
    assert script.is_current()


@pytest.mark.slow
def test_the_cells_run_and_show_their_results(script):
    notebook = script.execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    shown = [output.data for output in outputs if output.output_type in ("execute_result", "display_data")]
    plain = [data["text/plain"] for data in shown]
    assert sum("image/png" in data for data in shown) == 3
    framed = [data["text/plain"] for data in shown if data.get("text/html", "").startswith("<iframe")]
    assert framed[0].startswith("<Document: ")
    assert framed[1] == "<Comparison by outlet: 36 articles, 3 groups, 12 actors>"
    assert any("'actors.pdf'" in text and "'groups.tex'" in text for text in plain)
    latex = next(output.text for output in outputs if output.output_type == "stream" and "tabular" in output.text)
    assert "The Larn Post & 12 &" in latex
