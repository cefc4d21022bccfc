"""The features of a pair of units."""

import numpy as np

from stancekit.analysis.coreference.discourse import ANAPHOR_FEATURES, PAIR_FEATURES, Entity
from stancekit.analysis.speech.attribution import AttributionSpans
from tests.support.discourses import marked_text


def test_the_numbers_of_features_are_those_that_a_scorer_expects():
    discourse = marked_text("<p Ann Pell> met <p Bo Roth>.", "She left.").named().discourse()
    entities = [Entity(0), Entity(1)]
    assert discourse.anaphor_features(2).shape == (ANAPHOR_FEATURES,)
    assert discourse.pair_features(2, np.array([0, 1]), entities).shape == (2, PAIR_FEATURES)


def difference(one, other):
    """Return the columns in which two rows of features differ."""
    return np.flatnonzero(one != other).tolist()


def test_a_pronoun_of_the_other_gender_is_seen():
    discourse = marked_text("<p Ann Pell> said she knew.", "He left.").named().discourse()
    she, he = 1, 2
    entity = Entity(0)
    discourse.add(0, entity)
    before = discourse.pair_features(he, np.array([0]), [entity])[0]
    discourse.add(she, entity)
    assert difference(before, discourse.pair_features(he, np.array([0]), [entity])[0])


def test_the_noun_of_a_description_is_found_in_titles_and_names():
    discourse = marked_text("Mayor <p Ann Pell> met <p Bo Roth>.", "The [mayor] left.").named().discourse()
    pell, roth = Entity(0), Entity(1)
    discourse.add(0, pell)
    discourse.add(1, roth)
    description = 2
    rows = discourse.pair_features(description, np.array([0, 1]), [pell, roth])
    swapped = discourse.pair_features(description, np.array([0, 1]), [roth, pell])
    assert difference(rows[0], swapped[0]) == difference(rows[1], swapped[1]) != []


def test_the_source_of_the_words_around_a_pronoun_is_seen():
    marked = marked_text("<p Ann Pell> said she would go.")
    start = marked.text.index("she")
    said = AttributionSpans(0, source=(0, 8), content=[(start, len(marked.text) - 1)])
    candidates, entities = np.array([0]), [Entity(0)]
    plain = marked.named().discourse().pair_features(1, candidates, entities)
    assert len(difference(plain[0], marked.named([said]).discourse().pair_features(1, candidates, entities)[0])) == 1
