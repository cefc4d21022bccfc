"""Sources: which actor speaks in each attribution."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from stancekit.analysis.speech.attribution import AttributionSpans, ContentIndex
from stancekit.analysis.speech.pronoun_sources import PronounSources
from stancekit.document.records import Mention
from stancekit.inputs.spans import Bounds
from stancekit.labels import Kind
from stancekit.language import gazetteer, lexicon, names, pronouns


def source_actors(
    text: str,
    sentences: Sequence[Bounds],
    attributions: Sequence[AttributionSpans],
    mentions: Sequence[Mention],
    speakers: Mapping[Bounds | str, int],
) -> list[int | None]:
    """Return for each attribution the index of the actor that is its source, None where it is unknown.

    A source is the first person that it mentions, else the first actor, but
    not an actor for whom somebody else speaks ("Berg's lawyer", "a Berg
    aide", "a spokesman for Berg"). A pronoun is the actor of its mention, if
    it is one, else its antecedent, unless it stands in a quotation; never
    somebody whom its own content names. "I" is the source of the words around it.

    Args:
        text: the whole text.
        sentences: `(start, end)` of each.
        attributions: the attributions, in the order of the sentences.
        mentions: the mentions, in the order of the text.
        speakers: the actors of the turns and posts, by the words that name
            them, and of the user's sources, by the user's names.
    """
    resolver = _Resolver(text, sentences, attributions, mentions, speakers)
    given = {(mention.start, mention.end): mention.actor for mention in mentions if mention.given}
    actors: list[int | None] = []
    for attribution in attributions:
        if attribution.source_name is not None:
            actors.append(speakers[attribution.source_name])
        elif attribution.source is None:
            actors.append(None)
        else:
            known = given.get(attribution.source) if attribution.given else None
            actors.append(resolver.actor(attribution.source) if known is None else known)
    return actors


class _Resolver:
    """Finds the actor of every source, in the order of the text."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Bounds],
        attributions: Sequence[AttributionSpans],
        mentions: Sequence[Mention],
        speakers: Mapping[Bounds | str, int],
    ) -> None:
        self._text, self._attributions, self._mentions = text, attributions, mentions
        self._starts = [mention.start for mention in mentions]
        self._contents = ContentIndex(attributions)
        self._pronouns = PronounSources(text, sentences, mentions, self._contents)
        self._sentence_starts = [start for start, _ in sentences]
        self._actors: dict[Bounds, int | None] = {}
        groups: dict[Bounds, list[AttributionSpans]] = defaultdict(list)
        for attribution in attributions:
            if attribution.source is not None:
                groups[attribution.source].append(attribution)
        for source in sorted(groups):
            if source in speakers:
                self._actors[source] = speakers[source]
            elif not lexicon.is_first_person(text[slice(*source)]):
                self._actors[source] = self._resolve(source, groups[source])

    def actor(self, source: Bounds) -> int | None:
        """Return the actor of a source; of "I", that of the words around it."""
        path = []
        while source not in self._actors:
            path.append(source)
            around = self._contents.around(self._sentence(source), *source)
            outer = None if around is None else self._attributions[around].source
            if outer is None or outer in path:
                self._actors[source] = None
            else:
                source = outer
        for inner in path:
            self._actors[inner] = self._actors[source]
        return self._actors[source]

    def _sentence(self, source: Bounds) -> int:
        return bisect_left(self._sentence_starts, source[0] + 1) - 1

    def _resolve(self, source: Bounds, attributions: Sequence[AttributionSpans]) -> int | None:
        start, end = source
        within = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        sentence = self._sentence(source)
        pronoun = self._text[start:end].casefold()
        if not within and lexicon.pattern("of_age").fullmatch(pronoun):
            return self._of_age(source, attributions)
        if pronoun not in lexicon.words("source_pronouns"):
            speaker = speaking_mention(self._text, source, within)
            is_person = speaker is not None and speaker.kind == "person"
            if speaker and speaker.form == "description" and speaker.actor in self._named(attributions, after=end):
                speaker = None  # “Shame on you, Berg!” the crowd chanted
            if is_person or self._begins_description(source):
                self._pronouns.add_source(sentence, speaker.actor if speaker else None)
            return speaker.actor if speaker else None
        named = self._named(attributions, after=end)
        actor = next((mention.actor for mention in within if mention.actor not in named), None)
        around = self._contents.around(sentence, start, end)
        if actor is None and (around is None or not self._attributions[around].is_quoted):
            actor = self._pronouns.find(pronoun, sentence, start, named)
        if actor is not None:
            self._pronouns.add_pronoun(pronoun, sentence, actor)
        return actor

    def _of_age(self, source: Bounds, attributions: Iterable[AttributionSpans]) -> int | None:
        """Return the actor whom "the 71-year-old" means, if he or she is the same."""
        sentence, named = self._sentence(source), self._named(attributions, after=source[1])
        both = {self._pronouns.find(pronoun, sentence, source[0], named) for pronoun in pronouns.OF_SEX.values()}
        persons = both - {None}
        return persons.pop() if len(persons) == 1 else None

    def _begins_description(self, source: Bounds) -> bool:
        """Return whether a source is somebody new without a name: "a neighbor"."""
        first = self._text[slice(*source)].split(maxsplit=1)[:1]
        return bool(first) and first[0].lower() in lexicon.words("indefinite_determiners")

    def _named(self, attributions: Iterable[AttributionSpans], *, after: int) -> set[int]:
        """Return the actors that some contents name, as opposed to those whom a pronoun or description means."""
        pieces = [
            piece
            for attribution in attributions
            for piece in attribution.content
            if attribution.is_quoted or piece[0] >= after
        ]
        return {
            mention.actor
            for start, end in pieces
            for mention in self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
            if mention.form == "name"
        }


