"""Tell opinion from reported fact, sentence by sentence, and measure the stance toward each actor."""

from typing import TYPE_CHECKING

from stancekit.lazy_names import lazy_names as _lazy_names

if TYPE_CHECKING:
    from stancekit import annotation, comparison, jobs, validation
    from stancekit.document.records import ActorSummary, Attribution, Document, Loaded, Mention, Sentence, Span
    from stancekit.document.scores import Measure, Portrayal, Stance
    from stancekit.document.table_scores import Scores
    from stancekit.errors import (
        ActorError,
        ActorWarning,
        ArtifactError,
        DecodeError,
        FileWarning,
        FolderError,
        FormatError,
        InputError,
        JobError,
        LanguageWarning,
        OptionError,
        PageWarning,
        RowWarning,
        SpanError,
        StancekitError,
    )
    from stancekit.inputs.actor import Actor
    from stancekit.inputs.actor_files import read_actors
    from stancekit.inputs.attribution_parts import AttributionParts
    from stancekit.inputs.clusters import ActorSpan, Cluster
    from stancekit.inputs.markup import plain_text
    from stancekit.inputs.text import Text
    from stancekit.inputs.web_pages import read_page
    from stancekit.model import Model, load

__version__ = "0.7.0"
__all__ = [
    "Actor",
    "ActorError",
    "ActorSpan",
    "ActorSummary",
    "ActorWarning",
    "ArtifactError",
    "Attribution",
    "AttributionParts",
    "Cluster",
    "DecodeError",
    "Document",
    "FileWarning",
    "FolderError",
    "FormatError",
    "InputError",
    "JobError",
    "LanguageWarning",
    "Loaded",
    "Measure",
    "Mention",
    "Model",
    "OptionError",
    "PageWarning",
    "Portrayal",
    "RowWarning",
    "Scores",
    "Sentence",
    "Span",
    "SpanError",
    "Stance",
    "StancekitError",
    "Text",
    "annotation",
    "comparison",
    "jobs",
    "load",
    "plain_text",
    "read_actors",
    "read_page",
    "validation",
]

_MODULES = {
    "Actor": "inputs.actor",
    "ActorError": "errors",
    "ActorSpan": "inputs.clusters",
    "ActorSummary": "document.records",
    "ActorWarning": "errors",
    "ArtifactError": "errors",
    "Attribution": "document.records",
    "AttributionParts": "inputs.attribution_parts",
    "Cluster": "inputs.clusters",
    "DecodeError": "errors",
    "Document": "document.records",
    "FileWarning": "errors",
    "FolderError": "errors",
    "FormatError": "errors",
    "InputError": "errors",
    "JobError": "errors",
    "LanguageWarning": "errors",
    "Loaded": "document.records",
    "Measure": "document.scores",
    "Mention": "document.records",
    "Model": "model",
    "OptionError": "errors",
    "PageWarning": "errors",
    "Portrayal": "document.scores",
    "RowWarning": "errors",
    "Scores": "document.table_scores",
    "Sentence": "document.records",
    "Span": "document.records",
    "SpanError": "errors",
    "Stance": "document.scores",
    "StancekitError": "errors",
    "Text": "inputs.text",
    "load": "model",
    "plain_text": "inputs.markup",
    "read_actors": "inputs.actor_files",
    "read_page": "inputs.web_pages",
}
_PACKAGES = ("annotation", "comparison", "jobs", "validation")  # most need extras

__getattr__, __dir__ = _lazy_names(__name__, _MODULES, packages=_PACKAGES)  # importing stancekit itself costs nothing
