"""Text with options, from what earlier components of the pipeline know."""

import re
from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Span

from stancekit.errors import InputError
from stancekit.inputs.clusters import ActorSpan, Cluster
from stancekit.inputs.spans import Bounds
from stancekit.inputs.text import Text
from stancekit.labels import Kind

KINDS: dict[str, Kind] = {  # the labels of spaCy's own models: OntoNotes, and WikiNER
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
NO_ID = ("", "NIL")  # NIL: spaCy's entity linker found no entry
CLUSTER_KEY = re.compile(r"coref_clusters_\d+")  # of Doc.spans, as spacy-experimental writes them


def to_text(doc: Doc, *, sentences: bool, entities: bool, coreference: bool) -> Text:
    """Return the text of a Doc, which keeps every character.

    Args:
        doc: any.
        sentences: whether its sentences are the sentences.
        entities: whether its persons, organizations and places are mentions,
            with their kinds, and with the ids of a knowledge base, `ent.kb_id_`.
        coreference: whether its coreference clusters are clusters: the groups
            `coref_clusters_0` and so on of `doc.spans`, as spacy-experimental
            writes them, and `doc._.coref_clusters`, as fastcoref does.

    Raises:
        InputError: no component of the pipeline split the sentences, or
            `doc._.coref_clusters` holds no offsets of characters.
    """
    return Text(
        doc.text,
        sentences=_sentences(doc) if sentences else None,
        mentions=_mentions(doc.ents) if entities else (),
        clusters=_clusters(doc) if coreference else (),
    )


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    if not doc.has_annotation("SENT_START"):
        raise InputError(
            "the Doc has no sentences: add a component that splits them, such as sentencizer, before stancekit, or set "
            "sentences to False."
        )
    return [(sentence.start_char, sentence.end_char) for sentence in doc.sents if sentence.text.strip()]


def _mentions(entities: Iterable[Span]) -> list[ActorSpan]:
    return [
        ActorSpan(
            entity.start_char,
            entity.end_char,
            kind=KINDS[entity.label_],
            id=None if entity.kb_id_ in NO_ID else entity.kb_id_,
        )
        for entity in entities
        if entity.label_ in KINDS and entity.text.strip()
    ]


def _clusters(doc: Doc) -> list[Cluster]:
    """Return the clusters; a span that two of them share stays in the first."""
    groups = [[_bounds(span) for span in doc.spans[key]] for key in doc.spans if CLUSTER_KEY.fullmatch(key)]
    if doc.has_extension("coref_clusters"):
        groups += [[_checked(doc, span) for span in cluster] for cluster in doc._.coref_clusters or ()]
    taken: set[Bounds] = set()
    clusters = []
    for group in groups:
        spans = [span for span in group if span not in taken and doc.text[slice(*span)].strip()]
        taken.update(spans)
        clusters += [Cluster(spans)] if spans else []
    return clusters


def _bounds(span: Span) -> Bounds:
    return span.start_char, span.end_char


def _checked(doc: Doc, span: Any) -> Bounds:
    """Return a span of `doc._.coref_clusters`, of which some packages write offsets of tokens."""
    if isinstance(span, Span):
        return _bounds(span)
    try:
        start, end = span
        is_cut = not 0 <= start < end <= len(doc.text) or any(_cuts_word(doc.text, edge) for edge in (start, end))
    except (TypeError, ValueError):
        is_cut = True
    if is_cut:
        raise InputError(
            f"doc._.coref_clusters has {span!r}, expected pairs (start, end) of characters, as fastcoref writes them: "
            "set coreference to False, or write them so."
        )
    return start, end


def _cuts_word(text: str, position: int) -> bool:
    return text[position - 1 : position].isalnum() and text[position : position + 1].isalnum()
