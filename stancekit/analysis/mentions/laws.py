"""Names of laws, which are no actors: the Forest Act."""

from collections.abc import Iterator, Sequence

from stancekit.language import lexicon, names
from stancekit.language.acronyms import acronyms
from stancekit.network.decoding import TaggedSpan


def without_laws(text: str, spans: Sequence[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Yield the spans that name no law, nor are the acronym of one in the text."""
    laws = [names.normalize(text[span.start : span.end], titled=False) for span in spans if _is_law(text, span)]
    short = {letters for law in laws for letters in acronyms(law, "organization")}
    for span in spans:
        name = text[span.start : span.end]
        if not _is_law(text, span) and not (name.isupper() and name.replace(".", "").casefold() in short):
            yield span


def _is_law(text: str, span: TaggedSpan) -> bool:
    """Return whether a span that is tagged as an organization is the name of a law."""
    words = text[span.start : span.end].casefold().split()
    return span.kind == "organization" and len(words) > 1 and words[-1] in lexicon.words("laws")
