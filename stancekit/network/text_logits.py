"""A text in, the network's output for each of its sentences out."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from stancekit.inputs.text import Text
from stancekit.language import segmentation
from stancekit.network.batched_runtime import BatchedRuntime
from stancekit.network.decoding import SentenceLogits, merge_windows
from stancekit.network.runtime import Logits, Runtime
from stancekit.network.tokenization import SentenceTokenizer, Window

Map: TypeAlias = Callable[[Callable[[Window], Logits], Iterable[Window]], Iterable[Logits]]


def text_logits(
    source: Text,
    tokenizer: SentenceTokenizer,
    runtime: Runtime,
    *,
    keep: Sequence[tuple[int, int]],
    mapped: Map = map,
) -> tuple[list[SentenceLogits], list[tuple[int, int]]]:
    """Return the logits of each sentence with a token, and the bounds of the others.

    Args:
        source: the text.
        tokenizer: the tokenizer of the model.
        runtime: runs the network.
        keep: spans that no sentence boundary may cut.
        mapped: `map`, or an executor's, for the windows that are not run together.
    """
    text = source.text
    if source.sentences is not None:
        bounds = segmentation.given_sentences(source.sentences, keep=keep)
    elif source.split:
        bounds = segmentation.split_sentences(text, title=source.title, keep=keep)
    else:
        bounds = segmentation.whole_text(text, keep=keep)
    tokenized = [(bound, tokenizer.tokenize(text, *bound)) for bound in bounds]
    windows = (tokenizer.window(tokens, window) for _, tokens in tokenized for window in tokens.windows)
    outputs = iter(
        runtime.run_all(list(windows)) if isinstance(runtime, BatchedRuntime) else mapped(runtime.run, windows)
    )
    logits = [
        SentenceLogits(text, *bound, tokens, merge_windows(tokens, [next(outputs) for _ in tokens.windows]))
        for bound, tokens in tokenized
        if tokens.windows
    ]
    return logits, [bound for bound, tokens in tokenized if not tokens.windows]
