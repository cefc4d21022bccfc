"""How time and memory grow with the length of an article, and what linking its actors takes of that.

    python benchmarks/scaling.py examples/harbour.txt examples/column.txt examples/mixed.txt

The articles are repeated up to each length, with other names in every copy,
and each length is read in a fresh process.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LENGTHS = (2_000, 20_000, 200_000)
NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{3,})")


def main() -> None:
    """Print a line for each length."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--words", type=int, help="read one length in this process, and print JSON")
    given = parser.parse_args()
    if given.words:
        print(json.dumps(_read(given.articles, given.words)))
        return
    print(f"{'words':>8} {'seconds':>8} {'times the one before':>21} {'linking':>8} {'peak MB':>8} {'actors':>7}")
    before = None
    for words in LENGTHS:
        command = [sys.executable, __file__, *given.articles, "--words", str(words)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        times = f"{row['seconds'] / before:.1f}" if before else ""
        before = row["seconds"]
        share = f"{row['linking'] / row['seconds']:.1%}"
        print(f"{words:>8,} {row['seconds']:>8.1f} {times:>21} {share:>8} {row['peak']:>8.0f} {row['actors']:>7,}")


def _read(paths: list[str], words: int) -> dict[str, float]:
    import stancekit
    from stancekit.analysis import assembly

    text = _text("\n\n".join(Path(path).read_text(encoding="utf-8") for path in paths), words)
    model = stancekit.load()
    model("Warm up.")
    timed = TimedCall(assembly.link)
    assembly.link = timed
    began = time.perf_counter()
    document = model(text)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
    return {"seconds": seconds, "linking": timed.seconds, "peak": peak, "actors": len(document.actors)}


class TimedCall:
    """A function, and the seconds that its calls have taken."""

    def __init__(self, function: Callable[..., Any]) -> None:
        """Wrap a function."""
        self._function, self.seconds = function, 0.0

    def __call__(self, *arguments: Any) -> Any:
        """Call the function."""
        began = time.perf_counter()
        result = self._function(*arguments)
        self.seconds += time.perf_counter() - began
        return result


def _text(article: str, words: int) -> str:
    """Repeat an article up to a number of words, renaming in every copy what looks like a name."""
    pieces: list[str] = []
    count = copy = 0
    while count < words:
        ending = "".join(chr(ord("a") + int(digit)) for digit in str(copy))
        renamed = NAME.sub(rf"\g<1>{ending}", article) if copy else article
        kept = renamed.split(" ")[: words - count]
        count += len(kept)
        copy += 1
        pieces.append(" ".join(kept))
    return "\n\n".join(pieces)


if __name__ == "__main__":
    main()
