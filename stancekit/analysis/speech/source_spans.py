"""The words that name a source, where the sentence shows more of them than the network tags."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.inputs.spans import Bounds
from stancekit.language import lexicon, names, pronouns
from stancekit.language.quotations import DOUBLE_MARKS
from stancekit.network.decoding import SentencePredictions

NEAR = 80  # characters beside a cue or source that are searched
MAX_SUBJECT_WORDS = 8  # words of the longest subject before the cue
PRONOUN = re.compile(rf"\b(?:{'|'.join(pronouns.OF_SEX.values())})\s+$", re.IGNORECASE)
AFTER_NAME = ",.;:!?–—-”\"’')"
CLAUSE = re.compile('[,;:.!?—–“”"()]')


def complete_sources(text: str, sentence: SentencePredictions, attributions: list[AttributionSpans]) -> None:
    """Mend the sources of a sentence: stray words, addressees, missing sources beside a cue, and names in apposition.

    Args:
        text: the whole text.
        sentence: the sentence, with its tagged actors.
        attributions: the attributions of the sentence, changed in place.
    """
    persons = sorted((start, end) for start, end, kind in sentence.actors or () if kind == "person")
    _trim_sources(text, attributions)
    _merge_colons(text, attributions)
    for attribution in attributions:
        if attribution.cue is None:
            continue
        if _is_addressed(text, attribution, attribution.cue):
            attribution.source = None
            continue
        _replace_addressee(text, sentence, attribution, attribution.cue)
        _replace_recipient(text, sentence, attribution, attribution.cue)
        source = _beside_cue(text, sentence, attribution, attribution.cue, persons)
        attribution.source = source or attribution.source
        if attribution.source is not None:
            attribution.source = _with_apposition(text, sentence, attribution, attribution.source, persons)


def _trim_sources(text: str, attributions: list[AttributionSpans]) -> None:
    """Trim the mark of a possessive, and drop a source such as "the" or "even" with what has nothing else."""
    for attribution in attributions:
        if attribution.source is not None:
            start, end = attribution.source
            if text.startswith("s", end) and text[end - 1] in names.APOSTROPHES:
                end -= 1
            end = start + len(names.without_possessive(text[start:end]))
            words = text[start:end].casefold().rstrip("-").split()  # "then-" of "then-Sen. Berg"
            attribution.source = None if lexicon.words("no_sources").issuperset(words) else (start, end)
    attributions[:] = [attribution for attribution in attributions if attribution.source or attribution.content]


def _merge_colons(text: str, attributions: list[AttributionSpans]) -> None:
    """Merge an attribution whose cue is only a colon with the one before it: "Berg warned Roth: …"."""
    kept: list[AttributionSpans] = []
    for attribution in attributions:
        before = kept[-1] if kept else None
        is_colon = attribution.cue is not None and not _has_word(text, attribution.cue)
        if before is None or before.cue is None or not is_colon or (attribution.content and before.content):
            kept.append(attribution)
        else:
            before.content = before.content or attribution.content
            before.source = before.source or attribution.source
    attributions[:] = kept


def _has_word(text: str, bounds: Bounds) -> bool:
    return any(map(str.isalnum, text[slice(*bounds)]))


def _is_addressed(text: str, attribution: AttributionSpans, cue: Bounds) -> bool:
    """Return whether a source is told rather than tells: "Berg was warned that"."""
    words = text[slice(*cue)].lower().split()
    if attribution.source is None or attribution.source[1] > cue[0] or not words:
        return False
    if words[-1] not in lexicon.words("addressing") or lexicon.pattern("participle").search(words[-1]):
        return False
    between = text[attribution.source[1] : cue[0]].split()
    return lexicon.pattern("passive").fullmatch(" ".join([*between, *words[:-1]])) is not None


def _replace_addressee(text: str, sentence: SentencePredictions, attribution: AttributionSpans, cue: Bounds) -> None:
    """Replace a source that is only addressed, as in "the letter warns Berg: …", by the subject before the cue."""
    source, content = attribution.source, attribution.content
    if source is None or not content or not cue[1] <= source[0] <= source[1] <= content[0][0]:
        return
    words = text[slice(*cue)].lower().split()
    if not words or words[-1] not in lexicon.words("addressing") or text[cue[1] : source[0]].strip():
        return
    attribution.source = _subject_before(text, sentence, cue[0]) or source


def _replace_recipient(text: str, sentence: SentencePredictions, attribution: AttributionSpans, cue: Bounds) -> None:
    """Replace a source to whom a letter is sent, "The union sent a letter to Berg saying", by the subject."""
    source = attribution.source
    if source is None or not text[source[1] : cue[0]].isspace():
        return
    if lexicon.pattern("participle").search(text[slice(*cue)].split()[0]) is None:
        return
    sent = lexicon.pattern("sent_to").search(text, max(sentence.start, source[0] - NEAR), source[0])
    if sent is not None:
        attribution.source = _subject_before(text, sentence, sent.start())


def _subject_before(text: str, sentence: SentencePredictions, end: int) -> Bounds | None:
    """Return the words of the clause before a verb, None if they are none or too many."""
    start = max(sentence.start, end - NEAR)
    clause = text[start:end]
    first = max((match.end() for match in CLAUSE.finditer(clause)), default=0)
    subject = clause[first:].split()
    while subject and subject[0].lower() in lexicon.words("conjunctions"):
        subject.pop(0)
    if not 0 < len(subject) <= MAX_SUBJECT_WORDS:
        return None
    return start + clause.index(subject[0], first), start + len(clause.rstrip())


def _beside_cue(
    text: str, sentence: SentencePredictions, attribution: AttributionSpans, cue: Bounds, persons: Sequence[Bounds]
) -> Bounds | None:
    """Return the subject directly beside a cue: a pronoun before it; without a source, also a name or description."""
    start = max(sentence.start, cue[0] - NEAR)
    before = PRONOUN.search(text, start, cue[0])
    if before is not None and not _is_content(attribution, before.start()):
        return before.start(), before.start() + len(before.group().rstrip())
    if attribution.source is not None or not attribution.content:
        return None
    index = bisect_left(persons, cue)
    if index and text[persons[index - 1][1] : cue[0]].isspace() and not _is_content(attribution, persons[index - 1][0]):
        return persons[index - 1]
    if (
        index < len(persons)
        and text[cue[1] : persons[index][0]].isspace()
        and _ends_name(text, sentence, persons[index])
    ):
        return None if _is_content(attribution, persons[index][0]) else persons[index]
    if DOUBLE_MARKS.isdisjoint(text[slice(*attribution.content[0])]) or attribution.content[0][0] > cue[0]:
        return None
    after = lexicon.pattern("speaker_after_cue").match(text, cue[1], sentence.end)
    return (after.end() - len(after.group().lstrip()), after.end()) if after else None


def _is_content(attribution: AttributionSpans, position: int) -> bool:
    return any(first <= position < last for first, last in attribution.content)


def _ends_name(text: str, sentence: SentencePredictions, name: Bounds) -> bool:
    """Return whether a phrase ends after a name."""
    return name[1] >= sentence.end or text[name[1]] in AFTER_NAME


def _with_apposition(
    text: str, sentence: SentencePredictions, attribution: AttributionSpans, source: Bounds, persons: Sequence[Bounds]
) -> Bounds:
    """Extend a source by the name after it: "the judge, Ana Berg, said", "Judge Ana Berg said"."""
    index = bisect_left(persons, (source[1], source[1]))
    is_named = index > 0 and persons[index - 1][1] > source[0]
    if is_named and not _is_content(attribution, persons[index - 1][1] - 1):
        source = source[0], max(source[1], persons[index - 1][1])  # "Senator Ana" of "Senator Ana Berg"
    if is_named or index == len(persons) or _is_content(attribution, persons[index][0]):
        return source
    cue, name = attribution.cue, persons[index]
    between = text[source[1] : name[0]]
    if between.isspace() and "\n" not in between:
        return source[0], name[1]
    has_comma = "," in between or text[source[1] - 1] == ","
    if not has_comma or len(between) > NEAR or not lexicon.pattern("before_apposed_name").fullmatch(between):
        return source
    if cue is not None and cue[1] <= source[0] and lexicon.pattern("cue_before_source").search(text[slice(*cue)]):
        return source
    precedes_cue = cue is not None and text[name[1] : cue[0]].isspace()
    return (source[0], name[1]) if precedes_cue or _ends_name(text, sentence, name) else source
