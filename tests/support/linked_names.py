"""Names that stand in a row, linked."""

from collections.abc import Sequence

from stancekit.analysis.linking.actors import link
from stancekit.analysis.linking.linked_actor import LinkedActor
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.inputs.actor import Actor


def clustered(*mentions: str, actors: Sequence[Actor] = ()) -> list[LinkedActor]:
    """Link names that stand in a row, each "name/kind" or "name"."""
    text, references = "", []
    for mention in mentions:
        name, _, kind = mention.partition("/")
        references.append(MentionSpan(len(text), len(text) + len(name), kind or None))
        text += f"{name} "
    return link(text, references, actors)


def linked(*mentions: str, actors: Sequence[Actor] = ()) -> list[list[str]]:
    """Return the names of each actor."""
    return [
        [mentions[member].partition("/")[0] for member in actor.mentions]
        for actor in clustered(*mentions, actors=actors)
    ]
