"""The component in pipelines of spaCy itself."""

import shutil
import subprocess
import sys

import pytest

import stancekit
from stancekit import ActorSpan

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: the extra `spacy`")

from spacy.tokens import Doc, DocBin, Span  # noqa: E402

from stancekit.errors import ArtifactError, InputError  # noqa: E402
from stancekit.spacy_pipeline.component import StancekitComponent  # noqa: E402

TEXTS = [
    "Anna Berg spoke in Larn on Monday. The mayor, Anna Berg, lied again, and Larn deserves better.",
    "",
    "“We will not pay,” said Tom Vogt 😀. Vogt’s party wrecked the harbour.",
    "Nothing happened.",
]
BAD = '{"title": "no prose", "body": ["a", "b"]}'


def pipeline(**config):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Anna Berg"},
            {"label": "GPE", "pattern": "Larn"},
            {"label": "MONEY", "pattern": "harbour"},
        ]
    )
    nlp.add_pipe("stancekit", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def test_a_doc_has_the_document_of_the_model(nlp, shipped):
    doc = nlp(TEXTS[0])
    assert doc._.stancekit == shipped(TEXTS[0])
    assert spacy.blank("en")(TEXTS[0])._.stancekit is None


def test_sentences_and_entities_have_values(nlp):
    doc = nlp(TEXTS[0])
    document = doc._.stancekit
    assert [sentence._.opinion for sentence in doc.sents] == [sentence.opinion for sentence in document.sentences]
    berg = [entity for entity in doc.ents if entity.text == "Anna Berg"]
    mentions = [mention for mention in document.mentions if mention.text == "Anna Berg"]
    assert [entity._.stance for entity in berg] == [mention.stance for mention in mentions]
    assert berg[1]._.stance.label == "against" and berg[1]._.actor.name == "Anna Berg"
    assert doc[3:4]._.stance is None and doc[3:4]._.actor is None  # "in"


def test_the_opinion_of_a_span_over_sentences_is_their_mean_by_characters(nlp):
    doc = nlp(TEXTS[0])
    first, second = doc._.stancekit.sentences
    lengths = [first.end - first.start, second.end - second.start]
    mean = (lengths[0] * first.opinion + lengths[1] * second.opinion) / sum(lengths)
    assert doc[:]._.opinion == pytest.approx(mean)
    assert spacy.blank("en")(TEXTS[0])[:]._.opinion is None


def test_pipe_gives_the_same_as_single_calls(nlp):
    docs = list(nlp.pipe(TEXTS * 10, batch_size=3))
    assert [doc.text for doc in docs] == TEXTS * 10
    singles = [nlp(text)._.stancekit for text in TEXTS]
    assert [doc._.stancekit for doc in docs] == singles * 10


def test_pipe_goes_through_the_pipe_of_the_model(monkeypatch):
    nlp = pipeline()
    calls = []
    model = nlp.get_pipe("stancekit").load_model()
    pipe = type(model).pipe
    monkeypatch.setattr(type(model), "pipe", lambda self, texts: calls.append(1) or pipe(self, texts))
    assert len(list(nlp.pipe(TEXTS * 3))) == 12 and calls == [1]


def test_pipe_is_lazy(nlp):
    def endless():
        while True:
            yield TEXTS[3]

    assert next(nlp.pipe(endless(), batch_size=2)).text == TEXTS[3]


def test_contexts_stay_with_their_docs(nlp):
    pairs = [(text, {"id": number}) for number, text in enumerate(TEXTS)]
    piped = list(nlp.pipe(pairs, as_tuples=True))
    assert [context["id"] for _, context in piped] == list(range(len(TEXTS)))
    for doc, context in piped:
        assert doc.text == TEXTS[context["id"]] == doc._.stancekit.text


def test_a_bad_text_raises_after_those_before_it(nlp):
    docs = nlp.pipe([TEXTS[0], BAD, TEXTS[3]])
    assert next(docs).text == TEXTS[0]
    with pytest.raises(InputError, match="JSON"):
        next(docs)
    with pytest.raises(InputError, match="JSON"):
        nlp(BAD)


def test_an_error_handler_leaves_bad_texts_out():
    nlp = pipeline()
    failures = []
    nlp.set_error_handler(lambda name, proc, docs, error: failures.append((name, [doc.text for doc in docs])))
    texts = [BAD, *TEXTS, BAD, BAD, *TEXTS * 20, BAD]
    assert [doc.text for doc in nlp.pipe(texts)] == [*TEXTS, *TEXTS * 20]
    assert failures == [("stancekit", [BAD])] * 4


def test_an_error_of_the_stream_is_raised(nlp):
    def broken():
        yield TEXTS[0]
        raise RuntimeError("the disk is gone")

    docs = nlp.pipe(broken(), batch_size=1)
    with pytest.raises(RuntimeError, match="the disk is gone"):
        list(docs)


def test_entities_can_be_given_as_mentions(shipped):
    text = "The Harbour Trust Fund betrayed everyone. It was a disgrace."
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Trust Fund"}, {"label": "DATE", "pattern": "everyone"}])
    nlp.add_pipe("stancekit", config={"entities": True})
    doc = nlp(text)
    assert doc._.stancekit == shipped(text, mentions=[ActorSpan(12, 22, kind="organization")])
    assert [(mention.text, mention.given) for mention in doc._.stancekit.mentions if mention.given] == [
        ("Trust Fund", True)
    ]


def test_sentences_can_be_given():
    text = "He came; she left Larn. She came back."
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [";"]})
    nlp.add_pipe("stancekit", config={"sentences": True})
    doc = nlp(text)
    assert [sentence.text for sentence in doc._.stancekit.sentences] == ["He came;", "she left Larn. She came back."]
    assert [sentence._.opinion for sentence in doc.sents] == [each.opinion for each in doc._.stancekit.sentences]


