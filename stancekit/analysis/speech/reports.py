"""Reported speech that goes on without a cue: "Prosecutors said that Hart had planned it. He was greedy."."""

import re

from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.analysis.speech.passage import Passage
from stancekit.inputs.spans import Bounds
from stancekit.language import gazetteer, lexicon, pronouns
from stancekit.language.quotations import DOUBLE_MARKS
from stancekit.language.sexes import sex_in_text

LONG = 400  # characters of a sentence that are searched for its tense
MAX_SENTENCES = 6  # sentences of a report


def continue_reports(passage: Passage) -> None:
    """Give reported speech that goes on without a cue the source of the sentence before it.

    Such a sentence follows reported speech in the same paragraph: a plain
    statement in the past perfect ("Rents had doubled"), or a sentence in the
    past tense about somebody whom a document or an accuser has named.
    """
    for index in range(1, len(passage.sentences)):
        has_voice = any(attribution.has_voice for attribution in passage.by_sentence[index])
        source = None if has_voice else _reported_source(passage, index)
        if source is not None:
            sentence = passage.sentences[index]
            content = [sentence.bounds]
            attribution = AttributionSpans(index, source=source, content=content, is_continuation=True)
            passage.by_sentence[index].append(attribution)


def _reported_source(passage: Passage, index: int) -> Bounds | None:
    if passage.structures[index].role != "body" or passage.begins_paragraph(index):
        return None
    source = _source(passage, index - 1)
    if source is None:
        return None
    sentence = passage.sentences[index]
    words = passage.text[sentence.start : min(sentence.end, sentence.start + LONG)]
    if not DOUBLE_MARKS.isdisjoint(words) or words.endswith("?") or lexicon.pattern("present").search(words):
        return None
    if lexicon.pattern("past_perfect").match(words):
        return source
    subject = lexicon.pattern("refers_back").match(words)
    if subject is None or lexicon.pattern("past").search(words) is None:
        return None
    return source if _goes_on(passage, index - 1, source, subject) else None


def _goes_on(passage: Passage, before: int, source: Bounds, subject: re.Match[str]) -> bool:
    """Return whether a sentence about somebody goes on with the report before it.

    Args:
        passage: the text.
        before: the index of the sentence before.
        source: the source of that sentence.
        subject: the subject: a pronoun, a possessive, or a description with its noun.
    """
    reports = _reports(passage, before)
    accuses = _accuses(passage, reports)
    if subject["noun"] is None:
        is_report = accuses or _is_document(passage, source, reports)
        return is_report and not _may_be(passage, subject[0], reports)
    went_on = before not in reports
    is_report = went_on or (accuses and len(reports) > 1)
    return is_report and subject["noun"] not in lexicon.words("evidential_nouns")


def _source(passage: Passage, index: int) -> Bounds | None:
    """Return the source of a sentence of reported speech without quotation marks."""
    attributions = passage.by_sentence[index]
    if any(attribution.is_quoted or not attribution.content for attribution in attributions):
        return None
    if not all(
        attribution.is_continuation or attribution.has_verb_of_speech(passage.text) for attribution in attributions
    ):
        return None
    return passage.main_source(index)


def _reports(passage: Passage, last: int) -> list[int]:
    """Return the reports in a row that end with a sentence, the last first, without sentences that only go on."""
    reports = []
    for index in range(last, max(-1, last - MAX_SENTENCES), -1):
        is_apart = passage.paragraph_numbers[index] != passage.paragraph_numbers[last]
        if is_apart or _source(passage, index) is None:
            break
        if not any(attribution.is_continuation for attribution in passage.by_sentence[index]):
            reports.append(index)
    return reports


def _accuses(passage: Passage, reports: list[int]) -> bool:
    """Return whether the last report is an accuser's or a document's, or of a pronoun after one."""
    if not reports:
        return False
    source, sentence = passage.main_source(reports[0]), passage.sentences[reports[0]]
    words = passage.text[slice(*source)].casefold().split() if source else []
    if len(words) == 1 and words[0] in pronouns.CLASSES:
        return _accuses(passage, reports[1:])
    start = passage.text[sentence.start : min(sentence.end, sentence.start + LONG)]
    if not lexicon.words("accusers").isdisjoint(words) or lexicon.pattern("testifies").search(start):
        return True
    return lexicon.pattern("in_document").match(start) is not None


def _is_document(passage: Passage, source: Bounds, reports: list[int]) -> bool:
    """Return whether the source of two reports is a document: "It says …"."""
    return len(reports) > 1 and passage.text[slice(*source)].casefold() in lexicon.words("document_pronouns")


def _may_be(passage: Passage, pronoun: str, reports: list[int]) -> bool:
    """Return whether a pronoun may be the source itself, of which the author then says something."""
    source = passage.main_source(reports[-1]) if reports else None
    if source is None:
        return True
    own = lexicon.table("pronoun_classes")[pronoun.casefold()]
    words = passage.text[slice(*source)].casefold().split()
    persons = [actor for actor in passage.sentences[reports[-1]].actors or () if actor.kind == "person"]
    person = next((actor for actor in persons if actor.start < source[1] and source[0] < actor.end), None)
    if pronoun == "It":
        return person is None and lexicon.words("accusing_persons").isdisjoint(words)
    if not pronouns.is_personal(own):
        return own == "they" and passage.text[source[1] - 1] == "s"
    if person is None:
        return lexicon.words("accusers").isdisjoint(words)
    first = passage.text[slice(*person.bounds)].partition(" ")[0].casefold()
    sex = sex_in_text(passage.text, *person.bounds) or gazetteer.likely_sex(first)
    return sex is None or pronouns.OF_SEX[sex] == own
