"""Resolve source pronouns ("he said") that coreference left without a mention."""

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass

from stancekit.analysis.speech.attribution import ContentIndex
from stancekit.analysis.speech.passage import can_be_subject
from stancekit.document.records import Mention
from stancekit.inputs.spans import Bounds
from stancekit.language import lexicon, pronouns
from stancekit.language.names import APOSTROPHES
from stancekit.language.sexes import sex_in_text

MAX_SENTENCE_DISTANCE = 3  # over which "he" still means a person; sentences with the same subject "he" do not count
MAX_SEARCHED_SENTENCES = 8  # in all
MAX_RELATIVE_DISTANCE = 60  # characters between a person and "who"
WORD_WINDOW = 20  # characters in which the word before a pronoun, or the first word of a sentence, is searched
MAX_PERSONS = 8  # persons of a sentence that are compared


@dataclass(frozen=True)
class _Persons:
    """The persons of a sentence, outside of what a source says.

    Attributes:
        subject: the person with whom it begins, if it begins with one alone.
        mentions: the first mentions of persons.
        pronoun: the pronoun with which it begins, or an empty string; a
            pronoun that is a mention is the subject.
    """

    subject: Mention | None
    mentions: tuple[Mention, ...]
    pronoun: str


class PronounSources:
    """The persons of a text whom a pronoun can mean."""

    def __init__(
        self, text: str, sentences: Sequence[Bounds], mentions: Sequence[Mention], contents: ContentIndex
    ) -> None:
        """Index the persons.

        Args:
            text: the whole text.
            sentences: `(start, end)` of each.
            mentions: the mentions, in the order of the text.
            contents: the contents of the attributions.
        """
        self._text, self._sentences, self._contents = text, sentences, contents
        self._mentions = [mention for mention in mentions if mention.kind == "person"]
        self._starts = [mention.start for mention in self._mentions]
        self._sources: dict[int, int | None] = {}  # the last person who is a source, by sentence
        self._genders = self._titled()
        self._pronouns: dict[int, tuple[str, int]] = {}  # the last pronoun of an actor, and its sentence
        self._cache: dict[int, _Persons] = {}

    def add_source(self, sentence: int, actor: int | None) -> None:
        """Remember the person who is a source in a sentence, None for one without a name."""
        if actor is not None:
            self._sources[sentence] = actor
        else:
            self._sources.setdefault(sentence, None)

    def add_pronoun(self, pronoun: str, sentence: int, actor: int) -> None:
        """Remember whom a pronoun means, which shows the gender too."""
        self._sources[sentence] = actor
        if pronouns.is_personal(pronoun):
            self._pronouns[actor] = (pronoun, sentence)

    def find(self, pronoun: str, sentence: int, position: int, excluded: Set[int]) -> int | None:
        """Return the actor that a pronoun means, None where it is not plain.

        "who" is the person before it; "he" and "she" are the subject or the
        source of the sentence so far, else the source, the subject or the
        only person of the sentences before.

        Args:
            pronoun: the pronoun, in lower case.
            sentence: the index of its sentence.
            position: the start of the pronoun in the text.
            excluded: actors whom it cannot mean.
        """
        if pronoun == "who":
            return self._relative(sentence, position)
        persons = self._persons(sentence)
        subject = persons.subject
        if subject and subject.start < position and self._fits(pronoun, sentence, subject.actor, excluded):
            return subject.actor
        source = self._sources.get(sentence)
        if self._fits(pronoun, sentence, source, excluded):
            return source
        if self._is_subordinate(position):
            earlier = {one.actor for one in persons.mentions if one.start < position}
            fitting = {actor for actor in earlier if self._fits(pronoun, sentence, actor, excluded)}
            if len(fitting) == 1:
                return fitting.pop()
        return self._before(pronoun, sentence, excluded)

    def _relative(self, sentence: int, position: int) -> int | None:
        before = bisect_left(self._starts, position) - 1
        if before < 0:
            return None
        mention = self._mentions[before]
        is_near = mention.sentence == sentence and position - mention.end <= MAX_RELATIVE_DISTANCE
        return mention.actor if is_near else None

    def _is_subordinate(self, position: int) -> bool:
        """Return whether the word before a pronoun begins a clause that depends on the one before: "after he"."""
        words = self._text[max(0, position - WORD_WINDOW) : position].split()
        return bool(words) and words[-1].lower() in lexicon.words("subordinators")

    def _before(self, pronoun: str, sentence: int, excluded: Set[int]) -> int | None:
        """Search the sentences before, from the nearest on."""
        reach = sentence - MAX_SENTENCE_DISTANCE
        index = sentence - 1
        while index >= max(0, reach, sentence - MAX_SEARCHED_SENTENCES):
            persons = self._persons(index)
            if index in self._sources:
                actor = self._sources[index]
                if actor is None or actor in excluded:
                    return None
                if self._fits(pronoun, sentence, actor, excluded):
                    return actor
            if persons.pronoun == pronoun:  # the subject is whoever this pronoun means
                reach -= 1
            else:
                fitting = {one.actor for one in persons.mentions if self._fits(pronoun, sentence, one.actor, excluded)}
                subject = None if persons.subject is None else persons.subject.actor
                if subject in fitting or subject in excluded:
                    return None if subject in excluded else subject
                if fitting:
                    return fitting.pop() if len(fitting) == 1 else None
            index -= 1
        return None

    def _fits(self, pronoun: str, sentence: int, actor: int | None, excluded: Set[int]) -> bool:
        """Return whether a pronoun can mean an actor, by the title and by the pronouns shortly before."""
        if actor is None or actor in excluded:
            return False
        latest, number = self._pronouns.get(actor, (pronoun, sentence))
        default = latest if sentence - number <= MAX_SENTENCE_DISTANCE else pronoun
        return self._genders.get(actor, default) == pronoun

    def _persons(self, index: int) -> _Persons:
        """Return the persons of a sentence."""
        if index not in self._cache:
            self._cache[index] = self._search(index)
        return self._cache[index]

    def _search(self, index: int) -> _Persons:
        start, end = self._sentences[index]
        first = self._text[start : start + WORD_WINDOW].split(maxsplit=1)
        pronoun = first[0].lower() if first and pronouns.is_personal(first[0]) else ""
        mentions = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)][:MAX_PERSONS]
        outer = [one for one in mentions if self._contents.around(index, one.start, one.end) is None]
        subject = self._subject(start, outer)
        return _Persons(subject, tuple(outer), "" if subject and subject.form == "pronoun" else pronoun)

    def _subject(self, start: int, persons: Sequence[Mention]) -> Mention | None:
        """Return the person with whom a sentence begins; none if a second one stands beside it."""
        heads = [one for one in persons if self._text[one.end : one.end + 1] not in APOSTROPHES]
        if not heads or not can_be_subject(self._text, start, heads[0].start):
            return None
        beside = self._text[heads[0].end : heads[1].start].strip(" ,") if len(heads) > 1 else ""
        return None if beside in ("and", "or") else heads[0]

    def _titled(self) -> dict[int, str]:
        """Return the pronouns of actors whose title or kinship shows their sex: Mrs, King, "her brother"."""
        genders: dict[int, str] = {}
        for mention in self._mentions:
            sex = sex_in_text(self._text, mention.start, mention.end) if mention.form == "name" else None
            if sex is not None:
                genders.setdefault(mention.actor, pronouns.OF_SEX[sex])
        return genders
