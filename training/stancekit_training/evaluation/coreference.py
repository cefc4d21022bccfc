"""Coreference measured: whom the pronouns and descriptions of texts with chains refer to."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from stancekit.document.records import Document, Mention
from stancekit.labels import Form
from stancekit.language import lexicon, pronouns
from stancekit.model import Model
from stancekit_training.corpora.chains import ChainMention, ChainText
from stancekit_training.corpora.registry import CHAIN_CORPORA
from stancekit_training.errors import TrainingError

Reader = Callable[[ChainText], Document]


@dataclass(frozen=True)
class ResolutionScore:
    """How well the anaphors of one kind are resolved.

    Attributes:
        count: the anaphors of the corpus.
        accuracy: the share with the right actor, or rightly none.
        f1: of the links to an actor.
    """

    count: int
    accuracy: float
    f1: float


@dataclass(frozen=True)
class LinkCounts:
    """Counts of anaphors and of their links to actors, which add up over texts.

    Attributes:
        anaphors: of the corpus.
        right: those with the right actor, or rightly none.
        links: anaphors of the corpus whose chain has a name.
        predicted_links: the links of the model.
        right_links: those to the right actor.
    """

    anaphors: int = 0
    right: int = 0
    links: int = 0
    predicted_links: int = 0
    right_links: int = 0

    def __add__(self, other: "LinkCounts") -> "LinkCounts":
        """Return the sums."""
        return LinkCounts(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))

    @property
    def accuracy(self) -> float:
        """The share of anaphors that are right, 0 without any."""
        return self.right / max(1, self.anaphors)

    @property
    def f1(self) -> float:
        """F1 of the links, 0 without any."""
        return 2 * self.right_links / max(1, self.links + self.predicted_links)


def resolution(texts: Iterable[ChainText], read: Reader, kind: Callable[[ChainMention, str], bool]) -> ResolutionScore:
    """Measure the anaphors of a kind.

    A link is right if the actor has a name of the same chain. A link of a
    description that is none in the corpus counts against the precision.

    Args:
        texts: the texts, with chains.
        read: analyzes a text, whose names are given.
        kind: tells whether a mention, whose text it gets, is to be measured.
    """
    counts = LinkCounts()
    for text in texts:
        document = read(text)
        named = _chains_by_actor(text, document)
        by_place = {_place(mention.form, mention.start, mention.end): mention for mention in document.mentions}
        wanted = [one for one in text.mentions if one.form != "name" and kind(one, text.text[one.start : one.end])]
        places = set()
        for one in wanted:
            place = _place(one.form, one.start, one.end if one.head is None else one.head[1])
            places.add(place)
            counts += _outcome(one, by_place.get(place), named)
        if text.is_complete:
            counts += LinkCounts(predicted_links=_spurious(document, places, text, kind))
    return ResolutionScore(counts.anaphors, counts.accuracy, counts.f1)


def _place(form: Form, start: int, end: int) -> tuple[Form, int]:
    return (form, start if form == "pronoun" else end)


def _outcome(one: ChainMention, mention: Mention | None, named: Sequence[set[str]]) -> LinkCounts:
    has_name = one.chain is not None and any(one.chain in chains for chains in named)
    is_right = mention is not None and one.chain in named[mention.actor]
    return LinkCounts(
        anaphors=1,
        right=is_right if has_name else mention is None,
        links=int(has_name),
        predicted_links=int(mention is not None),
        right_links=int(is_right),
    )


def _spurious(
    document: Document, places: set[tuple[Form, int]], text: ChainText, kind: Callable[[ChainMention, str], bool]
) -> int:
    """Count the links of descriptions that the corpus does not have."""
    known = {
        _place(one.form, one.start, one.head[1]) for one in text.mentions if one.form == "description" and one.head
    }
    found = [mention for mention in document.mentions if mention.form == "description"]
    extra = [mention for mention in found if _place(mention.form, mention.start, mention.end) not in places | known]
    return sum(kind(ChainMention(one.start, one.end, one.form, one.kind, None), one.text) for one in extra)


def _chains_by_actor(text: ChainText, document: Document) -> list[set[str]]:
    """Return the chains of the names of each actor."""
    names = [mention for mention in text.mentions if mention.form == "name"]
    chains: list[set[str]] = [set() for _ in document.actors]
    found = [mention for mention in document.mentions if mention.form == "name"]
    position = 0
    for mention in found:
        while position < len(names) and names[position].end <= mention.start:
            position += 1
        for name in names[position:]:
            if name.start >= mention.end:
                break
            if name.chain is not None and mention.start < name.end:
                chains[mention.actor].add(name.chain)
    return chains


def is_personal(mention: ChainMention, text: str) -> bool:
    """Return whether a mention is "he", "she" or one of their forms."""
    classes = lexicon.table("pronoun_classes")
    return mention.form == "pronoun" and pronouns.is_personal(classes[text.casefold()])


def is_impersonal(mention: ChainMention, text: str) -> bool:
    """Return whether a mention is "they", "it" or one of their forms."""
    return mention.form == "pronoun" and not is_personal(mention, text)


def is_description(mention: ChainMention, text: str) -> bool:
    """Return whether a mention is a description."""
    return mention.form == "description"


ANAPHORS = {"he and she": is_personal, "they and it": is_impersonal, "descriptions": is_description}  # kinds of them
MEASURED: Mapping[str, tuple[str, ...]] = {  # the kinds that are measured in each corpus, besides GAP
    "gum": tuple(ANAPHORS),
    "newsmtsc": ("he and she",),
    "passages": tuple(ANAPHORS),
    "articles": tuple(ANAPHORS),
}


@dataclass(frozen=True)
class CoreferenceMetrics:
    """How well a model resolves anaphors.

    Attributes:
        gap: F1 on GAP, see `gap_f1`.
        by_kind: the score of each kind of anaphor in each corpus, see `MEASURED`.
    """

    gap: float
    by_kind: dict[str, ResolutionScore]


def measure_coreference(model: Model, corpora: Path) -> CoreferenceMetrics:
    """Measure a model on the development parts of the corpora with coreference, whose names it is given.

    Raises:
        TrainingError: the model has no coreference.
    """
    if model.coreference is None:
        raise TrainingError(f"{model.folder.name} has no coreference: add [coreference] to its recipe, and fit again.")

    def read(text: ChainText) -> Document:
        return model(text.text, mentions=text.names, measured="everything")

    texts = {corpus: CHAIN_CORPORA[corpus].load(corpora, "dev") for corpus in ("gap", *MEASURED)}
    by_kind = {
        f"{corpus}, {kind}": resolution(texts[corpus], read, ANAPHORS[kind])
        for corpus, kinds in MEASURED.items()
        for kind in kinds
    }
    return CoreferenceMetrics(gap_f1(texts["gap"], read), by_kind)


def gap_f1(texts: Iterable[ChainText], read: Reader) -> float:
    """Return F1 on GAP as its scorer computes it: over the two questions whether the pronoun refers to A, and to B."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for text in texts:
        document = read(text)
        pronoun = next(mention for mention in text.mentions if mention.form == "pronoun")
        own = next((mention for mention in document.mentions if mention.start == pronoun.start), None)
        for name in text.mentions:
            if name.form == "name":
                actors = {mention.actor for mention in document.mentions if _overlap(mention, name)}
                counts[own is not None and own.actor in actors, name.chain == pronoun.chain] += 1
    right = counts[True, True]
    return 2 * right / (2 * right + counts[True, False] + counts[False, True])


def _overlap(mention: Mention, name: ChainMention) -> bool:
    return mention.form == "name" and mention.start < name.end and name.start < mention.end
