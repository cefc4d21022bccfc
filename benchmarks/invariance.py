"""Whether a sentence's answers depend on its company: alone, piped, in longer documents, with other threads.

    python benchmarks/invariance.py sentences.txt

`sentences.txt` holds a sentence a line. Prints the largest difference in any
score, and exits with 1 when it is over 1e-4.
"""

import argparse
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import stancekit
from stancekit import Document

TOLERANCE = 1e-4

Answers = dict[str, dict[object, float]]


def main() -> None:
    """Read the sentences in several ways and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--model", default=None, help="model folder; the bundled one by default")
    options = parser.parse_args()
    lines = [line.strip() for line in options.sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
    model = stancekit.load(options.model, threads=1)
    alone = _answers(model(line) for line in lines)
    worst = 0.0
    for name, found in _ways(lines, options.model):
        largest = max(
            abs(alone[text][what] - found[text][what]) for text in alone for what in alone[text].keys() & found[text]
        )
        worst = max(worst, largest)
        print(f"{name:<28} largest difference {largest:.1e} over {len(alone)} sentences")
    sys.exit(worst > TOLERANCE)


def _ways(lines: list[str], folder: str | None) -> Iterator[tuple[str, Answers]]:
    shuffled = random.Random(0).sample(lines, len(lines))
    for threads in (1, 2, 8):
        model = stancekit.load(folder, threads=threads)
        yield f"piped, shuffled, {threads} threads", _answers(model.pipe(shuffled))
    for size in (2, 10, 50, len(lines)):
        articles = ("\n\n".join(shuffled[start : start + size]) for start in range(0, len(lines), size))
        yield f"{size} in a document", _answers(model.pipe(articles))


def _answers(documents: Iterable[Document]) -> Answers:
    """Return every score of every sentence, by its text: opinion, bias, and the stance at each mention's place.

    The rest of a document may make or unmake a mention; its stance must stay.
    """
    return {
        sentence.text: {
            "opinion": sentence.opinion or 0.0,
            "bias": sentence.bias or 0.0,
            **{
                (mention.start - sentence.start, mention.end - sentence.start): mention.stance.score
                for mention in sentence.mentions
                if mention.stance
            },
        }
        for document in documents
        for sentence in document.sentences
    }


if __name__ == "__main__":
    main()
