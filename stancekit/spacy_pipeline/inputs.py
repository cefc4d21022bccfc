"""Text with options, from what earlier components of the pipeline know."""

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
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


def to_text(doc: Doc, *, sentences: bool, entities: bool) -> Text:
    """Return the text of a Doc, which keeps every character.

    Args:
        doc: any.
        sentences: whether its sentences are the sentences.
        entities: whether its persons, organizations and places are mentions.
            Those with an id of a knowledge base, `ent.kb_id_`, become actors
            of that id; where two ids share a name, the first in the text has it.

    Raises:
        InputError: no component of the pipeline split the sentences.
    """
    bounds = _sentences(doc) if sentences else None
    if not entities:
        return Text(doc.text, sentences=bounds)
    known = [entity for entity in doc.ents if entity.label_ in KINDS]
    return Text(
        doc.text,
        sentences=bounds,
        mentions=[(entity.start_char, entity.end_char) for entity in known if entity.text.strip()],
        actors=_actors(known),
    )


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    if not doc.has_annotation("SENT_START"):
        raise InputError(
            "the Doc has no sentences: add a component that splits them, such as sentencizer, before stancekit, or set "
            "sentences to False."
        )
    return [(sentence.start_char, sentence.end_char) for sentence in doc.sents if sentence.text.strip()]


def _actors(entities: Iterable[Span]) -> list[Actor]:
    """Return an actor for each id of a knowledge base, with all names of it in the text."""
    names: dict[str, dict[str, Kind]] = {}
    owners: dict[str, str] = {}
    for entity in entities:
        id = entity.kb_id_
        if id not in NO_ID and owners.setdefault(entity.text.casefold(), id) == id:
            names.setdefault(id, {}).setdefault(entity.text, KINDS[entity.label_])
    return [_actor(id, kinds) for id, kinds in names.items()]


def _actor(id: str, kinds: dict[str, Kind]) -> Actor:
    name = max(kinds, key=len)
    return Actor(name, aliases=tuple(alias for alias in kinds if alias != name), kind=kinds[name], id=id)
