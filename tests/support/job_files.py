"""Write the inputs of batch jobs, and read their output."""

import json
from pathlib import Path

import numpy as np
from pyarrow import parquet

WORDS = "the a of to said mayor harbour budget not good bad city plan he she they is was lied won Anna Berg Zoë".split()


def texts(count, seed=0):
    """Return short texts of one or two sentences."""
    random = np.random.default_rng(seed)
    return [
        " ".join(f"{' '.join(random.choice(WORDS, random.integers(3, 9)))}." for _ in range(random.integers(1, 3)))
        for _ in range(count)
    ]


def write_rows(path, count, *, bad=(), seed=0):
    """Write JSON Lines with ids; rows whose number is in `bad` have no text."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts(count, seed)):
            row = {"id": f"r{number}", "text": None if number in bad else text, "desk": "AB"[number % 2]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def read_table(out, level):
    """Return the rows of a table, in the order of its part files."""
    return [row for path in sorted((out / level).glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


def canonical(out, levels):
    """Return the rows of some tables as sorted text, to compare them whatever their order."""
    return {level: sorted(json.dumps(row, sort_keys=True) for row in read_table(out, level)) for level in levels}


def leftovers(out):
    """Return the incomplete files in a folder."""
    return [path for path in Path(out).rglob("*.tmp")]


def is_running(pid):
    """Return whether a process runs, on Linux."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
