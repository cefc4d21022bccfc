"""Attributions that the user, or another tool, knows."""

from collections.abc import Iterable
from dataclasses import dataclass

from stancekit.errors import ActorError
from stancekit.inputs.spans import Bounds, checked_bounds, checked_list, checked_span


@dataclass(frozen=True, slots=True, init=False)
class AttributionParts:
    """Something that a source says, thinks or shows, for `Text.attributions`.

    The parts are those of `stancekit.Attribution`.

    Attributes:
        content: spans `(start, end)` of the attributed words, in code points,
            end-exclusive. One over several sentences makes an attribution in
            each of them.
        source: who says it: the span of the words that name the source, which
            may be in another sentence; or the name or id of an actor, which
            the text need not mention. Without a source, nobody is quoted,
            unless the content is in quotation marks.
        cue: the span of the words that attribute the content to the source.

    Raises:
        TypeError: `content` is a single span.
        SpanError: a span is empty, reversed or negative, or there is no content.
        ActorError: the name of the source has no letter or digit.
    """

    content: tuple[Bounds, ...]
    source: Bounds | str | None = None
    cue: Bounds | None = None

    def __init__(
        self, *, content: Iterable[Bounds], source: Bounds | str | None = None, cue: Bounds | None = None
    ) -> None:
        """Check the fields."""
        _set = object.__setattr__
        _set(self, "content", tuple(sorted(checked_list(content, "content", "content"))))
        _set(self, "source", _checked_source(source))
        _set(self, "cue", None if cue is None else checked_bounds(cue, "cue"))


def _checked_source(source: Bounds | str | None) -> Bounds | str | None:
    if source is None:
        return None
    if not isinstance(source, str):
        return checked_bounds(source, "source")
    if not any(map(str.isalnum, source)):
        raise ActorError(f"the source {source!r} has no letter or digit.")
    return source


def checked_attributions(text: str, attributions: Iterable[AttributionParts]) -> tuple[AttributionParts, ...]:
    """Return attributions, checked against their text.

    Raises:
        TypeError: one is not an AttributionParts.
        SpanError: see `checked_span`.
    """
    checked = []
    for parts in attributions:
        if not isinstance(parts, AttributionParts):
            raise TypeError(f"an attribution is of type {type(parts).__name__}, expected stancekit.AttributionParts.")
        for span in parts.content:
            checked_span(text, span, "content")
        if parts.source is not None and not isinstance(parts.source, str):
            checked_span(text, parts.source, "source")
        if parts.cue is not None:
            checked_span(text, parts.cue, "cue")
        checked.append(parts)
    return tuple(checked)
