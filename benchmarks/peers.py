"""The time of a model that runs its encoder once for each (sentence, target) pair, beside that of stancekit.

    python benchmarks/peers.py examples/harbour.txt examples/column.txt

Models for targeted sentiment in news, such as NewsSentiment's, fine-tune
RoBERTa-base on pairs of a sentence and a target. The peer here has that
architecture with random weights, because only its cost is measured: PyTorch,
fp32, one forward pass for each pair, in batches of the size that suits it
best. Its pairs are the sentences of the articles with each actor that
stancekit finds in them; finding the actors, and every question but stance,
would cost it further models. A pair has as many tokens as stancekit's
tokenizer makes of it, since a byte-pair vocabulary would have to be fetched.

Both have one thread. CPU time is that of the process, so other work on the
machine hardly changes the ratio.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from transformers import RobertaConfig, RobertaForSequenceClassification

import stancekit
from stancekit.labels import STANCE

BATCHES = (1, 8)
SPECIAL = 4  # tokens that RoBERTa puts around and between the two parts of a pair
LONGEST = 512  # tokens that RoBERTa reads
FIRST_WORD = 4  # number of the first entry of the vocabulary that is no special token


def main() -> None:
    """Measure both and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--model", default=None, help="model folder; the bundled one by default")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    texts = [path.read_text(encoding="utf-8") for path in options.articles]
    model = stancekit.load(options.model, threads=1)
    documents = list(map(model, texts))
    sentences = sum(len(document.sentences) for document in documents)
    lengths = sorted(length for document in documents for length in _pair_lengths(model, document))
    print(f"{len(texts)} articles, {sentences} sentences, {len(lengths)} pairs of a sentence and an actor")

    config = RobertaConfig(num_labels=len(STANCE), max_position_embeddings=LONGEST + 2)  # base is the default
    network = RobertaForSequenceClassification(config).eval()
    ours: list[float] = []
    peer: dict[int, list[float]] = {batch: [] for batch in BATCHES}
    for _ in range(options.repeats):  # in turn, so that both meet the same load
        ours.append(_cpu_seconds(lambda: list(map(model, texts))))
        for batch in BATCHES:
            peer[batch].append(_cpu_seconds(lambda size=batch: _run(network, lengths, size)))
    own = statistics.median(ours)
    print(f"stancekit, all heads, from text to document: {1000 * own / sentences:7.1f} ms CPU a sentence")
    for batch, seconds in peer.items():
        print(f"RoBERTa-base, one pass a pair, batch {batch}: {1000 * statistics.median(seconds) / sentences:15.1f} ms")
    best = min(map(statistics.median, peer.values()))
    print(f"ratio: {best / own:.1f}")


def _pair_lengths(model: stancekit.Model, document: stancekit.Document) -> Iterator[int]:
    """Yield the number of tokens of each pair of a sentence and an actor in it."""
    for sentence in document.sentences:
        for actor in {mention.actor for mention in sentence.mentions}:
            parts = sentence.text, document.actors[actor].name
            yield min(LONGEST, SPECIAL + sum(len(model.tokenizer.tokenize(part).ids) for part in parts))


def _run(network: RobertaForSequenceClassification, lengths: list[int], size: int) -> None:
    for start in range(0, len(lengths), size):
        batch = lengths[start : start + size]
        ids = torch.randint(FIRST_WORD, network.config.vocab_size, (len(batch), max(batch)))
        mask = (torch.arange(max(batch)) < torch.tensor(batch)[:, None]).long()
        with torch.inference_mode():
            network(ids.where(mask.bool(), network.config.pad_token_id), mask)


def _cpu_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
