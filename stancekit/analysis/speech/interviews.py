"""Interviews whose turns only their form shows: questions that say "you", and answers that say "I"."""

import re
from collections.abc import Sequence
from functools import cache

from stancekit.analysis.speech.source_lines import FIRST_PERSON, Bounds, Line
from stancekit.language import furniture, lexicon

SECOND_PERSON = re.compile(r"\b[Yy]ou(?:r|rself)?\b")
LEAST_QUESTIONS = 3
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
    if len(questions) < LEAST_QUESTIONS or not any(_cue().search(line.text) for line in lines[: questions[0]]):
        return
    first, last = questions[0], min(questions[-1] + 1, len(lines) - 1)
    answers = [line for line in lines[first : last + 1] if line.structure is None and not line.text.endswith("?")]
    if not answers or len(questions) < QUESTION_SHARE * (last + 1 - first):
        return
    addressed = sum(SECOND_PERSON.search(lines[number].text) is not None for number in questions)
    personal = sum(FIRST_PERSON.search(line.text) is not None for line in answers)
    if addressed < ADDRESSED_SHARE * len(questions) or personal < PERSONAL_SHARE * len(answers):
        return
    speaker = _interviewee(lines[:first])
    for number in range(first, last + 1):
        lines[number].set("speaker_turn", None if number in questions else speaker)


def _interviewee(lines: Sequence[Line]) -> Bounds | None:
    """Return the name of the person whom the lines before an interview introduce, None where it is not plain.

    "She spoke to Ann Moor" does not introduce the author, whom the byline names.
    """
    authors = " ".join(line.text for line in lines if line.role == "byline")
    for line in reversed(lines):
        match = _introduction().search(line.text)
        if match and match["name"] not in authors:
            return line.start + match.start("name"), line.start + match.end("name")
    return None


@cache
def _cue() -> re.Pattern[str]:
    structure = lexicon.table("structure")
    return re.compile(rf"\b(?:{'|'.join(structure['interviews'] + structure['interview_words'])})\b")


@cache
def _introduction() -> re.Pattern[str]:
    """Return the pattern of an interview's announcement, with the name after it: "interviewed actress Ann Moor"."""
    structure = lexicon.table("structure")
    name, interviews = structure["name"], "|".join(structure["interviews"])
    skipped = "|".join(structure["before_no_interviewee"])
    words = rf"(?:(?!(?:{skipped})\b|[A-Z]\S{{0,20}}\sand\b)[\w’'.-]{{1,20}}(?<![’']s),?\s){{0,8}}?"
    end = r"(?<![ .][A-Z])(?=[,.;:!?—–]|$|\s(?:about|after|at|before|during|for|from|in|last|on|over|this|who)\b)"
    asked = r"(?<!He )(?<!She )(?<!They )(?<!who )(?<!in an )"  # where these stand before, the name is of who asks
    return re.compile(rf"{asked}\b(?:{interviews})\s{words}(?P<name>{name}){end}")
