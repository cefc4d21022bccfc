"""`stancekit serve` in a process of its own, for tests of sockets and browsers."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running(model: Path | None = None, *options: str) -> Iterator[str]:
    """Start a server at a free port of the loopback interface, and yield its address."""
    chosen = [] if model is None else ["--model", str(model)]
    command = [sys.executable, "-m", "stancekit", "serve", "--port", "0", *chosen, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        try:
            line = process.stdout.readline()
            address = re.search(r"http://\S+", line)
            assert address is not None, line + process.stderr.read()
            yield address[0]
        finally:
            process.terminate()
            process.wait(timeout=120)
