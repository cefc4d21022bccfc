"""A loaded model: a text in, a Document out."""

import os
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Any, TypeAlias

from stancekit.analysis.assembly import assemble
from stancekit.analysis.coreference.discourse import ANAPHOR_FEATURES, PAIR_FEATURES
from stancekit.analysis.coreference.resolution import Coreference
from stancekit.analysis.mentions.search import GivenMentions
from stancekit.document.records import Document
from stancekit.errors import ArtifactError, InputError, LanguageWarning
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text, as_text
from stancekit.labels import COREFERENCE_HEADS, Measured, SentenceRole
from stancekit.language import segmentation
from stancekit.language.detection import ENGLISH, detect_language, language_name
from stancekit.network.antecedent_scorer import AntecedentScorer
from stancekit.network.decoding import Decoder, SentenceLogits, TextPredictions, merge_windows
from stancekit.network.model_folder import ModelFolder, locate, open_model_folder
from stancekit.network.runtime import Logits, OnnxRuntime, Runtime, default_threads
from stancekit.network.tokenization import SentenceTokenizer, Window

LOOKAHEAD = 4  # documents in flight for each thread of `pipe`

Map: TypeAlias = Callable[[Callable[[Window], Logits], Iterable[Window]], Iterable[Logits]]


class Model:
    """Analyzes articles; made by `stancekit.load`.

    Many threads may call one Model. It pickles as its folder's path, so it
    travels to worker processes. `close`, or leaving a `with` block, ends its
    threads; they start again with the next call.

    Attributes:
        folder: the model folder.
        threads: sentences or documents that it processes at once.
        tokenizer: of the model.
        decoder: with the settings of the model's manifest.
        runtime: runs the network.
        coreference: of the model, None if it links names only.
    """

    def __init__(
        self,
        folder: ModelFolder,
        *,
        threads: int | None = None,
        providers: Sequence[str] | None = None,
        runtime: Runtime | None = None,
    ) -> None:
        """Load tokenizer and graph.

        Args:
            folder: an opened model folder.
            threads: see `load`.
            providers: see `load`.
            runtime: replaces the graph.

        Raises:
            InputError: `threads` is not positive, or this machine lacks a provider.
        """
        if threads is not None and threads < 1:
            raise InputError(f"threads is {threads}, expected at least 1, or None for the available cores.")
        manifest = folder.manifest
        self.folder = replace(folder, contents={})  # they are loaded, and large
        self.threads = threads or default_threads()
        try:
            self.tokenizer = SentenceTokenizer(folder.tokenizer, window=manifest.window, stride=manifest.stride)
            self.runtime = runtime or OnnxRuntime(
                folder.graph, heads=manifest.outputs, casing=manifest.casing, providers=providers
            )
            self.coreference = _coreference(folder)
        except ArtifactError as error:
            raise ArtifactError(f"{folder.path}: {error}") from error
        self.decoder = Decoder(manifest.heads)
        self._rebuild = partial(load, threads=threads, providers=providers)
        self._pool: ThreadPoolExecutor | None = None
        self._process = 0

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<Model: {self.folder.name}, {self.threads} threads>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the folder's path and the options as given: another machine has other cores."""
        return self._rebuild, (self.folder.path,)

    def __enter__(self) -> "Model":
        """Return the model."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the model."""
        self.close()

    def close(self) -> None:
        """End the model's threads, after the work that they have begun."""
        if self._pool is not None and self._process == os.getpid():
            self._pool.shutdown(cancel_futures=True)
        self._pool = None

    def __call__(
        self,
        text: str | Text,
        *,
        id: str | None = None,
        mentions: Iterable[tuple[int, int]] | None = None,
        actors: Iterable[str | Actor] | None = None,
        title: tuple[int, int] | None = None,
        split: bool | None = None,
        sentences: Iterable[tuple[int, int]] | None = None,
        roles: Iterable[tuple[int, int, SentenceRole]] | None = None,
        measured: Measured | None = None,
    ) -> Document:
        """Analyze one text; the options are those of `stancekit.Text`.

        Raises:
            TypeError: not a str or Text, or options beside a Text.
            InputError: the text is no prose; see `stancekit.Text`.
            SpanError: a given span has no token.
            ActorError: see `stancekit.Text`.

        Warns:
            LanguageWarning: the text is not in English.
        """
        options = {
            "id": id,
            "mentions": mentions,
            "actors": actors,
            "title": title,
            "split": split,
            "sentences": sentences,
            "roles": roles,
            "measured": measured,
        }
        chosen: dict[str, Any] = {name: option for name, option in options.items() if option is not None}
        if isinstance(text, Text) and chosen:
            raise TypeError(f"a Text has its own options, so the call takes none: drop {', '.join(chosen)}.")
        source = text if isinstance(text, Text) else Text(text, **chosen)
        # its windows side by side
        return _with_warning(self._analyze(source, map if self.threads == 1 else self._executor().map))

    def pipe(self, texts: Iterable[str | Text]) -> Iterator[Document]:
        """Analyze texts lazily, in order; an error is raised after the documents before it."""
        if isinstance(texts, str):
            raise TypeError("pipe takes an iterable of texts and got a single str: call the model on it instead.")
        pending: deque[Future[Document]] = deque()
        arriving = iter(texts)
        failure: Exception | None = None
        while failure is None:
            try:
                source = as_text(next(arriving))
                pending.append(self._executor().submit(self._analyze, source, map))  # documents side by side
            except Exception as error:  # StopIteration too: the documents before it come first
                failure = error
            if len(pending) > LOOKAHEAD * self.threads:
                yield _with_warning(pending.popleft().result())
        while pending:
            yield _with_warning(pending.popleft().result())
        if not isinstance(failure, StopIteration):
            raise failure

    def logits(self, source: Text) -> list[SentenceLogits]:
        """Return the network's output for each sentence of a text, before calibration and decoding."""
        return self._logits(GivenMentions(source), map)[0]

    def _executor(self) -> ThreadPoolExecutor:
        if self._pool is None or self._process != os.getpid():  # a forked child has no threads of its parent
            self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="stancekit")
            self._process = os.getpid()
        return self._pool

    def _logits(self, given: GivenMentions, mapped: Map) -> tuple[list[SentenceLogits], list[tuple[int, int]]]:
        """Return the logits of each sentence with a token, and the bounds of the others.

        Args:
            given: the text, with the spans that no sentence boundary may cut.
            mapped: `map`, or an executor's.
        """
        source, text = given.source, given.source.text
        if source.sentences is not None:
            bounds = segmentation.given_sentences(source.sentences, keep=given.spans)
        elif source.split:
            bounds = segmentation.split_sentences(text, title=source.title, keep=given.spans)
        else:
            bounds = segmentation.whole_text(text, keep=given.spans)
        tokenized = [(bound, self.tokenizer.tokenize(text, *bound)) for bound in bounds]
        windows = (self.tokenizer.window(tokens, window) for _, tokens in tokenized for window in tokens.windows)
        outputs = iter(mapped(self.runtime.run, windows))
        logits = [
            SentenceLogits(text, *bound, tokens, merge_windows(tokens, [next(outputs) for _ in tokens.windows]))
            for bound, tokens in tokenized
            if tokens.windows
        ]
        return logits, [bound for bound, tokens in tokenized if not tokens.windows]

    def _analyze(self, source: Text, mapped: Map) -> Document:
        given = GivenMentions(source)
        logits, unscored = self._logits(given, mapped)
        predictions = TextPredictions([self.decoder.decode(sentence) for sentence in logits], unscored)
        document = assemble(given, predictions, self.folder, self.coreference)
        language = detect_language(source.text)
        return document if language == ENGLISH else replace(document, language=language)


