"""Sentences that begin with the person whose view they give: "To her, the deal is a betrayal."."""

from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.analysis.speech.passage import Passage
from stancekit.inputs.spans import Bounds
from stancekit.language import lexicon

HOLDERS = ("person", "organization")  # the kinds of actors that have a view
LONG = 250  # characters in which the view must begin


def attribute_viewpoints(passage: Passage) -> None:
    """Attribute each sentence that begins with the holder of a view, and that nobody says, to that holder."""
    for index, attributions in enumerate(passage.by_sentence):
        is_body = passage.structures[index].role == "body"
        if is_body and not any(attribution.has_voice for attribution in attributions):
            view = _viewpoint(passage, index)
            if view is not None:
                attributions.append(view)


def _viewpoint(passage: Passage, index: int) -> AttributionSpans | None:
    sentence = passage.sentences[index]
    match = lexicon.pattern("viewpoint").match(passage.text, sentence.start, min(sentence.end, sentence.start + LONG))
    if match is None:
        return None
    holder: Bounds = match.span("pronoun") if match["pronoun"] else match.span("name")
    if match["name"] and not any(end == holder[1] and kind in HOLDERS for _, end, kind in sentence.actors or ()):
        return None
    view = (match.end(), sentence.end)
    return AttributionSpans(index, source=holder, cue=match.span("cue"), content=[view], is_continuation=True)
