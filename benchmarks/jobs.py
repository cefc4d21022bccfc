"""Measure batch jobs: rows per second by number of workers, compared with `model.pipe`, and peak memory.

    python benchmarks/jobs.py examples/*.txt

A row is one or two random sentences of the articles. The large job runs with
two workers on `--rows` rows; the other measurements, with one worker, with
`pipe` in two threads, and of the memory of a small job, take `--sample` rows.
Peak memory is that of all processes, with shared pages counted once (PSS),
sampled every two seconds.
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
from stancekit.language.segmentation import split_sentences

MEMORY_INTERVAL = 2.0  # seconds between two samples, each of which takes some 50 ms of the job's time
WARM_UP_TEXTS = 200


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--sample", type=int, default=20_000)
    options = parser.parse_args()
    texts = _random_texts(options.articles, options.rows)
    folder = Path(tempfile.mkdtemp())
    try:
        large = _write_jsonl(folder / "large.jsonl", texts)
        sample = _write_jsonl(folder / "sample.jsonl", texts[: options.sample])
        pipe = _pipe_rate(texts[: options.sample])
        print(f"pipe, two threads, {options.sample:,} rows: {pipe:.0f} rows/s", flush=True)
        one, _ = _run_job(sample, folder / "one", workers=1)
        print(f"job, one worker, {options.sample:,} rows: {one:.0f} rows/s", flush=True)
        two, small = _run_job(sample, folder / "two", workers=2)
        print(f"job, two workers, {options.sample:,} rows: {two:.0f} rows/s, peak memory {small:.0f} MB", flush=True)
        rate, peak = _run_job(large, folder / "large", workers=2)
        print(f"job, two workers, {options.rows:,} rows: {rate:.0f} rows/s, peak memory {peak:.0f} MB")
        print(f"rate of two workers: {two / one:.2f} times one worker, {two / pipe:.2f} times pipe")
        print(f"{options.rows:,} rows: {rate / pipe:.2f} times the rate of pipe")
        print(f"{options.rows:,} rows: {peak / small:.3f} times the peak memory of {options.sample:,} rows")
    finally:
        shutil.rmtree(folder)


def _random_texts(articles: list[Path], count: int) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in articles]
    sentences = [text[start:end] for text in texts for start, end in split_sentences(text)]
    random = np.random.default_rng(0)
    return [" ".join(random.choice(sentences, random.integers(1, 3))) for _ in range(count)]


def _write_jsonl(path: Path, texts: list[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    return path


def _pipe_rate(texts: list[str]) -> float:
    """Return the rows per second of `model.pipe`."""
    model = stancekit.load(threads=2)
    for _ in model.pipe(texts[:WARM_UP_TEXTS]):
        pass
    started = time.perf_counter()
    for _ in model.pipe(texts):
        pass
    return len(texts) / (time.perf_counter() - started)


def _run_job(path: Path, out: Path, *, workers: int) -> tuple[float, float]:
    """Run a job in a new process; return its rows per second, start included, and its peak memory in MB."""
    code = f"from stancekit import jobs; jobs.score({str(path)!r}, {str(out)!r}, workers={workers})"
    process = subprocess.Popen([sys.executable, "-c", code])
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _memory(process.pid))
        time.sleep(MEMORY_INTERVAL)
    if process.returncode:
        raise SystemExit(f"the job exited with code {process.returncode}")
    summary = json.loads((out / "job.json").read_text(encoding="utf-8"))["summary"]
    return summary["rows"] / summary["seconds"], peak


def _memory(pid: int) -> float:
    """Return the memory of a process and its descendants, in MB."""
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
