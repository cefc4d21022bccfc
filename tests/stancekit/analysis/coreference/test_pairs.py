"""The features of an anaphor with each of its candidates."""

import numpy as np
import pytest

from stancekit.analysis.coreference.chains import Candidates
from stancekit.analysis.coreference.entities import NOBODY, Entities
from stancekit.analysis.coreference.feature_names import ANAPHOR_COLUMNS, PAIR_COLUMNS
from stancekit.analysis.coreference.pairs import ANAPHOR_FEATURES, PAIR_FEATURES, anaphor_features, pair_features
from stancekit.analysis.speech.attribution import AttributionSpans
from tests.support.discourses import marked_text


class Reader:
    """A marked text that is read unit by unit, with the features of its anaphors."""

    def __init__(self, marked, attributions=()):
        named = marked.named(attributions)
        self.discourse, self.owners = named.discourse(), named.owners
        self.entities = Entities(self.discourse, self.owners)

    def add(self, index, row):
        self.entities.add(index, row)

    def features(self, anaphor, *units):
        """Return the features of an anaphor with each of some names."""
        rows = [self.owners[self.discourse.units[unit].name] for unit in units]
        entities, numbers = np.unique(rows, return_inverse=True)
        return pair_features(self.discourse, self.entities, anaphor, Candidates(np.array(units), entities, numbers))


def difference(one, other):
    """Return the columns in which two rows of features differ."""
    return np.flatnonzero(one != other).tolist()


def test_the_numbers_of_features_are_those_that_the_shipped_scorer_expects():
    reader = Reader(marked_text("<p Ann Pell> met <p Bo Roth>.", "She left."))
    assert (ANAPHOR_FEATURES, PAIR_FEATURES) == (23, 89)
    assert anaphor_features(reader.discourse, 2).shape == (ANAPHOR_FEATURES,)
    assert reader.features(2, 0, 1).shape == (2, PAIR_FEATURES)


@pytest.mark.parametrize("names", [ANAPHOR_COLUMNS, PAIR_COLUMNS])
def test_each_feature_has_a_name_of_its_own(names):
    assert len(set(names)) == len(names)


def test_features_are_in_the_columns_of_their_names():
    reader = Reader(marked_text("Mrs <p Ann Pell> met <p Bo Roth>.", "She left."))
    reader.add(0, 0)
    anaphor = dict(zip(ANAPHOR_COLUMNS, anaphor_features(reader.discourse, 2).tolist(), strict=True))
    assert [name for name, value in anaphor.items() if value] == [
        "is a form of she",
        "is a subject pronoun",
        "has no kind",
        "is first in its sentence",
    ]
    pair = dict(zip(PAIR_COLUMNS, reader.features(2, 0, 1)[0].tolist(), strict=True))
    assert {name for name, value in pair.items() if value == 1} == {
        "is a name",
        "is a person",
        "is first in its sentence",
        "sentences back, from 1",
        "nearer candidates, from 1",
        "are both first in their sentences",
        "are in the same paragraph",
        "units so far, from 1",
        "names in the text, from 1",
        "compatible entities read later, from 0",
        "compatible entities with more units and names, from 0",
        "compatible entities but one, from 1",
        "is compatible",
        "has a title of the same sex",
        "has a first name of the same sex",
        "is the first of the sentence before",
    }


@pytest.mark.parametrize(
    ("sentence", "column"),
    [
        ("<p Ann Pell> says he met her.", "is an object pronoun"),
        ("<p Ann Pell> says he told her that it rained.", "is an object pronoun"),
        ("<p Ann Pell> says he met her aide.", "is a possessive pronoun"),
    ],
)
def test_her_is_an_object_or_a_possessive(sentence, column):
    columns = anaphor_features(Reader(marked_text(sentence)).discourse, 2)
    kinds = {"is an object pronoun", "is a possessive pronoun"}
    assert [name for name, value in zip(ANAPHOR_COLUMNS, columns, strict=True) if value and name in kinds] == [column]


