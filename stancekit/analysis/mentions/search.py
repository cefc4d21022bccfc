"""Mentions of actors: the user's names and spans, the names that the network tags, and the names that it misses."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from stancekit.analysis.mentions.clusters import actor_clusters, cluster_mentions
from stancekit.analysis.mentions.mention_spans import MentionSpan, Overlaps
from stancekit.analysis.mentions.other_names import acronym_kinds, names_beside
from stancekit.analysis.mentions.spelling import is_written_as, lower_words, matches_users_spelling
from stancekit.analysis.mentions.tagged_names import correct_tagged
from stancekit.inputs.actor import ActorList
from stancekit.inputs.clusters import ActorSpan
from stancekit.inputs.text import Text
from stancekit.labels import Kind
from stancekit.language import furniture, gazetteer, lexicon, names
from stancekit.language.name_search import FoldedText, NameIndex
from stancekit.network.decoding import SentencePredictions, TaggedSpan

ADDRESS_MARKS = ("/", "@", "www.")  # of which each web or mail address has one
TAGGED_SHARE = 1 / 3  # of a name's occurrences, from which the untagged ones are mentions too


class GivenMentions:
    """The mentions that follow from the user's options alone.

    Attributes:
        source: the text with its options.
        folded: the text, folded for the search of names.
        clusters: the mentions of each actor whose mentions the user knows.
        mentions: the mentions in `source.mentions`.
        matches: matches of the names of `source.actors`, in the order of the text.
    """

    def __init__(self, source: Text) -> None:
        """Search the text for the names of the given actors, as whole words."""
        self.source = source
        self.clusters = actor_clusters(source)
        self.mentions = [
            MentionSpan(*each.bounds, each.kind, given=True)
            if isinstance(each, ActorSpan)
            else MentionSpan(*each, None, given=True)
            for each in source.mentions
        ]
        self.folded = FoldedText(source.text)
        owners = source.actors.owners
        has_capitals = not source.text.islower()
        lower = lower_words(source.text) if owners else frozenset[str]()
        self.matches = [
            MentionSpan(start, end, owners[name].kind, given=True, actor=owners[name], alias=name)
            for start, end, name in self.folded.find(source.actors.name_index)
            if owners[name].ignore_case
            or matches_users_spelling(source.text, start, end, name, has_capitals=has_capitals, lower=lower)
        ]

    @property
    def clustered(self) -> list[tuple[int, int]]:
        """The spans of the clusters, also of those that are no actor's."""
        return [span for cluster in self.clusters for span in cluster.mentions]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """All spans, which no sentence boundary may cut."""
        return [*self.clustered, *(each.bounds for each in (*self.mentions, *self.matches))]


def find_mentions(
    given: GivenMentions,
    sentences: Sequence[SentencePredictions],
    *,
    unmeasured: Iterable[tuple[int, int]] = (),
    labels: Iterable[tuple[int, int]] = (),
) -> list[MentionSpan]:
    """Return the mentions of a text, in its order: given, tagged, and names that the network missed.

    Args:
        given: the text, with the mentions that its options give.
        sentences: the predictions for them.
        unmeasured: spans that are not article text, such as captions; only
            given names and spans are mentions there.
        labels: names of speakers before their words, which only given spans
            make mentions.
    """
    labeled = Overlaps(MentionSpan(*label, None) for label in labels)
    decoded = [sentence.actors for sentence in sentences if sentence.actors is not None]
    currencies = (match.span() for match in lexicon.pattern("currency").finditer(given.source.text))
    ignored = *unmeasured, *currencies, *_datelines(given.source.text, chain.from_iterable(decoded))
    excluded = Overlaps([*labeled.mentions, *(MentionSpan(*span, None) for span in ignored)])
    spans = (span for actors in decoded for span in actors if not excluded.of(*span.bounds))
    tagged = filter_tagged(given.source.text, spans)
    untagged = find_untagged(given.folded, given.source.actors, tagged, excluded.mentions) if decoded else []
    matches = [match for match in given.matches if not labeled.of(*match.bounds)]
    named = _NamedSpans(given.source.text, sentences)
    tagged = [span for span in tagged if named.contain(*span.bounds)]
    untagged = [mention for mention in untagged if named.contain(*mention.bounds)]
    known_names = [*matches, *given.mentions, *(MentionSpan(*span) for span in tagged), *untagged]
    clustered = cluster_mentions(given.source, given.clusters, known_names, has_names=bool(decoded))
    return merge([*clustered, *given.mentions], matches, tagged, untagged)


def _datelines(text: str, tagged: Iterable[TaggedSpan]) -> list[tuple[int, int]]:
    """Return the places and agencies in front of reports: "LARN (AP) —", "LARN, May 3 —", but not "NATO —".

    Without capitals or an agency, only one line begins so: "Larn - The".
    """
    spans = list(tagged)
    others = Overlaps(MentionSpan(*span) for span in spans if span.kind != "place")
    matches = lexicon.pattern("dateline").finditer(text)
    known = [match.span() for match in matches if match["place"] is None or not others.of(*match.span("place"))]
    before_dash = lexicon.pattern("place_dateline")
    cities = (span for span in spans if span.kind == "place" and before_dash.match(text, span.start))
    plain = [span.bounds for span in cities if not _is_topic(text, span)]
    return known or (plain if len(plain) == 1 else [])


def _is_topic(text: str, place: TaggedSpan) -> bool:
    """Return whether a place before a dash is a country, or begins a headline: "Larn - A City Divided"."""
    line = text[place.start :].partition("\n")[0]
    is_country = gazetteer.country_code(names.normalize(text[place.start : place.end])) is not None
    return is_country or furniture.is_heading(line)


