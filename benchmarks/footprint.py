"""What stancekit costs before and while it works: import time and peak memory.

    python benchmarks/footprint.py examples/mixed.txt

Each figure is the median of several fresh processes. Import time is what
`import stancekit` adds to a bare interpreter.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time

REPEATS = 15


def main() -> None:
    """Print import time and the peak memory of `stancekit analyze`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article")
    article = parser.parse_args().article
    bare, loaded = _seconds("pass"), _seconds("import stancekit")
    print(f"import stancekit: {1000 * (loaded - bare):.0f} ms beyond a bare interpreter of {1000 * bare:.0f} ms")
    command = [sys.executable, "-c", "from stancekit.cli import app; app()", "analyze", article]
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # kilobytes on Linux
    print(f"stancekit analyze {article}: {time.perf_counter() - began:.2f} s, peak memory {peak / 1024:.0f} MB")


def _seconds(code: str) -> float:
    seconds = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
