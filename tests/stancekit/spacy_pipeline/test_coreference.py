"""The coreference clusters of a Doc, in the formats that spaCy's packages write."""

import pytest

from stancekit.errors import InputError
from tests.support.places import place

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: the extra `spacy`")

from spacy.tokens import Doc, Span  # noqa: E402

TEXT = "Anna Berg spoke in Larn. The mayor said that her plan, which is mad, will go ahead. It must not 😀."


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("stancekit", config={"coreference": True})
    return nlp


@pytest.fixture
def doc(nlp):
    return nlp.make_doc(TEXT)


@pytest.fixture
def attribute():
    """Add the attribute of fastcoref, as its component does."""
    Doc.set_extension("coref_clusters", default=None)
    yield
    Doc.remove_extension("coref_clusters")


def span(doc, words):
    return doc.char_span(*place(TEXT, words))


def berg(doc):
    actor = next(actor for actor in doc._.stancekit.actors if actor.name == "Anna Berg")
    return [(mention.start, mention.end, mention.form, mention.given) for mention in actor.mentions if mention.given]


EXPECTED = [(0, 9, "name", True), (25, 34, "description", True), (45, 48, "pronoun", True)]


def test_groups_of_spans_are_clusters(nlp, doc):
    doc.spans["coref_clusters_0"] = [span(doc, words) for words in ("Anna Berg", "The mayor", "her")]
    doc.spans["coref_clusters_1"] = [span(doc, words) for words in ("her plan", "It")]
    doc.spans["coref_head_clusters_0"] = [span(doc, "Larn"), span(doc, "It")]  # before the spans are resolved
    doc.spans["coref_clusters_gold"] = [span(doc, "Larn"), span(doc, "It")]
    assert berg(nlp.get_pipe("stancekit")(doc)) == EXPECTED
    assert not any(mention.text in ("her plan", "It") for mention in doc._.stancekit.mentions)


def test_offsets_of_characters_are_clusters(nlp, doc, attribute):
    doc._.coref_clusters = [
        [place(TEXT, words) for words in ("Anna Berg", "The mayor", "her")],
        [place(TEXT, words) for words in ("her plan", "It")],
    ]
    assert berg(nlp.get_pipe("stancekit")(doc)) == EXPECTED
    doc._.coref_clusters = None
    assert berg(nlp.get_pipe("stancekit")(doc)) == []


def test_spans_of_spacy_are_clusters_too(nlp, doc, attribute):
    doc._.coref_clusters = [[span(doc, words) for words in ("Anna Berg", "The mayor", "her")]]
    assert berg(nlp.get_pipe("stancekit")(doc)) == EXPECTED


@pytest.mark.parametrize("clusters", [[[[0, 1], [6, 7]]], [[[7, 7]]], [[(0, 999)]], [["Anna Berg", "her"]], [[3, 4]]])
def test_other_offsets_are_errors(nlp, doc, attribute, clusters):
    doc._.coref_clusters = clusters
    with pytest.raises(InputError, match=r"expected pairs \(start, end\) of characters, as fastcoref writes them"):
        nlp.get_pipe("stancekit")(doc)


def test_a_span_of_two_clusters_stays_in_the_first(nlp, doc):
    doc.spans["coref_clusters_0"] = [span(doc, "Anna Berg"), span(doc, "her")]
    doc.spans["coref_clusters_1"] = [span(doc, "her"), span(doc, "Larn")]
    assert berg(nlp.get_pipe("stancekit")(doc)) == [EXPECTED[0], EXPECTED[2]]


def test_entities_give_clusters_their_ids():
    nlp = spacy.blank("en")
    component = nlp.add_pipe("stancekit", config={"coreference": True, "entities": True})
    doc = nlp.make_doc(TEXT)
    doc.ents = [Span(doc, 0, 2, label="PERSON", kb_id="Q1"), Span(doc, 4, 5, label="GPE", kb_id="Q2")]
    doc.spans["coref_clusters_0"] = [span(doc, words) for words in ("Anna Berg", "The mayor", "her")]
    actors = {actor.key: actor for actor in component(doc)._.stancekit.actors}
    assert [mention.start for mention in actors["Q1"].mentions if mention.given] == [0, 25, 45]
    assert (actors["Q1"].kind, actors["Q2"].kind) == ("person", "place")


def test_without_the_option_nothing_is_taken(shipped):
    nlp = spacy.blank("en")
    component = nlp.add_pipe("stancekit")
    doc = nlp.make_doc(TEXT)
    doc.spans["coref_clusters_0"] = [span(doc, "Anna Berg"), span(doc, "It")]
    assert component(doc)._.stancekit == shipped(TEXT)
