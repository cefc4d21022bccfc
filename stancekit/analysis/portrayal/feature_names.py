"""The features of a mention and of its actor, by name and in their order, which the scorer of a model expects.

A feature is a number, 1 or 0 where nothing else is said.
"""

from stancekit.labels import FORMS, KINDS, VOICES

# What describes a mention: `ArticleEvidence._features`.
MENTION_COLUMNS = (
    "probability of against",
    "probability of favor",
    "logit of against, less that of neutral",
    "logit of favor, less that of neutral",
    *(f"has the voice {voice}" for voice in VOICES),
    *(f"is a {form}" for form in FORMS[1:]),
    "probability of its actor",
    "is a guess",
    "is in the headline",
    "is in a subheading",
    "is in lines that are a source's words",
    "is in a list item",
    "sentences before, as a share of the article's",
    "sentences before, as a logarithm",
    "probability of opinion",
    "probability of biased wording",
    "loaded words of the sentence",
    "greatest probability of a loaded word",
    "other actors of the sentence",
    "mean score of their mentions",
    "sentence has an attribution",
    "sentence has an attribution to the actor",
    "is in the actor's own words",
    "is in somebody's words",
    "tokens, as a share of the sentence's",
    "tokens before, as a share of the sentence's",
    "tokens of the sentence, as a logarithm",
)

# What describes an actor: `ArticleEvidence._actor_features`.
ACTOR_COLUMNS = (
    "mentions, as a logarithm",
    "mentions, as a share of all",
    "sentences, as a share of the article's",
    "sentences of the article, as a logarithm",
    "share of opinion",
    "share of biased wording",
    "mean score of the other actors",
    *(f"is a {kind}" for kind in KINDS),
    "place among the actors, as a share of the last",
    "scores, as the root of their sum",
    "scores in the headline, likewise",
    "scores in opinion, likewise",
    "scores in quotations, likewise",
    "greatest probability of against",
    "greatest probability of favor",
)