class Named(Protocol):
    """A mention, or a unit of coreference."""

    @property
    def start(self) -> int:
        """Its start in the text."""

    @property
    def end(self) -> int:
        """Its end."""

    @property
    def kind(self) -> Kind | None:
        """Its kind."""


Mentioned = TypeVar("Mentioned", bound=Named)


def speaking_mention(text: str, source: Bounds, mentions: Iterable[Mentioned]) -> Mentioned | None:
    """Return the mention of who speaks, of those in a source; a person before others.

    Whose document is the source speaks as well: "a Foreign Office statement", "a study by Ana Berg".
    """
    start, end = source
    clause = lexicon.pattern("relative_clause").search(text, start, end)
    end = clause.start() if clause else end
    speaking: list[Mentioned] = []
    last: Mentioned | None = None  # the last one for whom somebody else speaks
    for mention in mentions:
        if mention.start >= end or _is_modifier(text, mention, end):
            continue
        before = text[start : mention.start]
        is_next = last is not None and _are_coordinated(text, last, mention)
        if is_next or _is_spoken_for(before) or before.count("(") > before.count(")"):
            last = mention
        else:
            speaking.append(mention)
    return next((mention for mention in speaking if mention.kind == "person"), speaking[0] if speaking else None)


def _are_coordinated(text: str, first: Named, second: Named) -> bool:
    """Return whether one speaks for both: "a spokesman for Berg and Roth", "residents of Larn, Ohio"."""
    between = [word for word in text[first.end : second.start].split() if not names.is_title_word(word)]
    return between in (["and"], ["and", "the"]) or (between == [","] and first.kind == second.kind == "place")


def _is_modifier(text: str, mention: Named, end: int) -> bool:
    """Return whether a name only modifies the noun of a source, and that is no document of its own: "a Berg aide"."""
    if lexicon.pattern("modifier").match(text, mention.end, end) is None:
        return False
    is_apposed = lexicon.pattern("outlet_after_name").match(text, mention.end, end) is not None
    return mention.kind == "place" or not (is_apposed or _is_own_document(text, mention, end))


def _is_own_document(text: str, mention: Named, end: int) -> bool:
    """Return whether a document is by whom the name before it means: a Berg statement, but not the Berg report.

    A report is a known body's, or that of its possessor: "the CNN report", "Berg's report".
    """
    document = lexicon.pattern("own_document").match(text, mention.end, end)
    if document is None:
        return False
    if document["always"] or document["possessive"]:
        return True
    name = text[mention.start : mention.end]
    words = names.normalize(name, titled=False)
    is_known = name.isupper() or gazetteer.kind(words) == "organization"
    return is_known or (len(words) > 1 and words[-1] in lexicon.words("short_names") | lexicon.words("body_words"))


def _is_spoken_for(before: str) -> bool:
    """Return whether the words before a name introduce somebody who speaks for it: "a spokesman for the"."""
    skipped = lexicon.words("articles") | lexicon.words("titles")
    content = [word for word in names.normalize(before) if word not in skipped]
    if lexicon.pattern("document_by").search(before):
        return False
    return bool(content) and content[-1] in lexicon.words("spoken_for")
