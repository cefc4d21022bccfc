"""Linking: which mentions of an article name the same actor.

Normalized names are compared word by word (`stancekit.language.names`); those
of countries, parties and some persons also by their other names
(`stancekit.language.gazetteer`). A short name is linked to the full name that
it fits (`stancekit.analysis.linking.name_rules`). Of several, those of another sex than
its title are out (Mrs Roth); the actor mentioned most often before is the
first guess, then the one mentioned last. Names that the text equates are one
actor's (`stancekit.analysis.mentions.equations`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from stancekit.analysis.linking.full_names import FullNames
from stancekit.analysis.linking.linked_actor import LinkedActor, identity
from stancekit.analysis.linking.name_rules import Name
from stancekit.analysis.linking.short_mentions import ShortMentions
from stancekit.analysis.mentions.equations import equated
from stancekit.analysis.mentions.mention_spans import KnownActor, MentionSpan
from stancekit.inputs.actor import Actor
from stancekit.labels import Kind
from stancekit.language import gazetteer, lexicon, names
from stancekit.language.gazetteer import Sex
from stancekit.language.names import Words
from stancekit.language.sexes import sex_in_text


def link(text: str, mentions: Sequence[MentionSpan], given: Sequence[Actor]) -> list[LinkedActor]:
    """Link mentions to actors.

    Returns:
        Actors in the order of their first mention; given actors without a
        mention come last.
    """
    linked: dict[Actor | KnownActor, LinkedActor] = {actor: LinkedActor(actor) for actor in given}
    surface = [names.strip(text[span.start : span.end], titled=names.can_have_title(span.kind)) for span in mentions]
    words = _words(text, mentions, surface)
    by_words: dict[Words, list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        if mention.actor or mention.known:
            _users_actor(mention, linked).mentions.append(position)
        else:
            by_words[words[position]].append(position)
    in_persons = {word for name, mention in zip(words, mentions, strict=True) for word in _of_full_name(name, mention)}
    groups = [
        name
        for key, positions in by_words.items()
        for name in _by_kind(key, positions, mentions, surface, is_of_person=not in_persons.isdisjoint(key))
    ]
    sexes = [
        sex_in_text(text, span.start, span.end) if span.form == "name" and names.can_have_title(span.kind) else None
        for span in mentions
    ]
    actors = _merge(_join(groups, list(dict.fromkeys(linked.values())), sexes), equated(text, mentions))
    for actor in actors:
        actor.mentions.sort()
        actor.names.update(surface[position] for position in actor.mentions if mentions[position].form == "name")
        if actor.known:
            actor.names.update(dict.fromkeys(actor.known.names, 0))
        if not actor.names and actor.mentions:  # the user knows mentions without a name alone
            spans = [mentions[position] for position in actor.mentions]
            actor.names[max((text[span.start : span.end] for span in spans), key=len)] = 1
        for position in actor.mentions:
            if kind := mentions[position].kind:
                actor.kinds[kind] += len(words[position]) ** 2  # a full name shows the kind more surely than a part
    return sorted(actors, key=lambda actor: actor.mentions[:1] or [len(mentions)])


def _users_actor(mention: MentionSpan, linked: dict[Actor | KnownActor, LinkedActor]) -> LinkedActor:
    """Return the actor of a mention that the user gave or knows; two known actors of one name stay two by their ids."""
    known, owner = mention.known, linked.get(mention.actor) if mention.actor else None
    if owner is not None and known is None:
        return owner
    if known is None:
        raise ValueError(f"the mention at {mention.start} has no actor of the user's")
    if known not in linked:
        if owner is None or (owner.known and None not in (owner.known.id, known.id)):
            owner = LinkedActor()
        owner.known = known if owner.known is None else owner.known.joined(known)
        linked[known] = owner
    return linked[known]


def _words(text: str, mentions: Sequence[MentionSpan], surface: Sequence[str]) -> list[Words]:
    """Return what identifies the name of each mention."""
    words = [
        identity(names.normalize(name, titled=names.can_have_title(mention.kind)), mention.kind)
        for name, mention in zip(_without_states(mentions, surface), mentions, strict=True)
    ]
    words = _with_double_names(words, mentions, surface)
    persons = {name for name, mention in zip(words, mentions, strict=True) if mention.kind == "person"}
    reigning = lexicon.words("reigning")
    words = [name[1:] if name[0] in reigning and name[1:] in persons else name for name in words]
    surnames = {names.surname(name) for name in persons if len(name) > 1}
    for index, (first, second) in enumerate(pairwise(mentions)):
        between = lexicon.pattern("coordinated_persons").fullmatch(text, first.end, second.start)
        is_pair = first.kind == second.kind == "person" and between is not None
        is_short = len(words[index]) == 1 and gazetteer.is_first_name(words[index][0])
        if is_pair and is_short and len(words[index + 1]) > 1 and words[index][0] not in surnames:
            words[index] = (*words[index], names.surname(words[index + 1]))  # Tom and Ana Roth
    return words


def _without_states(mentions: Sequence[MentionSpan], surface: Sequence[str]) -> list[str]:
    """Return the names, those of places without the state after them, "Larn, Ohio", unless several are called so."""
    written = list(zip(surface, mentions, strict=True))
    places = {name for name, mention in written if mention.kind == "place"}
    cities = Counter(name.partition(", ")[0] for name in places if ", " in name)
    kept = {name for name, mention in written if mention.kind == "organization"}
    kept |= {city for city, count in cities.items() if count > 1}
    return [
        city if mention.kind == "place" and (city := name.partition(", ")[0]) not in kept else name
        for name, mention in written
    ]


def _with_double_names(words: Sequence[Words], mentions: Sequence[MentionSpan], surface: Sequence[str]) -> list[Words]:
    """Make one word of each double name that the text has on its own, too: Roth-Berg, Dela Cruz."""
    written = [
        (name, text) for name, mention, text in zip(words, mentions, surface, strict=True) if mention.kind == "person"
    ]
    particles = lexicon.words("particles") | lexicon.words("word_particles")
    pairs = [(name, text) for name, text in written if len(name) == 2]
    whole = {name for name, _ in written}
    alone = {name for name, text in pairs if "-" in text and " " not in text}
    ends = {name[-2:] for name, _ in written if len(name) > 2}
    with_particle = {name for name, _ in pairs if name[0] in particles and not gazetteer.is_first_name(name[0])}
    alone |= {name for name in with_particle & ends if name[1:] not in whole}
    alone &= {part for name, _ in written if len(name) > 2 for part in (name[:2], name[-2:])}
    return [
        _joined(name, alone) if mention.kind == "person" else name
        for name, mention in zip(words, mentions, strict=True)
    ]


def _joined(name: Words, doubles: Set[Words]) -> Words:
    """Return a name with its last or first two words as one, if they are a double name."""
    if name[-2:] in doubles:
        return (*name[:-2], "-".join(name[-2:]))
    return ("-".join(name[:2]), *name[2:]) if name[:2] in doubles else name


def _of_full_name(name: Words, mention: MentionSpan) -> Words:
    return name if mention.kind == "person" and len(name) > 1 else ()


def _by_kind(
    words: Words, positions: list[int], mentions: Sequence[MentionSpan], surface: Sequence[str], *, is_of_person: bool
) -> Iterator[Name]:
    """Split the mentions of a word that is a place and a part of a person's full name: Washington.

    Of other words than known places, a tag that is rarer than that of persons
    is a slip.
    """
    by_kind: dict[Kind | None, list[int]] = defaultdict(list)
    for position in positions:
        by_kind[mentions[position].kind].append(position)
    counts = Counter({kind: len(tagged) for kind, tagged in by_kind.items() if kind})
    is_acronym = all(surface[position].replace(".", "").isupper() for position in positions)
    is_place = gazetteer.kind(words) == "place" or len(by_kind["place"]) >= len(by_kind["person"])
    if len(words) > 1 or not (by_kind["person"] and by_kind["place"] and is_of_person and is_place):
        kind = counts.most_common(1)[0][0] if counts else None
        yield Name(words, kind, positions, is_acronym)
        return
    yield Name(words, "person", sorted(by_kind["person"] + by_kind[None]), is_acronym)
    yield Name(words, "place", sorted(by_kind["place"] + by_kind["organization"]), is_acronym)


def _join(groups: Sequence[Name], given: Iterable[LinkedActor], sexes: Sequence[Sex | None]) -> list[LinkedActor]:
    """Join the names of each actor: full names first, then the short names that are parts of them."""
    known = FullNames(given, groups)
    longest_first = sorted(groups, key=lambda name: (-len(name.words), name.mentions))
    short = [name for name in longest_first if not known.add_full(name)]
    for actor in known.actors:
        actor.sexes.update(sex for position in actor.mentions if (sex := sexes[position]))
    uncertain: dict[int, list[LinkedActor]] = {}
    for name in short:
        candidates = known.candidates(name)
        if known.are_other_bearers(candidates):
            candidates += known.add_before(candidates, name)
        alone = [position for position in name.mentions if not _of_sex(candidates, sexes[position])]
        known.actors += _alone(alone, sexes)
        fitting = {position: _of_sex(candidates, sexes[position]) for position in name.mentions}
        for position, actors in fitting.items():
            if len(actors) == 1:
                actors[0].mentions.append(position)
        uncertain |= {position: actors for position, actors in fitting.items() if len(actors) > 1}
    ShortMentions(known, sexes).resolve(uncertain)
    return known.actors


def _of_sex(actors: Sequence[LinkedActor], sex: Sex | None) -> list[LinkedActor]:
    """Return the actors that the text does not give the other sex."""
    return [actor for actor in actors if not sex or actor.sex in (None, sex)]


def _alone(positions: Sequence[int], sexes: Sequence[Sex | None]) -> list[LinkedActor]:
    """Return the actors of a short name without a full name: one, or Mr and Mrs Roth."""
    by_sex: dict[Sex | None, LinkedActor] = {}
    last = next((sex for position in positions if (sex := sexes[position])), None)
    for position in positions:
        last = sexes[position] or last
        by_sex.setdefault(last, LinkedActor()).mentions.append(position)
    for sex, actor in by_sex.items():
        actor.sexes.update([sex] if sex else [])
    return list(by_sex.values())


def _merge(actors: list[LinkedActor], pairs: Iterable[tuple[int, int]]) -> list[LinkedActor]:
    """Merge the actors whose names the text equates; a given actor stays itself.

    Of others, the one with more mentions stays, so that no mention moves often.
    """
    owners = {position: actor for actor in actors for position in actor.mentions}
    for first, second in pairs:
        pair = (owners[first], owners[second])
        other, actor = sorted(pair, key=lambda each: (each.is_users, len(each.mentions)))
        if actor is other or other.is_users:
            continue
        actor.mentions += other.mentions
        actor.guesses |= other.guesses
        actor.sexes += other.sexes
        owners |= dict.fromkeys(other.mentions, actor)
        other.mentions = []
    return [actor for actor in actors if actor.mentions or actor.given]
