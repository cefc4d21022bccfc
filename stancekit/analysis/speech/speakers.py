"""Speakers of turns and authors of posts, as actors."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from stancekit.analysis.linking.linked_actor import LinkedActor
from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.inputs.spans import Bounds
from stancekit.labels import Kind
from stancekit.language import lexicon, names
from stancekit.language.acronyms import initials
from stancekit.language.names import Words


def link_speakers(
    text: str,
    labels: Sequence[Bounds],
    actors: Sequence[LinkedActor],
    attributions: Iterable[AttributionSpans] = (),
) -> tuple[list[LinkedActor], dict[Bounds | str, int]]:
    """Link the speakers of a text to its actors; a person who only speaks becomes an actor without mentions.

    A label that names a role, such as HOST or Q, has no actor. A source that
    the user gives by name or id is an actor with that id, else with that
    name, else a new one.

    Args:
        text: the whole text.
        labels: the words that name the speakers, see `AttributedText.speaker_labels`.
        actors: the actors of the mentions.
        attributions: the attributions of the text.

    Returns:
        The actors, new ones last, and the index of each speaker's actor by
        the words that name the speaker, or by the user's name or id.
    """
    extended, numbers = _with_speakers(text, labels, actors)
    speakers = _actors_of_labels(text, labels, numbers)
    for source in dict.fromkeys(attribution.source_name for attribution in attributions):
        if source is not None:
            speakers[source] = _actor_of(source, extended, numbers)
    return extended, speakers


def _with_speakers(
    text: str, labels: Sequence[Bounds], actors: Sequence[LinkedActor]
) -> tuple[list[LinkedActor], dict[Words, int]]:
    """Add an actor for each full name of a speaker that is no actor's.

    Returns:
        The actors, new ones last, and the index of the actor with each name.
    """
    extended = list(actors)
    numbers: dict[Words, int] = {}
    for number, actor in enumerate(actors):
        for alias in (actor.name, *actor.aliases, *actor.users_names):
            numbers.setdefault(names.normalize(alias), number)
    for label in labels:
        words = text[slice(*label)]
        name = names.normalize(words)
        if len(name) > 1 and name not in numbers and not _is_role(name):
            numbers[name] = len(extended)
            extended.append(LinkedActor(names=Counter([words]), kinds=Counter[Kind](["person"])))
    return extended, numbers


def _actors_of_labels(text: str, labels: Sequence[Bounds], numbers: Mapping[Words, int]) -> dict[Bounds | str, int]:
    """Return the index of the actor that each label names: in full, by the last word or by the initials."""
    by_last_word = _unique((name[-1:], number) for name, number in numbers.items())
    by_initials = _unique(((each,), number) for name, number in numbers.items() for each in initials(name))
    speakers: dict[Bounds | str, int] = {}
    for label in labels:
        words = text[slice(*label)]
        name = names.normalize(words)
        speaker = None if _is_role(name) else numbers.get(name, by_last_word.get(name[-1:]))
        if speaker is None and words.isupper():  # "AB:", once Ana Berg has spoken
            speaker = by_initials.get(name)
        if speaker is not None:
            speakers[label] = speaker
    return speakers


def _actor_of(source: str, actors: list[LinkedActor], numbers: dict[Words, int]) -> int:
    """Return the index of the actor with an id or name; a new one is added to the actors."""
    same_id = next((number for number, actor in enumerate(actors) if actor.id == source), None)
    number = numbers.get(names.normalize(source)) if same_id is None else same_id
    if number is None:
        number = numbers[names.normalize(source)] = len(actors)
        actors.append(LinkedActor(names=Counter([source])))
    return number


def _is_role(name: Words) -> bool:
    if not name or not lexicon.words("interview_roles").isdisjoint(name):
        return True
    return name[0] in lexicon.words("numbered_roles") and all(map(str.isdigit, name[1:]))


def _unique(forms: Iterable[tuple[Words, int]]) -> dict[Words, int | None]:
    """Return the actors by the short forms of their names, None for a form that several have."""
    actors: dict[Words, int | None] = {}
    for form, number in forms:
        actors[form] = number if actors.get(form, number) == number else None
    return actors
