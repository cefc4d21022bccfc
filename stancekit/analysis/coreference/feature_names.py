"""The features of coreference, by name and in their order, which the scorer of a model expects.

A feature is a number, 1 or 0 where nothing else is said. A name with "from 3"
is of a bin: 1 if the count is 3 or more, but less than in the next bin.
"""

from stancekit.labels import FORMS, KINDS
from stancekit.language import pronouns

SENTENCE_EDGES = (0, 1, 2, 3, 5, 8)  # the least counts of bins
RANK_EDGES = (0, 1, 2, 3, 5, 8, 13)
COUNT_EDGES = (1, 2, 3, 4, 6)
FEW_EDGES = (0, 1, 2, 3)
CLAUSES = 3  # boundaries of clauses between two units, from which on none is counted

KIND_COLUMNS = (*(f"is a {kind}" for kind in KINDS), "has no kind")
CLAUSE_COLUMNS = ("is first in its sentence", "follows a preposition", "is a possessor", "is coordinated")

# What describes a unit as a candidate: `Discourse.candidate_columns`.
CANDIDATE_COLUMNS = (
    *(f"is a {form}" for form in FORMS),
    *KIND_COLUMNS,
    *CLAUSE_COLUMNS,
    "is in quotation marks",
    "is in the headline",
    "is in a source",
    "is plural",
)

# What describes a unit as an anaphor, whatever its antecedent: `Discourse.anaphor_columns`.
WORD_COLUMNS = (
    "is a possessive pronoun",
    "is a reflexive pronoun",
    "is an object pronoun",
    "is a subject pronoun",
    "begins with a possessive",
    "begins with a possessive of the first or second person",
    "begins with the",
    "begins with a demonstrative",
    "is a description without a determiner",
)
ANAPHOR_COLUMNS = (
    *(f"is a form of {pronoun}" for pronoun in pronouns.CLASSES),
    "is no pronoun",
    *WORD_COLUMNS,
    *KIND_COLUMNS,
    *CLAUSE_COLUMNS[:2],
    "is in quotation marks",
    "is in the headline",
    "is plural",
)

# Where a candidate stands, as seen from an anaphor: `Discourse.candidate_keys` and `_place_features` in `pairs`.
KEY_COLUMNS = (
    "are in the same quotation",
    "are in the same content",
    "are both first in their sentences",
    "are the same words",
    "are in the same paragraph",
    "anaphor is an apposition with a mark at its end",
    "anaphor follows a comma, without a mark at its end",
    "candidate is an apposition with a mark at its end",
    "candidate follows a comma, without a mark at its end",
    "anaphor is coordinated with the candidate",
)
OTHER_PLACE_COLUMNS = (
    "candidate follows",
    "candidate is in the source of the quoted words around the anaphor",
    "candidate is in the source of the reported words around the anaphor",
    "characters between, as a share of the greatest number",
)
FOLLOWS, IN_QUOTED_SOURCE, IN_REPORTED_SOURCE, CHARACTERS = range(len(OTHER_PLACE_COLUMNS))
PLACE_COLUMNS = (
    *(f"sentences back, from {edge}" for edge in SENTENCE_EDGES),
    *(f"nearer candidates, from {edge}" for edge in RANK_EDGES),
    *KEY_COLUMNS,
    *(f"boundaries of clauses between, in one sentence, exactly {count}" for count in range(CLAUSES)),
    *OTHER_PLACE_COLUMNS,
)

# What is known of the entity of a candidate: `_entity_features` in `pairs`.
FACT_COLUMNS = (
    "was the same pronoun",
    "was he or she, where the anaphor is they or it",
    "has no name",
    "is named in the headline",
    "was a pronoun of the other sex",
    "has a title of the same sex",
    "has a title of the other sex",
    "has a first name of the same sex",
    "has a first name of the other sex",
    "is a place of the type of the noun",
    "is a place of the other type",
)
WORD_MATCH_COLUMNS = (
    "noun is in its names",
    "noun is beside its names",
    "noun is in its descriptions",
    "another word is beside its names or in its descriptions",
    "another word is in its names",
)
ENTITY_COLUMNS = (
    *(f"units so far, from {edge}" for edge in COUNT_EDGES),
    *(f"names in the text, from {edge}" for edge in COUNT_EDGES),
    *(f"compatible entities read later, from {edge}" for edge in FEW_EDGES),
    *(f"compatible entities with more units and names, from {edge}" for edge in FEW_EDGES),
    *(f"compatible entities but one, from {edge}" for edge in FEW_EDGES),
    "is compatible",
    *FACT_COLUMNS,
    "has the kind of the anaphor",
    "was the antecedent of the last anaphor of this class",
    "is the first of the sentence",
    "is the first of the sentence before",
    "is the source read last",
    *WORD_MATCH_COLUMNS,
)

PAIR_COLUMNS = (*CANDIDATE_COLUMNS, *PLACE_COLUMNS, *ENTITY_COLUMNS)
