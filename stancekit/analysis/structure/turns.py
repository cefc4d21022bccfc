"""Turns of an interview or transcript whose lines begin with the name of the speaker: "Ana Roth: We were tired."."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from stancekit.analysis.structure.lines import Line
from stancekit.language import furniture, lexicon
from stancekit.language.lines import LIST_NUMBER

LABELED_SHARE = 1 / 3  # of the lines of an interview, those that name their speaker
TIME = r"[(\[]\d{1,2}(?::\d{2}){1,2}[)\]]"  # of a recording
MIN_NAME_LENGTH = 3  # characters: initials are words, too
WORD = re.compile(r"\w+")
CITED = re.compile(r"[,.?!][”\"]\s(?P<verb>\w+)\s[A-Z]\w+")


def mark_speaker_turns(lines: Sequence[Line]) -> None:
    """Mark the turns of an interview or transcript, whose lines begin with the name of the speaker."""
    all_labels = {number: label for number, line in enumerate(lines) if (label := turn_label().match(line.text))}
    labels = {number: label for number, label in all_labels.items() if _names_speaker(label)}
    if 0 in labels and 1 not in labels and furniture.is_heading(lines[0].text):
        del labels[0]  # a headline that names its source: "Berg: no cuts this year"
    _mark_collected_statements(lines, labels)
    counts = Counter(label["name"] for label in labels.values())
    is_mostly_labeled = len(labels) >= len(lines) / 2
    if len(counts) < 2 or not (is_mostly_labeled or max(counts.values()) >= 2):
        return
    first, last = min(labels), len(lines) - 1 if is_mostly_labeled else max(labels)
    is_continuous = len(labels) >= LABELED_SHARE * (last + 1 - first)
    speaker, speaker_name = None, ""
    for number in range(first, last + 1):
        line = lines[number]
        if label := labels.get(number):
            speaker, speaker_name = (line.start + label.start("name"), line.start + label.end("name")), label["name"]
            line.mark("speaker_turn", speaker)
        elif number in all_labels or _interrupts(line.text) or _is_narrated(line.text):  # "The facts:" in a fact check
            speaker = None
        elif speaker and is_continuous and not _is_apart(line.text, speaker_name):
            line.mark("speaker_turn", speaker)


def _mark_collected_statements(lines: Sequence[Line], labels: Mapping[int, re.Match[str]]) -> None:
    """Mark lines one after the other that each begin with a name and a post: "Ana Roth (coach): We were tired."."""
    posted = {number: label for number, label in labels.items() if label["post"] and " " in label["name"]}
    for number, label in posted.items():
        if number - 1 in posted or number + 1 in posted:
            start = lines[number].start
            lines[number].mark("speaker_turn", (start + label.start("name"), start + label.end("name")))


def _interrupts(line: str) -> bool:
    """Return whether a line without a label ends a turn: it announces a quotation, or is a heading with a number."""
    is_heading = (
        LIST_NUMBER.match(line) is not None and len(line) <= furniture.MAX_HEADING_LENGTH and not line.endswith(".")
    )
    return is_heading or furniture.introduces_quotation(line)


def _is_narrated(line: str) -> bool:
    """Return whether a line quotes somebody by name, as an article after an interview does: "…," said Ana Roth."""
    return any(match["verb"] in lexicon.words("citing", of="structure") for match in CITED.finditer(line))


def _is_apart(line: str, speaker: str) -> bool:
    """Return whether a line within a turn is not the speaker's: furniture, or the author's words about the speaker."""
    if furniture.is_boilerplate(line) or furniture.is_caption(line):
        return True
    name = speaker.rpartition(" ")[2].lower()
    return (
        len(name) >= MIN_NAME_LENGTH
        and name in WORD.findall(line.lower())
        and not lexicon.pattern("first_person").search(line)
    )


@cache
def turn_label() -> re.Pattern[str]:
    """Return the pattern of a label at the start of a turn: "Ana Roth:", "Q.", "Witness 2 (00:12:05)"."""
    numbered = rf"(?:{'|'.join(sorted(map(str.capitalize, lexicon.words('numbered_roles'))))})\s\d{{1,2}}"
    return re.compile(
        rf"(?:{TIME}\s)?[\"“]?(?P<name>[A-Z][\w.’'-]{{0,24}}(?:\s[A-Z(][\w.’')-]{{0,24}}){{0,3}}|{numbered}|Q|A)"
        rf"(?:(?P<post>\s?[(\[,][^()\[\]:]{{1,60}}[)\]]?)?\s?:\s(?:{TIME}(?:\s|$))?"
        rf"|\s{TIME}\s?:?(?:\s|$)|(?<=^[QA])\.\s|(?<=^Q)\s{{2,}})"
    )


def _names_speaker(label: re.Match[str]) -> bool:
    no_speakers = tuple(lexicon.words("before_no_speaker", of="structure"))
    if label["name"].lower() in _no_speakers() or label["name"].startswith(no_speakers):
        return False
    return not furniture.is_boilerplate(label.string) and not furniture.is_caption(label.string)


@cache
def _no_speakers() -> frozenset[str]:
    return lexicon.words("no_speakers", of="structure") | lexicon.words("kickers")
