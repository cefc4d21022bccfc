"""Interviews whose turns only their form shows: questions that say "you", and answers that say "I"."""

import re
from collections.abc import Sequence
from functools import cache

from stancekit.analysis.structure.lines import Line
from stancekit.inputs.spans import Bounds
from stancekit.language import furniture, lexicon

MIN_QUESTIONS = 3
QUESTION_SHARE = 1 / 5  # of the lines of the interview, those that end with a question
ADDRESSED_SHARE = 1 / 3  # of the questions, those that say "you"
PERSONAL_SHARE = 1 / 3  # of the answers, those in the first person


def mark_unlabeled_turns(lines: Sequence[Line]) -> None:
    """Mark the turns of an interview without the names of its speakers.

    The article introduces the interview, the questions say "you" and the
    answers "I": explanations under questions as headings do not.
    """
    questions = [number for number, line in enumerate(lines) if line.structure is None and line.text.endswith("?")]
    questions = [number for number in questions if not furniture.QUOTE_MARKS.match(lines[number].text)]
    if len(questions) < MIN_QUESTIONS or not any(_cue().search(line.text) for line in lines[: questions[0]]):
        return
    first, last = questions[0], min(questions[-1] + 1, len(lines) - 1)
    answers = [line for line in lines[first : last + 1] if line.structure is None and not line.text.endswith("?")]
    if not answers or len(questions) < QUESTION_SHARE * (last + 1 - first):
        return
    second_person, first_person = lexicon.pattern("second_person"), lexicon.pattern("first_person")
    addressed = sum(second_person.search(lines[number].text) is not None for number in questions)
    personal = sum(first_person.search(line.text) is not None for line in answers)
    if addressed < ADDRESSED_SHARE * len(questions) or personal < PERSONAL_SHARE * len(answers):
        return
    speaker, asked = _interviewee(lines[:first]), frozenset(questions)
    for number in range(first, last + 1):
        lines[number].mark("speaker_turn", None if number in asked else speaker)


def _interviewee(lines: Sequence[Line]) -> Bounds | None:
    """Return the name of the person whom the lines before an interview introduce, None where it is not plain.

    "She spoke to Ann Moor" does not introduce the author, whom the byline names.
    """
    authors = " ".join(line.text for line in lines if line.role == "byline")
    for line in reversed(lines):
        match = _introduction().search(line.text)
        if match and match["name"] not in authors:
            return line.start + match.start("name"), line.start + match.end("name")
    return _profiled(lines) if any(lexicon.pattern("meeting").search(line.text) for line in lines) else None


def _profiled(lines: Sequence[Line]) -> Bounds | None:
    """Return the name with which the first line of body begins that names a person: "Ann Moor became mayor in May"."""
    for line in lines:
        match = lexicon.pattern("subject").match(line.text) if line.role == "body" else None
        if match:
            return line.start, line.start + match.end("name")
    return None


@cache
def _cue() -> re.Pattern[str]:
    cues = (lexicon.fragment(name, of="structure") for name in ("interviews", "interview_words"))
    return re.compile(rf"\b(?:{'|'.join(cues)})\b")


@cache
def _introduction() -> re.Pattern[str]:
    """Return the pattern of an interview's announcement, with the name after it: "interviewed actress Ann Moor"."""
    name, interviews = (lexicon.fragment(key, of="structure") for key in ("name", "interviews"))
    not_before = "".join(rf"(?<!{words} )" for words in lexicon.table("structure")["before_interview_by"])
    skipped, after = (lexicon.fragment(key, of="structure") for key in ("before_no_interviewee", "after_interviewee"))
    words = rf"(?:(?!(?:{skipped})\b|[A-Z]\S{{0,20}}\sand\b)[\w’'.-]{{1,20}}(?<![’']s),?\s){{0,8}}?"
    end = rf"(?<![ .][A-Z])(?=[,.;:!?—–]|$|\s(?:{after})\b)"
    return re.compile(rf"{not_before}\b(?:{interviews})\s{words}(?P<name>{name}){end}")
