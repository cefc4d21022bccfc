"""A loaded model: text in, Document out."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeAlias

from stancekit.analysis import assembly
from stancekit.analysis.mentions import Reference, match
from stancekit.document.records import Document
from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text, as_text
from stancekit.language import segmentation
from stancekit.language.names import Folded
from stancekit.network.decoding import Reading, merge
from stancekit.network.model_folder import Artifact, locate, open_folder
from stancekit.network.runtime import Logits, OnnxRuntime, Runtime, default_threads
from stancekit.network.tokenization import Encoder, Window

LOOKAHEAD = 4  # documents in flight for each thread of `pipe`

Each: TypeAlias = Callable[[Callable[[Window], Logits], Iterable[Window]], Iterable[Logits]]


class Model:
    """Reads articles; made by `stancekit.load`.

    One Model may be called from many threads. It pickles as its folder's
    path, so it travels to worker processes.
    """

    def __init__(
        self,
        artifact: Artifact,
        *,
        threads: int | None = None,
        providers: Sequence[str] | None = None,
        runtime: Runtime | None = None,
    ) -> None:
        """Load tokenizer and graph; `runtime` takes the graph's place.

        Raises:
            InputError: not a positive number of threads, or a provider that this machine lacks.
        """
        if threads is not None and threads < 1:
            raise InputError(f"threads is {threads}, expected at least 1, or None for the cores at hand.")
        manifest = artifact.manifest
        self.artifact = artifact
        self.threads = threads or default_threads()
        self._rebuild = partial(load, threads=threads, providers=providers)
        self.encoder = Encoder(artifact.tokenizer, window=manifest.window, stride=manifest.stride)
        self.runtime = runtime or OnnxRuntime(artifact.graph, providers=providers)
        self._process = 0

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the folder's path and the options as they were given: another machine has other cores."""
        return self._rebuild, (self.artifact.folder,)

    def __call__(
        self,
        text: str | Text,
        *,
        id: str | None = None,
        mentions: Iterable[tuple[int, int]] | None = None,
        actors: Iterable[str | Actor] | None = None,
        title: tuple[int, int] | None = None,
        split: bool | None = None,
    ) -> Document:
        """Analyse one text; the options are those of `stancekit.Text`.

        Raises:
            TypeError: not a str or Text, or options beside a Text.
            SpanError: a given span covers nothing that can be scored.
            ActorError: see `stancekit.Text`.
        """
        options = {"id": id, "mentions": mentions, "actors": actors, "title": title, "split": split}
        chosen: dict[str, Any] = {name: option for name, option in options.items() if option is not None}
        if isinstance(text, Text) and chosen:
            raise TypeError(f"a Text carries its own options; {', '.join(chosen)} cannot stand beside it.")
        source = text if isinstance(text, Text) else Text(text, **chosen)
        return self._analyse(source, map if self.threads == 1 else self._workers().map)  # its windows side by side

    def pipe(self, texts: Iterable[str | Text]) -> Iterator[Document]:
        """Analyse texts lazily, in order; raises at the text that is at fault, after those before it."""
        if isinstance(texts, str):
            raise TypeError("pipe takes an iterable of texts and got a single str: call the model on it instead.")
        pending: deque[Future[Document]] = deque()
        arriving = iter(texts)
        failure: Exception | None = None
        while failure is None:
            try:
                source = as_text(next(arriving))
                pending.append(self._workers().submit(self._analyse, source, map))  # documents side by side
            except Exception as error:  # StopIteration too: what came before goes out first
                failure = error
            if len(pending) > LOOKAHEAD * self.threads:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
        if not isinstance(failure, StopIteration):
            raise failure

    def read(self, source: Text) -> list[Reading]:
        """Return a text's sentences with the logits of every head, before any decision."""
        return self._read(source, match(Folded(source.text), source.actors), map)[0]

    def _workers(self) -> ThreadPoolExecutor:
        if self._process != os.getpid():  # not begun yet, or a forked child, which has no threads of its parent
            self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="stancekit")
            self._process = os.getpid()
        return self._pool

    def _read(
        self, source: Text, matched: Sequence[Reference], each: Each
    ) -> tuple[list[Reading], list[tuple[int, int]]]:
        """Return the sentences that were read, and the bounds of those without a token; `each` is `map` or alike."""
        text = source.text
        keep = [*source.mentions, *((reference.start, reference.end) for reference in matched)]
        bounds = segmentation.split(text, title=source.title, keep=keep) if source.split else segmentation.whole(text)
        encodings = [self.encoder.encode(text, *bound) for bound in bounds]
        windows = (self.encoder.window(encoding, window) for encoding in encodings for window in encoding.windows)
        outputs = iter(each(self.runtime.run, windows))
        temperatures = self.artifact.manifest.temperatures
        readings = [
            Reading(text, *bound, encoding, merge(encoding, [next(outputs) for _ in encoding.windows]), temperatures)
            for bound, encoding in zip(bounds, encodings, strict=True)
            if encoding.windows
        ]
        return readings, [bound for bound, encoding in zip(bounds, encodings, strict=True) if not encoding.windows]

    def _analyse(self, source: Text, each: Each) -> Document:
        folded = Folded(source.text)
        matched = match(folded, source.actors)
        readings, unscored = self._read(source, matched, each)
        manifest = self.artifact.manifest
        return assembly.document(
            source,
            folded,
            matched,
            readings,
            unscored,
            model=f"{manifest.name} {manifest.version}",
            digest=self.artifact.digest,
        )


def load(
    source: str | os.PathLike[str] | None = None,
    *,
    revision: str | None = None,
    threads: int | None = None,
    providers: Sequence[str] | None = None,
) -> Model:
    """Load a model.

    Args:
        source: nothing for the bundled model; else the name of a bundled
            model, a folder, or a hub repository, `owner/name`.
        revision: branch, tag or commit of a hub repository.
        threads: sentences read at once; by default the cores that CPU
            affinity and the cgroup grant.
        providers: ONNX Runtime execution providers, by default the CPU's.

    Raises:
        ArtifactError: no such model, or its folder is not whole.
        InputError: a provider that this machine lacks.
    """
    folder = locate(source, revision=revision).resolve()
    return Model(open_folder(folder), threads=threads, providers=providers)