def _coreference(folder: ModelFolder) -> Coreference | None:
    settings = folder.manifest.coreference
    if settings is None:
        return None
    sizes = (COREFERENCE_HEADS["reference"].size, ANAPHOR_FEATURES, PAIR_FEATURES)
    return Coreference(AntecedentScorer(folder.contents[settings.graph], sizes=sizes), settings)


def _with_warning(document: Document) -> Document:
    """Return a document, with a warning to the caller of the model if its text is not in English."""
    if document.language != ENGLISH:
        label = "the text" if document.id is None else document.id
        warnings.warn(
            f"{label} is in {language_name(document.language)}; the model knows English only, and its labels mean "
            "nothing here.",
            LanguageWarning,
            stacklevel=3,
        )
    return document


def load(
    source: str | os.PathLike[str] | None = None,
    *,
    revision: str | None = None,
    threads: int | None = None,
    providers: Sequence[str] | None = None,
) -> Model:
    """Load a model.

    Args:
        source: None for the bundled model; else the name of a bundled
            model, a folder, or a hub repository, `owner/name`.
        revision: branch, tag or commit of a hub repository.
        threads: sentences processed at once; by default the cores that CPU
            affinity and the cgroup allow.
        providers: ONNX Runtime execution providers; by default the CPU's.

    Raises:
        ArtifactError: no such model, or its folder is incomplete.
        InputError: this machine lacks a provider.
    """
    folder = locate(source, revision=revision).resolve()
    return Model(open_model_folder(folder), threads=threads, providers=providers)
