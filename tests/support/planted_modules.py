"""Plant modules that leave a trace when they are imported, and start the command line beside them."""

import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
TRACE = "IMPORTED"


def module_names():
    """Return the names of all modules of the standard library and of all installed packages."""
    names = {
        *sys.stdlib_module_names,
        *packages_distributions(),
        "sitecustomize",
        "usercustomize",
        "stancekit_training",
    }
    return sorted(name for name in names if name.isidentifier() and name not in ("stancekit", "__main__"))


def plant(folder):
    """Write a file for each module, which adds its name to the trace in the folder."""
    for name in module_names():
        code = f"open({str(folder / TRACE)!r}, 'a').write({name + chr(10)!r})\nraise ImportError('planted')\n"
        (folder / f"{name}.py").write_text(code)


def trace(folder):
    """Return the names of the planted modules that were imported."""
    path = folder / TRACE
    return path.read_text().split() if path.exists() else []


def script(folder):
    """Write the script that an installation makes of the entry point, and return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / "stancekit"
    path.write_text("import sys\nfrom stancekit.cli import app\nif __name__ == '__main__':\n    sys.exit(app())\n")
    return path


def run(arguments, folder, **options):
    """Run Python in a folder, with the checkout on its path."""
    paths = [str(ROOT), str(ROOT / "training")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    environment.pop("PYTHONSAFEPATH", None)
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, **options)