def test_without_sentences_in_the_doc_they_cannot_be_given():
    nlp = spacy.blank("en")
    nlp.add_pipe("stancekit", config={"sentences": True})
    with pytest.raises(InputError, match="the Doc has no sentences: add a component that splits them"):
        nlp(TEXTS[0])


def test_ids_of_a_knowledge_base_become_keys():
    nlp = spacy.blank("en")
    component = nlp.add_pipe("stancekit", config={"entities": True})
    assert isinstance(component, StancekitComponent)
    doc = nlp.make_doc("Anna Berg spoke. Berg lied to Larn.")
    doc.ents = [
        Span(doc, 0, 2, label="PERSON", kb_id="Q1"),
        Span(doc, 4, 5, label="PERSON", kb_id="Q1"),
        Span(doc, 7, 8, label="GPE", kb_id="NIL"),
    ]
    document = component(doc)._.stancekit
    assert {actor.key: [mention.text for mention in actor.mentions] for actor in document.actors} == {
        "Q1": ["Anna Berg", "Berg"],
        "larn": ["Larn"],
    }


def test_two_entities_of_one_name_and_two_ids_are_two_actors():
    nlp = spacy.blank("en")
    component = nlp.add_pipe("stancekit", config={"entities": True})
    doc = nlp.make_doc("Larn beat Larn.")
    doc.ents = [Span(doc, 0, 1, label="GPE", kb_id="Q1"), Span(doc, 2, 3, label="ORG", kb_id="Q2")]
    actors = component(doc)._.stancekit.actors
    assert [(actor.key, actor.kind, actor.mentions[0].start) for actor in actors] == [
        ("Q1", "place", 0),
        ("Q2", "organization", 10),
    ]


def test_docs_serialize_with_their_documents(nlp):
    docs = [nlp(text) for text in TEXTS]
    for doc in docs:
        read = Doc(nlp.vocab).from_bytes(doc.to_bytes())
        assert read._.stancekit == doc._.stancekit
    packed = DocBin(docs=docs, store_user_data=True).to_bytes()
    assert [doc._.stancekit for doc in DocBin().from_bytes(packed).get_docs(nlp.vocab)] == [
        doc._.stancekit for doc in docs
    ]


@pytest.mark.slow
def test_processes_give_the_same(nlp):
    docs = list(nlp.pipe(TEXTS * 2, n_process=2, batch_size=2))
    assert [doc._.stancekit for doc in docs] == [nlp(text)._.stancekit for text in TEXTS * 2]


def test_a_pipeline_is_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    assert not (tmp_path / "saved" / "stancekit" / "model").exists()  # the bundled model is in the package
    assert spacy.load(tmp_path / "saved")(TEXTS[0])._.stancekit == nlp(TEXTS[0])._.stancekit
    read = pipeline().from_bytes(nlp.to_bytes())
    assert read(TEXTS[0])._.stancekit == nlp(TEXTS[0])._.stancekit


def test_a_saved_pipeline_holds_a_model_of_the_users(tiny_model_folder, tmp_path):
    folder = shutil.copytree(tiny_model_folder, tmp_path / "mine")
    nlp = pipeline(model=str(folder), entities=True)
    document = nlp(TEXTS[0])._.stancekit
    assert document.model.startswith("tiny")
    nlp.to_disk(tmp_path / "saved")
    shutil.rmtree(folder)
    loaded = spacy.load(shutil.move(tmp_path / "saved", tmp_path / "elsewhere"))
    assert loaded(TEXTS[0])._.stancekit == document
    assert loaded.get_pipe("stancekit").settings.entities is True
    loaded.to_disk(tmp_path / "elsewhere")  # over itself
    assert spacy.load(tmp_path / "elsewhere")(TEXTS[0])._.stancekit == document


def test_another_model_than_the_saved_one_is_an_error(tiny_model_folder):
    data = pipeline(model=str(tiny_model_folder)).get_pipe("stancekit").to_bytes()
    changed = data.replace(stancekit.load(tiny_model_folder).folder.digest.encode(), b"0" * 64)
    nlp = pipeline()
    nlp.get_pipe("stancekit").from_bytes(changed)
    with pytest.raises(ArtifactError, match="saved with another model, digest 000000000000"):
        nlp(TEXTS[0])


def test_a_missing_model_is_an_error_with_the_first_text(tmp_path):
    nlp = pipeline(model=str(tmp_path / "none"))
    with pytest.raises(ArtifactError):
        nlp(TEXTS[0])


def test_an_attribute_of_another_package_is_an_error(nlp):
    ours = Span.get_extension("opinion")
    Span.set_extension("opinion", default=None, force=True)
    try:
        with pytest.raises(InputError, match="Span already has another attribute 'opinion'"):
            pipeline()
    finally:
        Span.set_extension("opinion", getter=ours[2], force=True)


def test_spacy_finds_the_component_and_the_codecs_without_an_import():
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('stancekit');"
        "import srsly; print('stancekit' in srsly.msgpack_encoders and 'stancekit' in srsly.msgpack_decoders)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr + "Reinstall: pip install -e ."
    assert run.stdout == "True\n"


def test_spacy_reports_what_the_component_assigns(nlp):
    assert nlp.get_pipe_meta("stancekit").assigns == [
        "doc._.stancekit",
        "span._.opinion",
        "span._.stance",
        "span._.actor",
    ]
