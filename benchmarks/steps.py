"""What each step from a text to its Document costs, in CPU time of one thread.

    python benchmarks/steps.py examples/harbour.txt examples/column.txt examples/mixed.txt

The table gives the median of `--repeats` rounds over all articles. CPU time
is that of the thread, so that other work on the machine delays the benchmark
and hardly changes its figures.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import stancekit

MODEL, ANALYSIS, NETWORK = "stancekit.model", "stancekit.analysis", "stancekit.network"
ATTRIBUTED, ASSEMBLY = f"{ANALYSIS}.attributed_text", f"{ANALYSIS}.assembly"
STEPS = {  # step: the functions that belong to it, as module and name, where their callers find them
    "segmentation": [("stancekit.language.segmentation", "split_sentences")],
    "tokenization": [(f"{NETWORK}.tokenization", "SentenceTokenizer.tokenize")],
    "windows": [(f"{NETWORK}.tokenization", "SentenceTokenizer.window")],
    "graph": [(f"{NETWORK}.runtime", "OnnxRuntime.run")],
    "decoding": [(f"{NETWORK}.text_logits", "merge_windows"), (f"{NETWORK}.decoding", "Decoder.decode")],
    "structure": [(ATTRIBUTED, "find_structure")],
    "quotations": [(ATTRIBUTED, "find_quotations")],
    "attribution": [(ATTRIBUTED, "attribute"), (ASSEMBLY, "link_speakers"), (ASSEMBLY, "source_actors")],
    "mentions": [(ASSEMBLY, "find_mentions")],
    "linking": [(ASSEMBLY, "link"), (ASSEMBLY, "sort_by_salience")],
    "coreference": [(f"{ANALYSIS}.coreference.resolution", "Coreference.extend")],
    "measures": [
        *((f"{ANALYSIS}.measures", name) for name in ("originals", "share", "stance_spread")),
        *((f"{ANALYSIS}.measures", name) for name in ("stance_measure", "by_voice")),
    ],
    "portrayal": [(f"{ANALYSIS}.portrayal.portrayals", "Portrayals.add")],
    "records": [(MODEL, "assemble")],  # what the steps above leave of it
    "language": [(MODEL, "detect_language")],
}


class Clock:
    """CPU seconds of each step, without those of the steps within it."""

    def __init__(self) -> None:
        """Start at zero."""
        self.seconds: Counter[str] = Counter()
        self._inner = [0.0]

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, with its time counted."""

        def call(*args: Any, **options: Any) -> Any:
            self._inner.append(0.0)
            began = time.thread_time()
            try:
                return function(*args, **options)
            finally:
                whole = time.thread_time() - began
                self.seconds[step] += whole - self._inner.pop()
                self._inner[-1] += whole

        return call

    def install(self) -> None:
        """Replace the functions of all steps by timed ones."""
        for step, functions in STEPS.items():
            for module, name in functions:
                place: Any = import_module(module)
                *parents, attribute = name.split(".")
                for parent in parents:
                    place = getattr(place, parent)
                setattr(place, attribute, self.timed(step, getattr(place, attribute)))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--model", default=None, help="model folder; the bundled one by default")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in options.articles]
    model = stancekit.load(options.model, threads=1)
    clock = Clock()
    clock.install()
    analyze = clock.timed("everything else", model)
    sentences = sum(len(analyze(text).sentences) for text in texts)  # warm-up
    rounds = []
    for _ in range(options.repeats):
        clock.seconds.clear()
        for text in texts:
            analyze(text)
        rounds.append(dict(clock.seconds))
    medians = {step: statistics.median(one.get(step, 0.0) for one in rounds) for step in [*STEPS, "everything else"]}
    total = sum(medians.values())
    print(f"{len(texts)} articles, {sentences} sentences, {sentences / total:.1f} sentences a CPU second\n")
    print("| step | ms an article | share |\n| --- | ---: | ---: |")
    for step, seconds in medians.items():
        print(f"| {step} | {1000 * seconds / len(texts):.2f} | {seconds / total:.1%} |")
    print(f"| all but the graph | {1000 * (total - medians['graph']) / len(texts):.2f} | ", end="")
    print(f"{1 - medians['graph'] / total:.1%} |")


if __name__ == "__main__":
    main()
