"""The component: each Doc gets the Document of its text."""

import json
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc

from stancekit.document.records import Document
from stancekit.errors import ArtifactError
from stancekit.inputs.text import Text
from stancekit.model import Model, load
from stancekit.network.model_folder import open_model_folder
from stancekit.spacy_pipeline.attributes import register_attributes
from stancekit.spacy_pipeline.inputs import to_text

SETTINGS_FILE, MODEL_FOLDER = "settings.json", "model"
DESCRIPTIONS = ("README.md", "LICENSE", "metrics.json")  # of a model folder, copied if they exist


@dataclass(frozen=True)
class Settings:
    """The options of the component.

    Attributes:
        model: see `stancekit.load`; None for stancekit-small.
        threads: threads that work at once, on several texts in `nlp.pipe`;
            by default, one for each core that CPU affinity and the cgroup
            allow.
        sentences: whether the sentences of the Doc are the Document's.
        entities: whether the entities of the Doc are mentions, in addition
            to those that the model finds.
        coreference: whether the coreference clusters of the Doc are clusters,
            likewise.
    """

    model: str | None = None
    threads: int | None = None
    sentences: bool = False
    entities: bool = False
    coreference: bool = False


@Language.factory("stancekit", assigns=["doc._.stancekit", "span._.opinion", "span._.stance", "span._.actor"])
def make_component(
    nlp: Language,
    name: str,
    model: str | None = None,
    threads: int | None = None,
    sentences: bool = False,
    entities: bool = False,
    coreference: bool = False,
) -> "StancekitComponent":
    """Make the component for `nlp.add_pipe("stancekit", config={…})`.

    Args:
        nlp: the pipeline.
        name: the component's name in the pipeline.
        model: see `Settings`.
        threads: see `Settings`.
        sentences: see `Settings`.
        entities: see `Settings`.
        coreference: see `Settings`.

    Raises:
        InputError: Doc or Span has another attribute with one of the names.
    """
    return StancekitComponent(name, Settings(model, threads, sentences, entities, coreference))


class StancekitComponent(Pipe):
    """Analyzes the text of each Doc.

    The model is loaded with the first Doc, because spaCy makes a component
    before it tells where the pipeline's folder is.

    Attributes:
        name: the component's name in the pipeline.
        settings: the options.
    """

    def __init__(self, name: str, settings: Settings) -> None:
        """Add the attributes to Doc and Span."""
        register_attributes()
        self.name = name
        self.settings = settings
        self._location: str | Path | None = settings.model
        self._digest: str | None = None
        self._model: Model | None = None

    def load_model(self) -> Model:
        """Return the model, which the first call loads; spaCy takes an attribute `model` for one of its own networks.

        Raises:
            ArtifactError: it is missing, or is another than the one that the pipeline was saved with.
        """
        if self._model is None:
            model = load(self._location, threads=self.settings.threads)
            if self._digest is not None and model.folder.digest != self._digest:
                raise ArtifactError(
                    f"{model.folder.path}: the pipeline was saved with another model, digest {self._digest[:12]}, not "
                    f"{model.folder.digest[:12]}: install the version of stancekit that it was saved with, or make the "
                    "pipeline anew."
                )
            self._model = model
        return self._model

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.stancekit`."""
        try:
            return _with_document(doc, self.load_model()(self._text(doc)))
        except Exception as error:
            self.get_error_handler()(self.name, self, [doc], error)
            return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Analyze Docs lazily, in order, several at once.

        A Doc that cannot be analyzed goes to spaCy's error handler, which
        raises the error unless `nlp.set_error_handler` was called; then the
        Doc is left out, as spaCy's own components do.

        Args:
            stream: the Docs.
            batch_size: spaCy's batch size, which is not used: the model looks ahead by its threads.
        """
        source = _Stream(stream)
        while True:
            try:
                for document in self.load_model().pipe(self._text(doc) for doc in source):
                    yield _with_document(source.pop(), document)
                return
            except Exception as error:
                if not source.has_waiting:  # the error is one of the stream's
                    raise
                self.get_error_handler()(self.name, self, [source.pop()], error)
                source.rewind()

    def _text(self, doc: Doc) -> Text:
        settings = self.settings
        return to_text(doc, sentences=settings.sentences, entities=settings.entities, coreference=settings.coreference)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the settings, and the digest of the model; its files are not in the bytes."""
        return json.dumps(self._state()).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "StancekitComponent":
        """Restore the settings.

        Raises:
            ArtifactError: with the first Doc, if the model has another digest.
        """
        self._restore(json.loads(data))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the settings, and the files of the model if the settings name one."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SETTINGS_FILE).write_text(json.dumps(self._state(), indent=2) + "\n", encoding="utf-8")
        if self.settings.model is not None:
            _copy_model(self.load_model().folder.path, folder / MODEL_FOLDER)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "StancekitComponent":
        """Restore the settings, and use the model of the folder if it has one."""
        folder = Path(path)
        self._restore(json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8")))
        if (folder / MODEL_FOLDER).is_dir():
            self._location = folder / MODEL_FOLDER
        return self

    def _state(self) -> dict[str, Any]:
        return {**asdict(self.settings), "digest": self.load_model().folder.digest}

    def _restore(self, state: dict[str, Any]) -> None:
        self._digest = state.pop("digest")
        self.settings = Settings(**state)
        self._location = self.settings.model
        self._model = None


class _Stream:
    """Docs that can be read again from the one after a failure.

    Attributes:
        has_waiting: whether a Doc was read and not yet popped.
    """

    def __init__(self, docs: Iterable[Doc]) -> None:
        self._docs = iter(docs)
        self._again: deque[Doc] = deque()
        self._waiting: deque[Doc] = deque()

    def __iter__(self) -> Iterator[Doc]:
        """Yield Docs; each waits until it is popped."""
        while True:
            if self._again:
                doc = self._again.popleft()
            else:
                try:
                    doc = next(self._docs)
                except StopIteration:
                    return
            self._waiting.append(doc)
            yield doc

    @property
    def has_waiting(self) -> bool:
        return bool(self._waiting)

    def pop(self) -> Doc:
        """Return the first Doc that waits."""
        return self._waiting.popleft()

    def rewind(self) -> None:
        """Read the Docs that wait again."""
        self._again.extendleft(reversed(self._waiting))
        self._waiting.clear()


def _with_document(doc: Doc, document: Document) -> Doc:
    doc._.stancekit = document
    return doc


def _copy_model(source: Path, target: Path) -> None:
    """Copy the files that a model is loaded from, and its card and license."""
    target.mkdir(exist_ok=True)
    for name in ("manifest.json", *open_model_folder(source).contents, *DESCRIPTIONS):
        file, copy = source / name, target / name
        if file.is_file() and not (copy.exists() and copy.samefile(file)):
            shutil.copyfile(file, copy)
