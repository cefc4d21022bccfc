"""Batch jobs: rows a second by workers, beside `model.pipe`, and peak memory by rows.

    python benchmarks/jobs.py examples/*.txt

Rows are one or two sentences of the articles, drawn at random. The large job
runs with two workers over `--rows`; one worker, `pipe` with two threads and the
memory of a small job are measured over `--sample`. Peak memory is that of all
processes together, shared pages counted once (PSS), looked at every other second.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil

import stancekit
from stancekit.language.segmentation import split

EVERY = 2.0  # seconds between two looks at the memory, each of which takes some 50 ms from the job


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--sample", type=int, default=20_000)
    options = parser.parse_args()
    texts = _texts(options.articles, options.rows)
    work = Path(tempfile.mkdtemp())
    try:
        large, sample = (_write(work / f"{name}.jsonl", texts[:count]) for name, count in
                         (("large", options.rows), ("sample", options.sample)))  # fmt: skip
        piped = _piped(texts[: options.sample])
        print(f"pipe, two threads, {options.sample:,} rows: {piped:.0f} rows/s", flush=True)
        one, _ = _job(sample, work / "one", workers=1)
        print(f"job, one worker, {options.sample:,} rows: {one:.0f} rows/s", flush=True)
        two, small = _job(sample, work / "two", workers=2)
        print(f"job, two workers, {options.sample:,} rows: {two:.0f} rows/s, peak memory {small:.0f} MB", flush=True)
        rate, peak = _job(large, work / "large", workers=2)
        print(f"job, two workers, {options.rows:,} rows: {rate:.0f} rows/s, peak memory {peak:.0f} MB")
        print(f"two workers: {two / one:.2f} times one, {two / piped:.2f} times pipe; {rate / piped:.2f} over all rows")
        print(f"memory: {peak / small:.3f} times that of {options.sample:,} rows")
    finally:
        shutil.rmtree(work)


def _texts(articles: list[Path], count: int) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in articles]
    sentences = [text[start:end] for text in texts for start, end in split(text)]
    random = np.random.default_rng(0)
    return [" ".join(random.choice(sentences, random.integers(1, 3))) for _ in range(count)]


def _write(path: Path, texts: list[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    return path


def _piped(texts: list[str]) -> float:
    model = stancekit.load(threads=2)
    for _ in model.pipe(texts[:200]):  # warm-up
        pass
    began = time.perf_counter()
    for _ in model.pipe(texts):
        pass
    return len(texts) / (time.perf_counter() - began)


def _job(source: Path, out: Path, *, workers: int) -> tuple[float, float]:
    """Run a job in a process of its own; return rows a second, start included, and peak memory in MB."""
    code = f"from stancekit import jobs; jobs.score({str(source)!r}, {str(out)!r}, workers={workers})"
    process = subprocess.Popen([sys.executable, "-c", code])
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _memory(process.pid))
        time.sleep(EVERY)
    if process.returncode:
        raise SystemExit(f"the job ended with code {process.returncode}")
    summary = json.loads((out / "job.json").read_text(encoding="utf-8"))["summary"]
    return summary["rows"] / summary["seconds"], peak


def _memory(pid: int) -> float:
    """Return the memory of a process and all that it started, in MB."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            total += process.memory_full_info().pss
    except psutil.NoSuchProcess:  # it has just ended
        pass
    return total / 1e6


if __name__ == "__main__":
    main()