def test_a_pronoun_of_the_other_gender_is_seen():
    reader = Reader(marked_text("<p Pell> said she knew.", "He left."))
    she, he = 1, 2
    reader.add(0, 0)
    before = reader.features(he, 0)[0]
    reader.add(she, 0)
    assert difference(before, reader.features(he, 0)[0])
    assert not reader.entities.compatible(he, np.array([0]))[0]


@pytest.mark.parametrize("sentence", ["The [woman] left.", "She left."])
def test_a_noun_tells_a_sex_as_a_pronoun_does(sentence):
    reader = Reader(marked_text("Mr <p Roth> met Mrs <p Pell>.", sentence))
    rows = np.array(reader.owners)
    assert reader.entities.compatible(2, rows).tolist() == [False, True]


@pytest.mark.parametrize(
    "sentences",
    [
        ("Mayor <p Ann Pell> met <p Bo Roth>.", "The [mayor] left."),
        ("Sen. <p Ann Pell> met <p Bo Roth>.", "The [senator] left."),
        ("Brig. Gen. <p Ann Pell> met <p Bo Roth>.", "The [general] left."),
        ("<p Ann Pell>, a [surgeon], met <p Bo Roth>.", "The [surgeon] left."),
    ],
)
def test_the_noun_of_a_description_is_found_in_titles_and_appositions(sentences):
    reader = Reader(marked_text(*sentences))
    names = [index for index, unit in enumerate(reader.discourse.units) if unit.form == "name"]
    described, other = reader.features(len(reader.discourse.units) - 1, *names)
    unknown = marked_text(sentences[0], "The [pilot] left.")
    as_unknown = Reader(unknown).features(len(reader.discourse.units) - 1, *names)
    assert len(difference(described, as_unknown[0])) == 1
    assert difference(other, as_unknown[1]) == []


def test_the_last_word_of_the_sentence_before_is_no_title():
    reader = Reader(marked_text("It chose a mayor. <p Ann Pell> met <p Bo Roth>.", "The [mayor] left."))
    unknown = Reader(marked_text("It chose a mayor. <p Ann Pell> met <p Bo Roth>.", "The [pilot] left."))
    pell = next(index for index, unit in enumerate(reader.discourse.units) if unit.form == "name")
    last = len(reader.discourse.units) - 1
    assert difference(reader.features(last, pell)[0], unknown.features(last, pell)[0]) == []


def test_another_word_of_a_description_is_found_in_titles_and_in_names():
    text = "Labour leader <p Ann Pell> met <p Bo Roth> of <o Green Homes>."
    reader = Reader(marked_text(text, "The Labour [politician] left."))
    plain = Reader(marked_text(text, "The other [politician] left."))
    assert [
        len(difference(*rows)) for rows in zip(*(each.features(3, 0, 1) for each in (reader, plain)), strict=True)
    ] == [
        1,
        0,
    ]
    named = Reader(marked_text(text, "The Green [politician] left."))
    assert len(difference(named.features(3, 2)[0], plain.features(3, 2)[0])) == 1


def test_the_noun_of_a_predicate_is_known_of_its_subject():
    marked = marked_text("<p Ann Pell> is a [surgeon].", "The [surgeon] left.")
    assert [unit.is_predicate for unit in marked.named().discourse().units] == [False, True, False]


def test_the_source_of_the_words_around_a_pronoun_is_seen():
    marked = marked_text("<p Ann Pell> said she would go.")
    start = marked.text.index("she")
    said = AttributionSpans(0, source=(0, 8), content=[(start, len(marked.text) - 1)])
    with_source, without = Reader(marked, [said]), Reader(marked)
    assert len(difference(without.features(1, 0)[0], with_source.features(1, 0)[0])) == 1 + without_speaking(
        with_source
    )


def without_speaking(reader):
    """Return the number of columns that tell that a candidate is a source, of whatever words."""
    return int(reader.discourse.speaking[0])


def test_nobody_is_the_first_of_a_sentence_without_units():
    reader = Reader(marked_text("<p Ann Pell> won.", "She left."))
    assert reader.entities.firsts_before(1) == (NOBODY, NOBODY)
    reader.add(0, 0)
    assert reader.entities.firsts_before(1) == (NOBODY, 0)
