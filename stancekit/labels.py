"""The heads and their labels, kinds of actor, forms of mention, voices, roles: each defined once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal["person", "organization", "place"]
Form: TypeAlias = Literal["name", "description", "pronoun"]
Role: TypeAlias = Literal["source", "cue", "content"]
Voice: TypeAlias = Literal["opinion", "reported", "quoted"]
SentenceRole: TypeAlias = Literal[
    "headline",
    "subheading",
    "byline",
    "dateline",
    "caption",
    "body",
    "quote_block",
    "speaker_turn",
    "list_item",
    "boilerplate",
]
Measured: TypeAlias = Literal["article", "everything"]

OPINION = ("reported_fact", "opinion")
BIAS = ("neutral", "biased")
STANCE = ("against", "neutral", "favor")
LABEL_THRESHOLD = 0.5  # the probability of the second of two labels above which a sentence has it
KINDS: tuple[Kind, ...] = get_args(Kind)
FORMS: tuple[Form, ...] = get_args(Form)
ACTOR = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI"))
ROLES: tuple[Role, ...] = get_args(Role)
SENTENCE_ROLES: tuple[SentenceRole, ...] = get_args(SentenceRole)
QUOTED_ROLES: frozenset[SentenceRole] = frozenset({"quote_block", "speaker_turn"})  # a source's words
PROSE_ROLES: frozenset[SentenceRole] = frozenset({"body", "list_item"})  # the author's sentences
ARTICLE_ROLES: frozenset[SentenceRole] = frozenset({"headline", "subheading", *PROSE_ROLES, *QUOTED_ROLES})
MEASURED: tuple[Measured, ...] = get_args(Measured)
VOICES: tuple[Voice, ...] = get_args(Voice)
ATTRIBUTION = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
LOADED = ("plain", "loaded")
NOMINAL = ("O", *KINDS)  # of the noun in a mention without a name: "the mayor", "a company"


@dataclass(frozen=True)
class Head:
    """A head of the network.

    Attributes:
        name: its name.
        labels: its labels, in the order of its logits.
        level: `sentence` for logits (labels,) of a window; `token` for logits
            (tokens, labels). The stance logits of a mention are the mean over
            its tokens.
        dimensions: of a vector that has no labels.
    """

    name: str
    labels: tuple[str, ...]
    level: Literal["sentence", "token"]
    dimensions: int = 0

    @property
    def size(self) -> int:
        """The number of logits, or of dimensions."""
        return self.dimensions or len(self.labels)


HEADS: Mapping[str, Head] = {
    head.name: head
    for head in (
        Head("opinion", OPINION, "sentence"),
        Head("bias", BIAS, "sentence"),
        Head("stance", STANCE, "token"),
        Head("actor", ACTOR, "token"),
        Head("attribution", ATTRIBUTION, "token"),
        Head("loaded", LOADED, "token"),
    )
}

# Coreference is trained on whole texts, after the heads above.
COREFERENCE_HEADS: Mapping[str, Head] = {
    head.name: head for head in (Head("nominal", NOMINAL, "token"), Head("reference", (), "token", dimensions=64))
}

# Portrayal is trained on whole articles: half of a token's vector is for mentions, the other half for sentences.
PORTRAYAL_HEADS: Mapping[str, Head] = {head.name: head for head in (Head("portrayal", (), "token", dimensions=64),)}
OUTPUTS: Mapping[str, Head] = {**HEADS, **COREFERENCE_HEADS, **PORTRAYAL_HEADS}
