"""A text whose names are linked: what coreference starts from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from stancekit.analysis.coreference.discourse import Discourse
from stancekit.analysis.coreference.units import find_units
from stancekit.analysis.linking.linked_actor import LinkedActor, actors_of_mentions
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.inputs.spans import Bounds
from stancekit.language.quotations import Quotation
from stancekit.network.decoding import SentencePredictions


@dataclass(frozen=True)
class NamedText:
    """A text whose names are linked, and whose pronouns and descriptions are not resolved yet.

    Attributes:
        text: the whole text.
        sentences: its predictions.
        attributions: of the text.
        mentions: the names, in the order of the text.
        actors: those that the names are linked to.
        unmeasured: the sentences that are not article text.
        title: the span of the headline.
        quotations: of the text.
        paragraphs: `(start, end)` of each.
        resolved: the spans whose referent the user knows; of those that are
            no mentions, it is no actor.
    """

    text: str
    sentences: Sequence[SentencePredictions]
    attributions: Sequence[AttributionSpans]
    mentions: Sequence[MentionSpan]
    actors: Sequence[LinkedActor]
    unmeasured: Collection[int] = ()
    title: Bounds | None = None
    quotations: Sequence[Quotation] = ()
    paragraphs: Sequence[Bounds] = ()
    resolved: Collection[Bounds] = ()

    @property
    def owners(self) -> list[int]:
        """The actor of each name, by the index of its mention."""
        owner = actors_of_mentions(self.actors)
        return [owner[position] for position in range(len(self.mentions))]

    def discourse(self) -> Discourse:
        """Return the units of the text with all that is known of each."""
        units = find_units(self.text, self.sentences, self.mentions, unmeasured=self.unmeasured, resolved=self.resolved)
        return Discourse(
            self.text,
            units,
            self.sentences,
            self.attributions,
            quotations=self.quotations,
            paragraphs=self.paragraphs,
            title=self.title,
        )
