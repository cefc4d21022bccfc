"""The actors of an article whose full names are known, and which of them a short name may mean."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import islice

from stancekit.analysis.linking.linked_actor import LinkedActor, identity
from stancekit.analysis.linking.name_rules import (
    SHORT_NAME_RULES,
    Name,
    Rule,
    agree,
    is_same_full_name,
    is_syllabic,
)
from stancekit.language import gazetteer, names
from stancekit.language.acronyms import acronyms, initials
from stancekit.language.gazetteer import Sex
from stancekit.language.names import Words

MOST_COMPARED = (
    50  # actors that share a word, and names of an actor, that a name is compared with, so that time is linear
)


class FullNames:
    """The actors whose full name is known, indexed by the words of their names.

    The user's actors are known from the start, by all their names.

    Attributes:
        actors: all actors, with the mentions that are certain.
    """

    def __init__(self, given: Iterable[LinkedActor], mentioned: Iterable[Name]) -> None:
        """Index the names of the user's actors that a mention can have."""
        self.actors = list(given)
        names_mentioned = {name.words for name in mentioned}
        words_mentioned = {word for name in names_mentioned for word in name}
        self._names: dict[LinkedActor, list[Name]] = {actor: [] for actor in self.actors}
        self._given: dict[Words, LinkedActor] = {}
        self._by_word: dict[str, dict[LinkedActor, None]] = defaultdict(dict)
        self._by_acronym: dict[str, dict[LinkedActor, None]] = defaultdict(dict)
        words_of = {actor: _words_of(actor, words_mentioned) for actor in self.actors}
        counts = Counter(words for names_of in words_of.values() for words in names_of)
        full_names = _by_word(mentioned)
        for actor, users_words in words_of.items():
            for words in users_words:
                if len(words) > 1 or counts[words] == 1 or not actor.known:  # else the text decides whose surname it is
                    self._given.setdefault(words, actor)
                is_absent = words not in names_mentioned and not actor.mentions
                self._add(Name(words, actor.kind, [], is_absent=is_absent), actor)
        for actor, users_words in words_of.items():
            if actor.known and all(len(words) == 1 and counts[words] == 1 for words in users_words):
                self._expect_full_name(actor, users_words, full_names)

    def _expect_full_name(
        self, actor: LinkedActor, short: Iterable[Words], full_names: Mapping[str, Sequence[Name]]
    ) -> None:
        """Give an actor whose known mentions are short names alone the only full name in the text that fits one."""
        for words in short:
            name = Name(words, actor.kind, [])
            near = [full for full in full_names.get(words[0], ())[:MOST_COMPARED] if full.words not in self._given]
            by_rule = ([full for full in near if rule(full, name)] for rule in SHORT_NAME_RULES)
            fitting = next(filter(None, by_rule), [])
            if fitting and all(is_same_full_name(fitting[0], full) for full in fitting):
                for full in fitting:
                    self._given[full.words] = actor
                    self._add(Name(full.words, full.kind, []), actor)

    def _add(self, name: Name, actor: LinkedActor) -> None:
        actor.mentions += name.mentions
        self._names[actor].append(name)
        for word in name.words if len(name.words) > 1 else ():
            self._by_word[word][actor] = None
        for acronym in acronyms(name.words, name.kind):
            self._by_acronym[acronym][actor] = None

    def add_full(self, name: Name) -> bool:
        """Add a name to the only actor that it fits, or start an actor with a full name; False for a short name."""
        owner = self._given.get(name.words)
        fitting = [owner] if owner and agree(owner.kind, name.kind) else []
        if not fitting and len(name.words) == 1:
            return False
        if not fitting:
            near = dict.fromkeys(
                (*_last(self._by_word, names.surname(name.words)), *_last(self._by_word, name.words[0]))
            )
            fitting = [actor for actor in near if self._fits(is_same_full_name, actor, name)]
        if len(fitting) != 1:
            fitting = [LinkedActor()]
            self.actors += fitting
            self._names[fitting[0]] = []
        self._add(name, fitting[0])
        return True

    def candidates(self, name: Name) -> list[LinkedActor]:
        """Return the actors that a single word may name."""
        (word,) = name.words
        fitting = _last(self._by_acronym, word) if name.is_acronym else []
        for rule in () if fitting else SHORT_NAME_RULES:
            fitting = [actor for actor in _last(self._by_word, word) if self._fits(rule, actor, name)]
            if fitting:
                break
        return fitting or [actor for actor in self.actors[-MOST_COMPARED:] if self._fits(is_syllabic, actor, name)]

    def _fits(self, rule: Rule, actor: LinkedActor, name: Name) -> bool:
        return any(rule(known, name) for known in self._names.get(actor, ())[:MOST_COMPARED])

    def full_mentions(self, actor: LinkedActor) -> list[int]:
        """Return the mentions of an actor by a full name, ascending."""
        return sorted(position for known in self._names.get(actor, ()) for position in known.mentions)

    def are_other_bearers(self, actors: Iterable[LinkedActor]) -> bool:
        """Return whether all actors have the surname of somebody better known."""
        known = [name.words for actor in actors for name in self._names[actor]]
        return bool(known) and all(len(words) > 1 and gazetteer.is_other_bearer(words) for words in known)

    def add_before(self, actors: Sequence[LinkedActor], name: Name) -> list[LinkedActor]:
        """Start an actor with the mentions by a surname that stand before the full name of every other bearer."""
        first = min(position for actor in actors for position in self.full_mentions(actor) or [-1])
        before = [position for position in name.mentions if position < first]
        if not before:
            return []
        name.mentions = [position for position in name.mentions if position > first]
        self.actors.append(LinkedActor(mentions=before))
        self._names[self.actors[-1]] = [Name(name.words, name.kind, before)]
        return self.actors[-1:]

    def likely_sex(self, actor: LinkedActor) -> Sex | None:
        """Return the sex that an actor's first name hints at."""
        return next((sex for known in self._names[actor] if (sex := gazetteer.likely_sex(known.words[0]))), None)


def _words_of(actor: LinkedActor, words_mentioned: Container[str]) -> list[Words]:
    """Return the normalized names of a user's actor, without those that no mention can have."""
    normalized = (
        identity(names.normalize(name, titled=names.can_have_title(actor.kind)), actor.kind)
        for name in actor.users_names
    )
    return [
        words
        for words in dict.fromkeys(normalized)
        if any(word in words_mentioned for word in (*words, *initials(words)))
    ]


def _by_word(mentioned: Iterable[Name]) -> dict[str, list[Name]]:
    """Return the full names in the text by each of their words."""
    by_word: dict[str, list[Name]] = defaultdict(list)
    for name in mentioned:
        for word in name.words if len(name.words) > 1 else ():
            by_word[word].append(name)
    return by_word


def _last(index: Mapping[str, dict[LinkedActor, None]], word: str) -> list[LinkedActor]:
    """Return the last of the actors under a word, in their order."""
    return list(islice(reversed(index.get(word, {})), MOST_COMPARED))[::-1]
