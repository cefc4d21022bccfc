"""Sentences a second: the shipped model beside the same weights in PyTorch, fp32, eager.

    python benchmarks/throughput.py sentences.txt

`sentences.txt` holds one sentence a line, read in that order. PyTorch reads
padded batches, and the batch size that suits it best is what counts. Both
sides tokenize, both may use `--threads` cores, and each figure is a median.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import torch
from stancekit_training.fitting.network import StanceNetwork
from torch.nn.utils.rnn import pad_sequence

import stancekit
from stancekit import Text
from stancekit.network.tokenization import SentenceTokenizer

BATCHES = (1, 4, 8, 16, 32)


def main() -> None:
    """Measure both and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--run", type=Path, help="folder with the weights; that of the model by default")
    parser.add_argument("--model", default=None, help="model folder; the bundled one by default")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    sentences = [line for line in options.sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
    model = stancekit.load(options.model, threads=options.threads)
    run = options.run or model.folder.path
    network = StanceNetwork.from_pretrained(run, attn_implementation="eager").float().eval()
    torch.set_num_threads(options.threads)

    rates = {
        batch: _rate(lambda size=batch: _read(network, model.tokenizer, sentences, size), sentences, options.repeats)
        for batch in BATCHES
    }
    best = max(rates, key=rates.__getitem__)
    for batch, rate in rates.items():
        print(f"PyTorch fp32 eager, batch {batch:>2}: {rate:7.1f} sentences/s{'  <- best' if batch == best else ''}")
    texts = [Text(sentence, split=False) for sentence in sentences]
    ours = _rate(lambda: sum(1 for _ in model.pipe(texts)), sentences, options.repeats)
    print(f"stancekit, whole pipeline:  {ours:7.1f} sentences/s")
    print(f"ratio: {ours / rates[best]:.2f}")


def _rate(work: Callable[[], object], sentences: list[str], repeats: int) -> float:
    work()  # warm-up
    seconds = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return len(sentences) / statistics.median(seconds)


def _read(network: StanceNetwork, tokenizer: SentenceTokenizer, sentences: list[str], size: int) -> None:
    for start in range(0, len(sentences), size):
        encodings = map(tokenizer.tokenize, sentences[start : start + size])
        windows = [tokenizer.window(encoding, encoding.windows[0]) for encoding in encodings]
        ids, casing = (
            pad_sequence([torch.from_numpy(getattr(window, part)) for window in windows], batch_first=True)
            for part in ("ids", "casing")
        )
        lengths = torch.tensor([len(window.ids) for window in windows])
        mask = (torch.arange(ids.shape[1]) < lengths[:, None]).long()
        with torch.inference_mode():
            network(ids, mask, casing)


if __name__ == "__main__":
    main()
