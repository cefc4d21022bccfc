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
reveal_type(stancekit.Actor("Ana", kind="person").aliases)
reveal_type([each.id for each in model.pipe(["a", stancekit.Text("b")])])
reveal_type(jobs.score)
model(1)
stancekit.Actor("Ana", kind="PER")
document.actors[0].by_voice["fact"]
"""


@pytest.mark.slow
def test_a_user_script_is_checked(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", "script.py"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    lines = checked.stdout.splitlines()
    revealed = [line.partition('Revealed type is "')[2].rstrip('"') for line in lines if "Revealed type" in line]
    assert revealed[0] == "stancekit.model.Model"
    assert revealed[1] == "str | None"
    assert revealed[2] == "stancekit.document.scores.Measure | None"
    assert revealed[3] == "tuple[str, ...]"
    assert revealed[4] == "list[str | None]"
    assert revealed[5].startswith("def (") and revealed[5].endswith("Summary")
    errors = [line for line in lines if ": error:" in line]
    assert len(errors) == 3, checked.stdout
    assert 'incompatible type "int"' in errors[0] and "PER" in errors[1] and "fact" in errors[2]
