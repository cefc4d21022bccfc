"""Names of laws, which are no actors: the Forest Act."""

from collections.abc import Iterator, Sequence

from stancekit.language import lexicon
from stancekit.language.acronyms import bracketed_acronym
from stancekit.network.decoding import TaggedSpan


def without_laws(text: str, spans: Sequence[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Yield the spans that name no law, nor are the acronym that stands in brackets after one."""
    laws = {span for span in spans if _is_law(text, span)}
    acronyms = {text[slice(*bounds)] for law in laws if (bounds := bracketed_acronym(text, *law))}
    yield from (span for span in spans if span not in laws and text[span.start : span.end] not in acronyms)


def _is_law(text: str, span: TaggedSpan) -> bool:
    """Return whether a span that is tagged as an organization is the name of a law."""
    words = text[span.start : span.end].casefold().split()
    return span.kind == "organization" and len(words) > 1 and words[-1] in lexicon.words("laws")