def filter_tagged(text: str, tagged: Iterable[TaggedSpan]) -> list[TaggedSpan]:
    """Correct tagged spans, and drop those in a member's party and state ("R-Texas"), a ticker or an address."""
    excluded = Overlaps(MentionSpan(*match.span(), None) for match in _no_names(text))
    spans = (span for span in tagged if not excluded.of(*span.bounds))
    return correct_tagged(text, spans)


def _no_names(text: str) -> Iterator[re.Match[str]]:
    yield from lexicon.pattern("legislator").finditer(text)
    yield from lexicon.pattern("ticker").finditer(text)
    end = 0
    for line in text.splitlines(keepends=True):
        start, end = end, end + len(line)
        if any(mark in line for mark in ADDRESS_MARKS):  # as in few lines: the pattern tries every word
            yield from lexicon.pattern("address").finditer(text, start, end)


def find_untagged(
    text: FoldedText, actors: ActorList, tagged: Iterable[TaggedSpan] = (), ignored: Iterable[MentionSpan] = ()
) -> list[MentionSpan]:
    """Find names that the network did not tag.

    Searched are the people of parties and known organizations; of a given
    actor the surname, or the other names of a country, party or institution;
    the names that the text gives a tagged actor beside its own ("known as"),
    and acronyms of tagged names; and the names, and the surnames of persons, of
    which the network tags at least a third of the occurrences. A match counts
    where the text writes it with a capital letter, or in capitals if the name
    is in capitals.
    """
    names_in_text = Overlaps(MentionSpan(start, end, kind) for start, end, kind in tagged).mentions
    spans = Overlaps([*names_in_text, *ignored])
    counted = _count_kinds(text.text, names_in_text)
    own_kinds = {name: counts.most_common(1)[0][0] for name, counts in counted.items()}
    known_as = names_beside(text.text, names_in_text)
    certain = {**acronym_kinds(own_kinds), **known_as, **actors.short_forms}
    missed: dict[str, list[MentionSpan]] = defaultdict(list)
    index = NameIndex(
        [*counted, *(name for name in certain if name not in actors.short_forms)], base=actors.short_form_index
    )
    for start, end, name in text.find(index):
        if is_written_as(text.text, start, end, name) and not spans.of(start, end):
            kind = certain[name] if name in certain else own_kinds[name]
            missed[name].append(MentionSpan(start, end, kind))
    return [
        mention
        for name, mentions in missed.items()
        if name in certain or (count := counted[name].total()) >= TAGGED_SHARE * (count + len(mentions))
        for mention in mentions
    ]


def _count_kinds(text: str, tagged: Iterable[MentionSpan]) -> dict[str, Counter[Kind | None]]:
    """Count how often each tagged name, and each surname of a person, has which kind."""
    kinds: dict[str, Counter[Kind | None]] = defaultdict(Counter)
    for mention in tagged:
        is_person = mention.kind == "person"
        name = names.strip(text[mention.start : mention.end], titled=is_person)
        kinds[name][mention.kind] += 1
        if is_person and " " in name:
            kinds[names.surname(names.normalize(name)).capitalize()]["person"] += 1
    in_capitals_first = sorted(kinds, key=str.isupper, reverse=True)  # of TRUMP and Trump the latter decides
    return {name: kinds[name] for name in in_capitals_first}


def merge(
    given: Iterable[MentionSpan],
    matches: Iterable[MentionSpan],
    tagged: Iterable[TaggedSpan],
    untagged: Iterable[MentionSpan] = (),
) -> list[MentionSpan]:
    """Combine given mentions, matched names, tagged spans and untagged names, in the order of the text.

    Where two overlap, the one that comes first in this list stays; of given
    mentions, both, unless they have the same span. It takes the kind of the
    one that it replaces, and at exactly the same span the actor.
    """
    named = Overlaps(matches)
    by_span: dict[tuple[int, int], MentionSpan] = {}
    for mention in given:
        by_span.setdefault(mention.bounds, mention)
    same = {mention.bounds: mention for mention in named.mentions}
    exact = Overlaps(_with_actor(mention, same.get(span)) for span, mention in by_span.items())
    kept_names = Overlaps(mention for mention in named.mentions if not exact.of(*mention.bounds))
    tagged_mentions = Overlaps(MentionSpan(start, end, kind) for start, end, kind in tagged)
    kept = [_with_kind(mention, named, tagged_mentions) for mention in (*exact.mentions, *kept_names.mentions)]
    taken = Overlaps([*exact.mentions, *kept_names.mentions])
    kept += [mention for mention in tagged_mentions.mentions if not taken.of(*mention.bounds)]
    taken = Overlaps(kept)
    kept += [mention for mention in untagged if not taken.of(*mention.bounds)]
    return sorted(kept, key=lambda mention: mention.bounds)


def _with_actor(mention: MentionSpan, match: MentionSpan | None) -> MentionSpan:
    """Return a given mention with the actor whose name it is, unless the user knows another."""
    if match is None or mention.known or mention.actor:
        return mention
    return replace(match, kind=mention.kind or match.kind)


class _NamedSpans:
    """The spans of a text that can be names."""

    def __init__(self, text: str, sentences: Sequence[SentencePredictions]) -> None:
        self._text = text
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]

    def contain(self, start: int, end: int) -> bool:
        """Return whether a span lies in one sentence and has a letter or digit."""
        before = bisect_right(self._starts, start) - 1
        return before >= 0 and end <= self._ends[before] and any(map(str.isalnum, self._text[start:end]))


def _with_kind(mention: MentionSpan, *others: Overlaps) -> MentionSpan:
    if mention.form != "name":
        return mention
    kinds = (other.kind for overlaps in others for other in overlaps.of(*mention.bounds))
    return replace(mention, kind=mention.kind or next(filter(None, kinds), None))
