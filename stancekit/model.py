"""A loaded model: a text in, a Document out."""

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Any

from stancekit.analysis.assembly import assemble
from stancekit.analysis.coreference.pairs import ANAPHOR_FEATURES, PAIR_FEATURES
from stancekit.analysis.coreference.resolution import Coreference
from stancekit.analysis.mentions.search import GivenMentions
from stancekit.analysis.portrayal.evidence import ACTOR_FEATURES, MENTION_FEATURES, VECTOR_SIZE
from stancekit.analysis.portrayal.portrayals import Portrayals
from stancekit.document.records import Document
from stancekit.errors import ArtifactError, LanguageWarning, OptionError
from stancekit.inputs.actor import Actor
from stancekit.inputs.attribution_parts import AttributionParts
from stancekit.inputs.clusters import ActorSpan, Cluster
from stancekit.inputs.spans import Bounds
from stancekit.inputs.text import Text, as_text
from stancekit.labels import COREFERENCE_HEADS, Measured, SentenceRole
from stancekit.language.detection import ENGLISH, detect_language, language_name
from stancekit.lookahead import Item, Result, map_ahead
from stancekit.near_misses import CALL_ADVICE, LOAD_ADVICE, explained
from stancekit.network.antecedent_scorer import AntecedentScorer
from stancekit.network.batched_runtime import BatchedRuntime
from stancekit.network.decoding import Decoder, SentenceLogits, TextPredictions
from stancekit.network.device import Device, parse_device
from stancekit.network.float_graph import float16_graph
from stancekit.network.model_folder import ModelFolder, locate, open_model_folder
from stancekit.network.onnx_session import check_providers
from stancekit.network.portrayal_scorer import PortrayalScorer
from stancekit.network.runtime import OnnxRuntime, Runtime, default_threads
from stancekit.network.saving import HubMixin
from stancekit.network.text_logits import Map, text_logits
from stancekit.network.tokenization import SentenceTokenizer
from stancekit.table_scoring import ScoringMixin

LOOKAHEAD = 4  # documents in flight for each thread of `pipe`


