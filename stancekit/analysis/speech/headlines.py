"""Headlines that give a claim and its source: "Tax deal unfair: White House"."""

import re
from collections.abc import Sequence

from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.inputs.spans import Bounds
from stancekit.language import furniture, gazetteer, lexicon, names
from stancekit.language.capitals import is_title_case
from stancekit.language.folding import fold_straight
from stancekit.language.quotations import Quotation
from stancekit.network.decoding import SentencePredictions

COLON = re.compile(r"(?<=\S):\s+")
OUTLET = re.compile(r"\s[–—|:-]\s[A-Z][\w.’' ]{1,30}$")  # the name of the paper, after the headline
MAX_POST_WORDS = 3  # that say what somebody is
MIN_CLAIM_WORDS = 3  # words


def find_claim(
    text: str,
    sentence: SentencePredictions,
    attributions: Sequence[AttributionSpans],
    quotations: Sequence[Quotation],
    index: int,
) -> AttributionSpans | None:
    """Return the attribution of a headline that gives its source before or after a colon, None of another headline.

    Args:
        text: the whole text.
        sentence: the headline, with its tagged actors.
        attributions: the attributions that the network finds in it.
        quotations: the quotations that begin in it.
        index: the index of the sentence.
    """
    line = OUTLET.sub("", text[sentence.start : sentence.end])
    colons = [match for match in COLON.finditer(line) if match.start() and match.end() < len(line)]
    if not colons or len(line) > furniture.MAX_HEADING_LENGTH:
        return None
    before = (sentence.start, sentence.start + colons[-1].start())
    after = (sentence.start + colons[-1].end(), sentence.start + len(line))
    if any(quotation.parts == (before,) for quotation in quotations):
        names_after = [
            attribution.source
            for attribution in attributions
            if attribution.source and attribution.source[0] >= after[0]
        ]
        names_after += [
            (start, end) for start, end, kind in sentence.actors or () if (start, kind) == (after[0], "person")
        ]
        source = names_after[0] if names_after else None
        is_known = source is not None
        return AttributionSpans(index, source=source, content=[before], is_continuation=is_known, is_quoted=True)
    if any(attribution.source and attribution.content for attribution in attributions):
        return None
    if _is_source(text, sentence, after) and _is_claim(text[slice(*before)]):
        return AttributionSpans(index, source=after, content=[before], is_continuation=True)
    if _is_source(text, sentence, before, countries=False) and _is_answer(text[slice(*after)]):
        return AttributionSpans(index, source=before, content=[after], is_continuation=True)
    return None


def is_kicker(text: str, source: Bounds | None) -> bool:
    """Return whether a source is only the label of a headline: "Opinion: …"."""
    return source is not None and text[slice(*source)].lower() in lexicon.words("kickers")


def _is_source(text: str, sentence: SentencePredictions, bounds: Bounds, *, countries: bool = True) -> bool:
    """Return whether a span is only the name of somebody who can speak, with a title or not.

    A country speaks after a claim ("Sanctions illegal: Norway"); before one it is the topic.
    """
    words = text[slice(*bounds)]
    if _is_post(words) or words in lexicon.words("names", of="certain"):
        return True
    for start, end, kind in sentence.actors or ():
        if bounds[0] <= start < bounds[1] <= end:
            is_country = gazetteer.country_code(names.normalize(text[start:end])) is not None
            can_speak = kind != "place" or (countries and is_country)
            title = text[bounds[0] : start]
            return can_speak and (not title or title.istitle() or _is_post(title))
    return False


def _is_post(words: str) -> bool:
    """Return whether a few words say what somebody is: "union chief", also before a name."""
    tokens = fold_straight(words).split()
    posts = lexicon.words("titles") | lexicon.words("headline_sources")
    return 0 < len(tokens) <= MAX_POST_WORDS and tokens[-1] in posts


def _is_claim(words: str) -> bool:
    """Return whether words before a name are a claim; where every word has a capital letter, they need a verb."""
    tokens = words.split()
    return len(tokens) >= MIN_CLAIM_WORDS and (not is_title_case(tokens) or _is_statement(words))


def _is_answer(words: str) -> bool:
    """Return whether words after a name are a statement, not the question of a topic: "Larn: Why it sinks"."""
    return words.split()[0].lower() not in lexicon.words("question_words") and _is_statement(words)


def _is_statement(words: str) -> bool:
    """Return whether words are a sentence rather than a topic."""
    tokens = words.lower().replace("’", "'").split()
    negated = lexicon.pattern("negated_verb")
    has_verb = any(token in lexicon.words("finite") or negated.search(token) for token in tokens)
    return len(tokens) >= MIN_CLAIM_WORDS and has_verb
