"""Blocks of a source's words: turns of an interview, embedded posts, lists and passages that a line announces."""

from collections.abc import Sequence

from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.analysis.speech.passage import Passage
from stancekit.analysis.structure.turns import turn_label
from stancekit.inputs.spans import Bounds
from stancekit.labels import QUOTED_ROLES
from stancekit.network.decoding import SentencePredictions


def attribute_blocks(passage: Passage) -> None:
    """Give each sentence of a block its source: the speaker, the author of the post, or who the line before names."""
    announced: Bounds | None = None
    for index, (sentence, structure) in enumerate(zip(passage.sentences, passage.structures, strict=True)):
        if structure.role not in QUOTED_ROLES:
            announced = None
            continue
        if index and passage.structures[index - 1].role not in QUOTED_ROLES:
            announced = _announced(passage.text, passage.sentences[index - 1], passage.by_sentence[index - 1])
        source = structure.speaker or (announced if structure.role == "quote_block" else None)
        if source is not None:
            attributions = passage.by_sentence[index]
            attributions[:] = _within_block(passage.text, sentence, source, index, attributions)


def _within_block(
    text: str, sentence: SentencePredictions, source: Bounds, index: int, attributions: Sequence[AttributionSpans]
) -> list[AttributionSpans]:
    """Return the attribution of a sentence as a whole, and those that the sentence itself makes."""
    start, end = _words(text, sentence, source)
    if start == end:
        return []
    own = [
        attribution
        for attribution in attributions
        if attribution.source is not None and attribution.source[0] >= start and attribution.content
    ]
    whole = AttributionSpans(index, source=source, content=[(start, end)], is_continuation=True, is_quoted=True)
    return [whole, *own]


def _words(text: str, sentence: SentencePredictions, source: Bounds) -> Bounds:
    """Return a sentence without the label before the words of a turn, or the signature after those of a post."""
    start, end = sentence.start, sentence.end
    if start <= source[0] < end:
        label = turn_label().match(text[start:end])
        is_label = label is not None and start + label.start("name") == source[0]
        start, end = (start + label.end(), end) if label and is_label else (start, source[0])
    elif source[0] < start <= source[1] + 1:
        start = end  # the rest of a signature, after the name
    words = text[start:end].rstrip(" \n—–-")
    return start + len(words) - len(words.lstrip()), start + len(words)


def _announced(text: str, sentence: SentencePredictions, attributions: Sequence[AttributionSpans]) -> Bounds | None:
    """Return the source that the line before a block names: who said the rest, or whose speech it is."""
    named = [attribution for attribution in attributions if attribution.source]
    others = [attribution.source for attribution in named if not attribution.is_first_person(text)]
    if others:
        return others[-1]
    is_introduction = text[sentence.start : sentence.end].rstrip().endswith(":")
    if not is_introduction or any(attribution.has_verb_of_speech(text) for attribution in named):
        return None
    actors = [actor for actor in sentence.actors or () if actor.kind != "place"]
    persons = [actor for actor in actors if actor.kind == "person"]
    return next((actor.bounds for actor in reversed(persons or actors)), None)
