"""The units of a text with all that is known of each from the text alone, as arrays."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, cached_property

import numpy as np

from stancekit.analysis.coreference.feature_names import CLAUSE_COLUMNS, WORD_COLUMNS
from stancekit.analysis.coreference.unit_arrays import group_numbers, reference_vectors, word_numbers
from stancekit.analysis.coreference.units import BEFORE, WORD, Unit
from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.inputs.spans import Bounds
from stancekit.labels import FORMS, KINDS
from stancekit.language import lexicon, pronouns
from stancekit.language.gazetteer import SEXES
from stancekit.language.names import POSSESSIVES
from stancekit.language.quotations import Quotation
from stancekit.language.sexes import sex_of_noun
from stancekit.network.decoding import SentencePredictions
from stancekit.network.tagging import FloatArray, IntArray

NO_PRONOUN = len(pronouns.CLASSES)  # the class of the other units
NO_SEX = -1
NO_KIND = len(KINDS)
COMMA = re.compile(r", $")
CLOSING = (",", ".", ";", ":", ")", "”", '"', "")
MARKS = r"[,;:()“”\"–—]"
TITLE_WORDS = 3  # before a name
MAX_LINK_LENGTH = 6  # of "after_link": ", and "


class Discourse:
    """The units of a text with all that is known of each from the text alone, as arrays.

    Attributes:
        units: in the order of the text.
        named: the indices of the units that are names, ascending.
        vectors: their reference vectors. *Shape:* (units, dimensions)
        starts, ends, sentences: of the units. *Shape:* (units,)
        classes: of the pronouns. *Shape:* (units,)
        sexes: that pronouns and nouns show, as numbers. *Shape:* (units,)
        words: the folded text of each unit.
        kinds: of the units, as numbers. *Shape:* (units,)
        quotations: the number of the quotation around each unit, else -1. *Shape:* (units,)
        contents: likewise of the content of an attribution.
        sources: the span of the source of each content, None without one.
    """

    def __init__(
        self,
        text: str,
        units: Sequence[Unit],
        sentences: Sequence[SentencePredictions],
        attributions: Sequence[AttributionSpans],
        *,
        quotations: Sequence[Quotation] = (),
        paragraphs: Sequence[Bounds] = (),
        title: Bounds | None = None,
    ) -> None:
        """Collect the attributes of all units.

        Args:
            text: the whole text.
            units: from `find_units`.
            sentences: the predictions, with reference vectors.
            attributions: of the text.
            quotations: of the text.
            paragraphs: `(start, end)` of each.
            title: the span of the headline.
        """
        self.text, self.units = text, units
        self.named = [index for index, unit in enumerate(units) if unit.name is not None]
        self.vectors = reference_vectors(units, sentences)
        bounds = [(unit.start, unit.end, unit.sentence) for unit in units]
        self.starts, self.ends, self.sentences = np.array(bounds, dtype=np.int64).reshape(-1, 3).T.copy()
        self.kinds = _numbers([NO_KIND if unit.kind is None else KINDS.index(unit.kind) for unit in units])
        self.words = [text[unit.start : unit.end].casefold() for unit in units]
        self.classes = _numbers([_class(word) for word in self.words])
        self.sexes = np.where(self.classes < len(SEXES), self.classes, _numbers([_sex(unit.noun) for unit in units]))
        self.word_numbers = word_numbers(self.words)
        self.quotations = group_numbers(units, [quotation.parts for quotation in quotations])
        self.contents = group_numbers(units, [attribution.content for attribution in attributions])
        self.paragraphs = np.searchsorted([start for start, _ in paragraphs], self.starts, side="right")
        self.is_quoted = [attribution.is_quoted for attribution in attributions]
        self.sources = [attribution.source for attribution in attributions]
        self.in_title = np.array([title is not None and title[0] <= unit.start < title[1] for unit in units], bool)
        self.in_clause = self._clause_features()

    def is_in_source(self, content: int, units: IntArray) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Return which units are in the source of a content. *Shape:* (units,)."""
        start, end = self.sources[content] or (0, 0)
        is_in: np.ndarray[tuple[int], np.dtype[np.bool_]] = (self.starts[units] >= start) & (self.ends[units] <= end)
        return is_in

    def is_object(self, index: int) -> bool:
        """Return whether a unit is an object pronoun; see `pronouns.is_object`."""
        return pronouns.is_object(self.text, self.units[index].start, self.units[index].end)

    def units_from(self, bounds: Bounds) -> range:
        """Return the indices of the units that begin in a span."""
        first, stop = np.searchsorted(self.starts, bounds).tolist()
        return range(first, stop)

    def inside(self, index: int) -> range:
        """Return the indices of the units that begin within a unit, after it."""
        return range(index + 1, int(np.searchsorted(self.starts, self.units[index].end)))

    def is_possessor(self, unit: Unit) -> bool:
        """Return whether a unit stands before the mark of a possessive: "the mayor" in "the mayor's daughter"."""
        return self.text[unit.end : unit.end + 2] in POSSESSIVES

    @cached_property
    def content_units(self) -> dict[int, list[int]]:
        """The units in the words of each unit that is in a source."""
        inside: defaultdict[int, list[int]] = defaultdict(list)
        for unit, content in enumerate(self.contents.tolist()):
            inside[content].append(unit)
        content_units: defaultdict[int, list[int]] = defaultdict(list)
        for content, source in enumerate(self.sources):
            for unit in self.units_from(source or (0, 0)):
                if source and self.ends[unit] <= source[1]:
                    content_units[unit] += inside[content]
        return dict(content_units)

    @cached_property
    def known_sources(self) -> frozenset[Bounds | None]:
        """The spans of the sources."""
        return frozenset(self.sources)

    @cached_property
    def speaking(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Whether each unit is in a source. *Shape:* (units,)."""
        return np.isin(np.arange(len(self.units)), list(self.content_units))

    @cached_property
    def candidate_columns(self) -> FloatArray:
        """What describes each unit as a candidate; see `CANDIDATE_COLUMNS`. *Shape:* (units, columns)."""
        forms = np.eye(len(FORMS), dtype=np.float32)[[FORMS.index(unit.form) for unit in self.units]]
        flags = [self.quotations >= 0, self.in_title, self.speaking, self.is_plural]
        return np.concatenate(
            [forms.reshape(-1, len(FORMS)), _one_hot(self.kinds, NO_KIND + 1), self.in_clause, np.stack(flags, axis=1)],
            axis=1,
            dtype=np.float32,
        )

    @cached_property
    def is_plural(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Whether each unit is a description of several persons or things. *Shape:* (units,)."""
        groups, plural = lexicon.words("group_nouns"), lexicon.pattern("plural_noun")
        return np.array([unit.noun in groups or plural.search(unit.noun) is not None for unit in self.units], bool)

    @cached_property
    def anaphor_columns(self) -> FloatArray:
        """What describes each unit as an anaphor; see `ANAPHOR_COLUMNS`. *Shape:* (units, columns)."""
        possessive, reflexive = lexicon.words("possessive_pronouns"), lexicon.words("reflexive_pronouns")
        subjects = lexicon.words("subject_pronouns")
        are_objects = [self.is_object(index) for index in range(len(self.units))]
        firsts = [self._determiner(unit) for unit in self.units]
        flags = [
            [
                word in possessive and not is_object,
                word in reflexive,
                is_object,
                word in subjects,
                first in possessive,
                first in lexicon.words("speakers_possessives"),
                first == "the",
                first in lexicon.words("demonstratives"),
                first == "" and unit.form == "description",
            ]
            for word, is_object, first, unit in zip(self.words, are_objects, firsts, self.units, strict=True)
        ]
        return np.concatenate(
            [
                _one_hot(self.classes, NO_PRONOUN + 1),
                np.array(flags, np.float32).reshape(-1, len(WORD_COLUMNS)),
                _one_hot(self.kinds, NO_KIND + 1),
                self.in_clause[:, :2],
                (self.quotations >= 0)[:, np.newaxis],
                self.in_title[:, np.newaxis],
                self.is_plural[:, np.newaxis],
            ],
            axis=1,
            dtype=np.float32,
        )

    def _determiner(self, unit: Unit) -> str:
        first = self.text[unit.start : unit.end].split(maxsplit=1)[0].casefold() if unit.form == "description" else ""
        return first if first in lexicon.words("determiners") else ""

    def _clause_features(self) -> FloatArray:
        """Return where each unit stands in its clause: first, after a preposition, a possessor, in a coordination."""
        prepositions = lexicon.words("prepositions", of="boundaries")
        rows: list[tuple[bool, bool, bool, bool]] = []
        for unit in self.units:
            before = self.text[max(0, unit.start - BEFORE) : unit.start]
            word = before.split()[-1:]
            rows.append(
                (
                    len(rows) == 0 or self.units[len(rows) - 1].sentence != unit.sentence,
                    bool(word) and word[0].casefold() in prepositions,
                    self.is_possessor(unit),
                    _is_coordinated(self.text, unit, before),
                )
            )
        return np.array(rows, dtype=np.float32).reshape(-1, len(CLAUSE_COLUMNS))

    @cached_property
    def candidate_keys(self) -> IntArray:
        """Numbers of each unit, to compare with `anaphor_keys`; see `KEY_COLUMNS`. *Shape:* (units, keys)."""
        return self._keys[0]

    @cached_property
    def anaphor_keys(self) -> IntArray:
        """Numbers of each unit as an anaphor, see `candidate_keys`. *Shape:* (units, keys)."""
        return self._keys[1]

    @cached_property
    def _keys(self) -> tuple[IntArray, IntArray]:
        none = -2 - np.arange(len(self.units))  # differs from those of all other units
        places = np.stack([self.quotations, self.contents, np.where(self.in_clause[:, 0] > 0, 0, -1)], axis=1)
        shared = [*np.where(places >= 0, places, none[:, np.newaxis]).T, self.word_numbers, self.paragraphs]
        after = self.after_comma
        is_closed = np.array([self.text[unit.end : unit.end + 1] in CLOSING for unit in self.units], bool)
        apposed = [np.where(is_closed, after, -1), np.where(is_closed, -1, after)]
        candidates = np.stack([*shared, self.ends, self.ends, *apposed, self.ends], axis=1)
        anaphors = np.stack(
            [*shared, *apposed, self.ends, self.ends, self._ends_before(lexicon.pattern("after_link"))], axis=1
        )
        return candidates, anaphors

    @cached_property
    def after_comma(self) -> IntArray:
        """Where the comma directly before each unit stands, -1 without one. *Shape:* (units,)."""
        return self._ends_before(COMMA)

    def _ends_before(self, pattern: re.Pattern[str]) -> IntArray:
        """Return where the text that a pattern matches before each unit begins, -1 without a match."""
        matches = [pattern.search(self.text[max(0, unit.start - MAX_LINK_LENGTH) : unit.start]) for unit in self.units]
        return _numbers(
            [unit.start - len(match.group()) if match else -1 for unit, match in zip(self.units, matches, strict=True)]
        )

    @cached_property
    def clauses(self) -> IntArray:
        """The clause number of each unit. *Shape:* (units,).

        Within a sentence, two numbers differ by the clause boundaries between
        the units.
        """
        boundaries = [match.start() for match in _clause_boundary().finditer(self.text)]
        return np.searchsorted(boundaries, self.starts) + self.sentences * (len(boundaries) + len(self.text))

    def modifiers(self, index: int) -> list[str]:
        """Return the folded words of a description between its determiner and its noun."""
        return self.words[index].split()[1:-1] if self.units[index].form == "description" else []

    def title_words(self, index: int) -> list[str]:
        """Return the folded words directly before a name, such as those of a title, with abbreviated titles in full."""
        unit = self.units[index]
        words = list(WORD.finditer(self.text, max(0, unit.start - BEFORE), unit.start))[-TITLE_WORDS:]
        title: list[str] = []
        following, has_stop = unit.start, False
        for word in reversed(words):
            folded, gap = word.group().casefold(), self.text[word.end() : following]
            has_stop = has_stop or gap == ". "
            if gap not in (" ", ". ") or (gap == ". " and folded not in lexicon.table("short_titles")):
                break
            if has_stop and folded not in lexicon.words("titles"):
                break
            title += [folded, *lexicon.table("short_titles").get(folded, ())]
            following = word.start()
        return title


@cache
def _clause_boundary() -> re.Pattern[str]:
    """Match a mark or a word at which a clause may begin."""
    words = lexicon.words("subordinators") | lexicon.words("conjunctions") | lexicon.words("clause_words")
    return re.compile(rf"{MARKS}|\b(?:{'|'.join(map(re.escape, sorted(words)))})\b", re.IGNORECASE)


def _is_coordinated(text: str, unit: Unit, before: str) -> bool:
    """Return whether "and" or "or" follows a unit, or ends the text before it."""
    follows = lexicon.pattern("coordination").match(text, unit.end) is not None
    return follows or lexicon.pattern("after_coordination").search(before) is not None


def _class(word: str) -> int:
    """Return the class of a pronoun."""
    name = lexicon.table("pronoun_classes").get(word)
    return NO_PRONOUN if name is None else pronouns.CLASSES.index(name)


def _sex(noun: str) -> int:
    """Return the sex that a noun shows, as a number."""
    sex = sex_of_noun(noun)
    return NO_SEX if sex is None else SEXES.index(sex)


def _numbers(values: Sequence[int]) -> IntArray:
    return np.array(values, dtype=np.int64)


def _one_hot(numbers: IntArray, size: int) -> FloatArray:
    return np.eye(size, dtype=np.float32)[numbers]