class Model(ScoringMixin, HubMixin):
    """Analyzes articles; made by `stancekit.load`.

    Many threads may call one Model. It pickles as its folder's path, so it
    travels to worker processes. `close`, or leaving a `with` block, ends its
    threads; they start again with the next call.

    Attributes:
        folder: the model folder.
        threads: threads that work at once; see `load`.
        tokenizer: the model's tokenizer.
        decoder: the decoder, with the settings of the model's manifest.
        runtime: runs the network.
        coreference: the model's coreference, None if it links names only.
        portrayals: the model's portrayals, None if it has none.
    """

    def __init__(
        self,
        folder: ModelFolder,
        *,
        threads: int | None = None,
        device: str = "cpu",
        providers: Sequence[str] | None = None,
        runtime: Runtime | None = None,
    ) -> None:
        """Load tokenizer and graph.

        Args:
            folder: an opened model folder.
            threads: see `load`.
            device: see `load`.
            providers: see `load`.
            runtime: replaces the graph.

        Raises:
            InputError: `threads` is not positive, there is no such device, or this machine lacks a provider.
            ImportError: a GPU needs a package that is missing.
        """
        if threads is not None and threads < 1:
            raise OptionError(f"threads is {threads}, expected at least 1, or None for the available cores.")
        manifest = folder.manifest
        self.folder = replace(folder, contents={})  # they are loaded, and large
        self.threads = threads or default_threads()
        try:
            self.tokenizer = SentenceTokenizer(folder.tokenizer, window=manifest.window, stride=manifest.stride)
            self.runtime = runtime or _runtime(folder, parse_device(device), providers)
            self.coreference = _coreference(folder)
            self.portrayals = _portrayals(folder)
        except ArtifactError as error:
            raise ArtifactError(f"{folder.path}: {error}") from error
        self.decoder = Decoder(manifest.heads)
        self._rebuild = partial(load, threads=threads, device=device, providers=providers)
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

    @explained(CALL_ADVICE)
    def __call__(
        self,
        text: str | Text,
        *,
        id: str | None = None,
        mentions: Iterable[Bounds | ActorSpan] | None = None,
        clusters: Iterable[Cluster | Iterable[Bounds]] | None = None,
        attributions: Iterable[AttributionParts] | None = None,
        actors: Iterable[str | Actor] | None = None,
        title: Bounds | None = None,
        split: bool | None = None,
        sentences: Iterable[Bounds] | None = None,
        roles: Iterable[tuple[int, int, SentenceRole]] | None = None,
        measured: Measured | None = None,
        language: str | None = None,
    ) -> Document:
        """Analyze one text; the options are those of `stancekit.Text`, but for `date`, `author` and `outlet`.

        Make a `stancekit.Text` to give those.

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
            "clusters": clusters,
            "attributions": attributions,
            "actors": actors,
            "title": title,
            "split": split,
            "sentences": sentences,
            "roles": roles,
            "measured": measured,
            "language": language,
        }
        chosen: dict[str, Any] = {name: option for name, option in options.items() if option is not None}
        if isinstance(text, Text) and chosen:
            raise TypeError(f"a Text has its own options, so the call takes none: drop {', '.join(chosen)}.")
        source = text if isinstance(text, Text) else Text(text, **chosen)
        # windows in parallel
        document = self._analyze(source, mapped=map if self.threads == 1 else self._executor().map)
        return _with_warning(document, stacklevel=4)  # beyond `explained`

    def pipe(self, texts: Iterable[str | Text]) -> Iterator[Document]:
        """Analyze texts lazily, in order; an error is raised after the documents before it."""
        if isinstance(texts, str):
            raise TypeError("pipe takes an iterable of texts and got a single str: call the model on it instead.")
        analyze = partial(self._analyze, mapped=map)  # documents in parallel
        for document in self._map_ahead(analyze, map(as_text, texts)):
            yield _with_warning(document)

    def logits(self, source: Text) -> list[SentenceLogits]:
        """Return the network's output for each sentence of a text, before calibration and decoding."""
        return text_logits(source, self.tokenizer, self.runtime, keep=GivenMentions(source).spans)[0]

    def _map_ahead(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield the results of a function lazily, in order, several items at once."""
        return map_ahead(lambda item: self._executor().submit(function, item), items, ahead=LOOKAHEAD * self.threads)

    def _executor(self) -> ThreadPoolExecutor:
        if self._pool is None or self._process != os.getpid():  # a forked child has no threads of its parent
            self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="stancekit")
            self._process = os.getpid()
        return self._pool

    def _analyze(self, source: Text, *, mapped: Map) -> Document:
        given = GivenMentions(source)
        logits, unscored = text_logits(source, self.tokenizer, self.runtime, keep=given.spans, mapped=mapped)
        predictions = TextPredictions([self.decoder.decode(sentence) for sentence in logits], unscored)
        document = assemble(given, predictions, self.folder, self.coreference, self.portrayals)
        language = source.language or detect_language(source.text)
        return document if language == ENGLISH else replace(document, language=language)


def _runtime(folder: ModelFolder, device: Device, providers: Sequence[str] | None) -> Runtime:
    outputs, casing = folder.manifest.outputs, folder.manifest.casing
    if device.kind == "cpu":
        return OnnxRuntime(folder.graph, heads=outputs, casing=casing, providers=providers)
    if providers:
        raise OptionError(f"device is '{device}' and providers are {list(providers)}, which exclude each other.")
    check_providers(None, device)  # before the work on the graph
    return BatchedRuntime(float16_graph(folder.graph), heads=outputs, casing=casing, device=device)


def _coreference(folder: ModelFolder) -> Coreference | None:
    settings = folder.manifest.coreference
    if settings is None:
        return None
    sizes = (COREFERENCE_HEADS["reference"].size, ANAPHOR_FEATURES, PAIR_FEATURES)
    return Coreference(AntecedentScorer(folder.contents[settings.graph], sizes=sizes), settings)


def _portrayals(folder: ModelFolder) -> Portrayals | None:
    settings = folder.manifest.portrayal
    if settings is None:
        return None
    sizes = (VECTOR_SIZE, MENTION_FEATURES, ACTOR_FEATURES)
    return Portrayals(PortrayalScorer(folder.contents[settings.graph], sizes=sizes), settings)


def _with_warning(document: Document, *, stacklevel: int = 3) -> Document:
    """Return a document, with a warning to the caller of the model if its text is not in English."""
    if document.language != ENGLISH:
        label = "the text" if document.id is None else document.id
        warnings.warn(
            f"{label} is in {language_name(document.language)}; the model knows English only, and its labels mean "
            "nothing here.",
            LanguageWarning,
            stacklevel=stacklevel,
        )
    return document


@explained(LOAD_ADVICE)
def load(
    source: str | os.PathLike[str] | None = None,
    *,
    revision: str | None = None,
    threads: int | None = None,
    device: str = "cpu",
    providers: Sequence[str] | None = None,
) -> Model:
    """Load a model.

    Args:
        source: None for the default model, stancekit-small; else the name of
            an installed model, a folder, or a hub repository, `owner/name`.
        revision: branch, tag or commit of a hub repository.
        threads: threads that work at once, on sentences of one text, or on
            several texts in `pipe` and `score`; by default, one for each core
            that CPU affinity and the cgroup allow.
        device: `cpu`, `cuda`, or `cuda:1` for the second GPU. A GPU runs a
            float16 graph in batches: its probabilities differ from the CPU's
            by less than 0.01 on average, and 99% of the labels are the same.
            It needs the extra `cuda`, and onnxruntime-gpu in place of
            onnxruntime.
        providers: ONNX Runtime execution providers for the int8 graph,
            instead of a device; by default the CPU's.

    Raises:
        ArtifactError: no such model, or its folder is incomplete.
        InputError: there is no such device, or this machine lacks a provider.
        ImportError: a GPU needs a package that is missing.
    """
    folder = locate(source, revision=revision).resolve()
    return Model(open_model_folder(folder), threads=threads, device=device, providers=providers)
