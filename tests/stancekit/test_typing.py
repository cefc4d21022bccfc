"""The types that a user's type checker sees."""

import subprocess
import sys

import pytest

pytest.importorskip("mypy")

SCRIPT = """
import stancekit
from stancekit import jobs

model = stancekit.load()
document = model("The mayor lied again.")
reveal_type(model)
reveal_type(document.sentences[0].label)
reveal_type(document.actors[0].by_voice["opinion"])
reveal_type(stancekit.Actor("Ana", kind="person", aliases=["Roth"]).aliases)
reveal_type([each.id for each in model.pipe(["a", stancekit.Text("b")])])
reveal_type(jobs.score)
model(1)
stancekit.Actor("Ana", kind="PER")
document.actors[0].by_voice["fact"]
cluster = stancekit.Cluster([(0, 9)], kind="person", id="Q1")
parts = stancekit.AttributionParts(content=[(4, 9)], source="Q1")
reveal_type(stancekit.Text("x" * 9, clusters=[cluster, [(0, 1)]], attributions=[parts], mentions=[(0, 1)]).clusters)
stancekit.ActorSpan(0, 4, "person")
"""
TABLES = """
import stancekit

class Frame:  # a DataFrame as a type checker knows it; polars's own types take minutes to load
    @property
    def columns(self) -> list[str]:
        return []

class Series:
    def to_frame(self, name: str | None = None) -> Frame:
        return Frame()

class Dataset:
    @property
    def column_names(self) -> list[str]:
        return []

model = stancekit.load()
reveal_type(model.score(Frame()).documents)
reveal_type(model.score(Series(), levels=["actor"]).actors)
reveal_type(model.score(Dataset(), keep=["text"]).tables)
reveal_type(model.score(["He won.", stancekit.Text("She lied.")]).errors)
model.score("He won.")
model.score({"text": ["He won."]})
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """The lines that mypy prints about both scripts; one run, because it takes long."""
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "script.py").write_text(SCRIPT)
    (folder / "tables.py").write_text(TABLES)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", "script.py", "tables.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout.splitlines()


def checked(output, script):
    """The types that mypy reveals in a script, and its errors."""
    lines = [line for line in output if line.startswith(script)]
    revealed = [line.partition('Revealed type is "')[2].rstrip('"') for line in lines if "Revealed type" in line]
    return revealed, [line for line in lines if ": error:" in line]


@pytest.mark.slow
def test_a_user_script_is_checked(output):
    revealed, errors = checked(output, "script.py")
    assert revealed[0] == "stancekit.model.Model"
    assert revealed[1] == "str | None"
    assert revealed[2] == "stancekit.document.scores.Measure | None"
    assert revealed[3] == "typing.Sequence[str]"
    assert revealed[4] == "list[str | None]"
    assert revealed[5].startswith("def (") and revealed[5].endswith("Summary")
    assert revealed[6] == "tuple[stancekit.inputs.clusters.Cluster, ...]"
    assert len(errors) == 4, errors
    assert 'incompatible type "int"' in errors[0] and "PER" in errors[1] and "fact" in errors[2]
    assert 'Too many positional arguments for "ActorSpan"' in errors[3]


@pytest.mark.slow
def test_scores_have_the_type_of_the_table(output):
    revealed, errors = checked(output, "tables.py")
    assert revealed[:2] == ["tables.Frame", "tables.Frame"]
    assert revealed[2].startswith("typing.Mapping[") and revealed[2].endswith("tables.Dataset]")
    assert revealed[3] == "list[dict[str, Any]]"
    assert ['argument type "str"' in errors[0], 'argument type "dict[str, list[str]]"' in errors[1]] == [True, True]
    assert len(errors) == 2, errors
