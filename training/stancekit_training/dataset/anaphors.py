"""Texts with chains -> one example for each labeled anaphor, as inference reads the text."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from stancekit.analysis.assembly import link_names
from stancekit.analysis.attributed_text import AttributedText
from stancekit.analysis.coreference.chains import Chains
from stancekit.analysis.coreference.discourse import Discourse
from stancekit.analysis.coreference.entities import NOBODY
from stancekit.analysis.coreference.pairs import anaphor_features, pair_features
from stancekit.analysis.coreference.resolution import Coreference, antecedent
from stancekit.analysis.coreference.units import Unit
from stancekit.analysis.mentions.search import GivenMentions
from stancekit.inputs.text import Text
from stancekit.model import Model
from stancekit.network.decoding import SentenceLogits, SentencePredictions, TaggedSpan
from stancekit.network.tagging import FloatArray, IntArray
from stancekit_training.corpora.chains import ChainMention, ChainText


@dataclass(frozen=True)
class AnaphorExample:
    """A pronoun or a description with its candidates.

    Attributes:
        corpus: the name of its corpus.
        states: the hidden states of the units of its text, means over tokens. *Shape:* (units, width)
        anaphor: index of its unit.
        candidates: indices of units. *Shape:* (candidates,)
        anaphor_features: *shape* (features,)
        pair_features: *shape* (candidates, features)
        is_antecedent: whether a candidate is in the same chain. *Shape:* (candidates,)
    """

    corpus: str
    states: FloatArray
    anaphor: int
    candidates: IntArray
    anaphor_features: FloatArray
    pair_features: FloatArray
    is_antecedent: "np.ndarray[tuple[int], np.dtype[np.bool_]]"


@dataclass(frozen=True)
class ReadText:
    """A text with chains, and the network's output for its sentences.

    Attributes:
        source: the text.
        given: the given mentions, with the names of the corpus.
        sentences: the sentences, with the hidden states as `reference`.
    """

    source: ChainText
    given: GivenMentions
    sentences: list[SentenceLogits]

    @classmethod
    def read(cls, source: ChainText, model: Model) -> "ReadText":
        """Run the network on a text."""
        text = Text(source.text, id=source.id, mentions=source.names, measured="everything")
        return cls(source, GivenMentions(text), model.logits(text))


def anaphor_examples(text: ReadText, model: Model, coreference: Coreference | None = None) -> list[AnaphorExample]:
    """Return an example for each anaphor of a text that has a label and a candidate.

    Args:
        text: the text.
        model: decodes the predictions.
        coreference: resolves the anaphors that have no label, so that they
            are candidates as in inference; without it, they are not.
    """
    predictions = _with_nominals([model.decoder.decode(sentence) for sentence in text.sentences], text.source)
    recorder = _Recorder(text.source, coreference)
    named = link_names(text.given, AttributedText.from_predictions(text.given.source, predictions))
    recorder.record(named.discourse(), named.owners)
    return recorder.examples


def _with_nominals(sentences: Sequence[SentencePredictions], source: ChainText) -> list[SentencePredictions]:
    """Return the predictions with the nouns of the corpus's descriptions beside the predicted ones."""
    nouns = [
        TaggedSpan(*mention.head, mention.kind)
        for mention in source.mentions
        if mention.form == "description" and mention.head and mention.kind
    ]
    read = []
    for sentence in sentences:
        known = [noun for noun in nouns if sentence.start <= noun.start and noun.end <= sentence.end]
        taken = {noun.bounds for noun in known}
        others = [noun for noun in sentence.nominals if noun.bounds not in taken]
        read.append(replace(sentence, nominals=sorted([*known, *others])))
    return read


@dataclass
class _Recorder:
    """Records the anaphors of a text, and resolves each as the corpus does."""

    source: ChainText
    coreference: Coreference | None
    examples: list[AnaphorExample] = field(default_factory=list)

    def record(self, discourse: Discourse, owners: Sequence[int]) -> None:
        """Read a text from its start to its end.

        Args:
            discourse: the units of the text.
            owners: the actor of each name, by the index of its mention.
        """
        chains = Chains(discourse, owners)
        labels = _Labels(self.source)
        of_entity = _chains_of_names(discourse, chains, labels)
        for index in chains.order:
            unit = discourse.units[index]
            row = chains.named_entity(index)
            label = None
            if row == NOBODY:
                label = labels.of(unit)
                if unit.is_anaphor and labels.is_known(unit):
                    row = self._example(discourse, chains, index, of_entity, label)
                elif unit.is_anaphor and self.coreference:
                    scorer, settings = self.coreference.scorer, self.coreference.settings
                    row = antecedent(discourse, chains, index, scorer, settings).row
            chains.assign(index, row)
            if label is not None and chains.entity_of[index] != NOBODY:
                of_entity[chains.entity_of[index]].add(label)

    def _example(
        self,
        discourse: Discourse,
        chains: Chains,
        index: int,
        of_entity: Mapping[int, set[str]],
        label: str | None,
    ) -> int:
        """Record an anaphor, and return its entity: that of the nearest antecedent."""
        candidates = chains.candidates(index)
        if not len(candidates.units):
            return NOBODY
        entities = candidates.entities.tolist()
        is_same = np.array([label is not None and label in of_entity[row] for row in entities], dtype=bool)
        is_antecedent = is_same[candidates.numbers]
        self.examples.append(
            AnaphorExample(
                self.source.corpus,
                discourse.vectors,
                index,
                candidates.units,
                anaphor_features(discourse, index),
                pair_features(discourse, chains.entities, index, candidates),
                is_antecedent,
            )
        )
        antecedents = np.flatnonzero(is_antecedent).tolist()
        nearest = min(antecedents, key=lambda position: abs(int(candidates.units[position]) - index), default=None)
        return NOBODY if nearest is None else int(entities[candidates.numbers[nearest]])


class _Labels:
    """The chains of a text, searched by position."""

    def __init__(self, source: ChainText) -> None:
        self._source = source
        self._exact = {(mention.start, mention.end): mention for mention in source.mentions}
        self._by_noun = {mention.head: mention for mention in source.mentions if mention.form == "description"}
        self._names = [mention for mention in source.mentions if mention.form == "name"]
        self._starts = [mention.start for mention in self._names]

    def _mention(self, unit: Unit) -> ChainMention | None:
        noun = (unit.end - len(unit.noun), unit.end)
        return self._by_noun.get(noun) if unit.form == "description" else self._exact.get((unit.start, unit.end))

    def of(self, unit: Unit) -> str | None:
        """Return the chain of a pronoun or description."""
        mention = self._mention(unit)
        return mention.chain if mention else None

    def is_known(self, unit: Unit) -> bool:
        """Return whether the corpus labels a unit, be it by leaving it out."""
        return self._source.is_complete or self._mention(unit) is not None

    def names_in(self, start: int, end: int) -> list[ChainMention]:
        """Return the names of the corpus that begin within a span, or contain its start."""
        first = max(0, bisect_right(self._starts, start) - 1)
        near = self._names[first : bisect_left(self._starts, end)]
        return [mention for mention in near if start < mention.end]


def _chains_of_names(discourse: Discourse, chains: Chains, labels: _Labels) -> defaultdict[int, set[str]]:
    """Return the chains of the corpus whose names each actor has."""
    of_entity: defaultdict[int, set[str]] = defaultdict(set)
    for index, unit in enumerate(discourse.units):
        row = chains.named_entity(index)
        if row != NOBODY:
            matching = labels.names_in(unit.start, unit.end)
            of_entity[row].update(mention.chain for mention in matching if mention.chain is not None)
    return of_entity
