"""Texts in, Documents out."""

import itertools
import multiprocessing
import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest

import stancekit
from stancekit import Actor, Document, SpanError, Text
from stancekit.labels import HEADS
from stancekit.model import LOOKAHEAD
from tests.support.fake_model import fake_model

ARTICLE = """The harbour plan

The mayor of Oslo said the budget is bad. She lied to Ana Lopez, and Lopez won!
He said the plan of the city is not good, not bad, not the budget of the mayor and not of the harbour, he said.
"""
TEXTS = [ARTICLE, "The mayor won.", "", *ARTICLE.splitlines(), ARTICLE * 2]


@pytest.fixture
def blind(tiny_model_folder):
    """A model that finds no actor by itself."""
    return fake_model(tiny_model_folder)


def assert_same(left: Document, right: Document):
    """Assert equality, of probabilities and measures to 1e-4."""

    def rounded(value) -> object:
        if isinstance(value, dict):
            return {name: rounded(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [rounded(inner) for inner in value]
        return pytest.approx(value, abs=1e-4) if isinstance(value, float) else value

    assert left.to_dict() == rounded(right.to_dict())


def test_offsets_are_exact(model):
    document = model(ARTICLE)
    assert [sentence.text for sentence in document.sentences][:3] == [
        "The harbour plan",
        "The mayor of Oslo said the budget is bad.",
        "She lied to Ana Lopez, and Lopez won!",
    ]
    assert document.mentions
    for span in (*document.sentences, *document.mentions):
        assert span.text == ARTICLE[span.start : span.end] != ""
    for mention in document.mentions:
        sentence = document.sentences[mention.sentence]
        assert mention in sentence.mentions and sentence.start <= mention.start < mention.end <= sentence.end
        assert mention in document.actors[mention.actor].mentions


def test_probabilities(model):
    document = model(ARTICLE)
    for sentence in document.sentences:
        assert 0 < sentence.opinion < 1 and 0 < sentence.bias < 1
        assert sentence.label == ("opinion" if sentence.opinion > 0.5 else "reported_fact")
        for mention in sentence.mentions:
            own = sentence.label.removeprefix("reported_")
            told = mention.attribution is not None and document.attributions[mention.attribution].source is not None
            assert mention.voice in (("quoted",) if told else (own, "quoted"))
            assert mention.voice == own or mention.attribution is not None
    for mention in document.mentions:
        assert mention.stance.against + mention.stance.neutral + mention.stance.favor == pytest.approx(1)
    assert document.opinion_share.score == pytest.approx(np.mean([s.opinion for s in document.sentences]))
    assert document.opinion_share.count == len(document.sentences)


def test_a_document_says_what_made_it(model):
    document = model("He won.", id="7")
    assert (document.id, document.model, document.digest) == ("7", "tiny 1", model.folder.digest)


def test_options_are_those_of_a_text(model):
    options = {"id": "7", "mentions": [(21, 26)], "actors": ["Oslo"], "title": (0, 16), "split": True}
    assert model(ARTICLE, **options) == model(Text(ARTICLE, **options))


@pytest.mark.parametrize("option", [{"id": "7"}, {"split": True}, {"mentions": []}])
def test_options_beside_a_text(model, option):
    with pytest.raises(TypeError, match=f"so the call takes none: drop {next(iter(option))}"):
        model(Text("He won."), **option)


def test_given_mentions_keep_their_exact_span(model):
    document = model("The mayor won.", mentions=[(4, 7), (10, 14)])
    given = [mention for mention in document.mentions if mention.given]
    assert [(mention.start, mention.end, mention.text) for mention in given] == [(4, 7, "may"), (10, 14, "won.")]
    found = [mention for mention in document.mentions if not mention.given]
    assert all(mention.end <= 4 or 7 <= mention.start for mention in found)


def test_a_given_mention_reads_the_tokens_that_it_touches(model):
    text = "The mayor won."
    stances = [model(text, mentions=[span]).mentions for span in ((4, 9), (5, 6))]
    whole, part = (next(mention.stance for mention in mentions if mention.given) for mentions in stances)
    assert whole == part


def test_given_actors(blind):
    text = "Erdoğan met Putin. Later Vladimir Putin left, and Erdogan's plan failed."
    putin = Actor("Vladimir Putin", aliases=["Putin"], kind="person", id="Q7747")
    document = blind(text, actors=["Erdogan", putin, "Absent"])
    assert [mention.text for mention in document.mentions] == ["Erdoğan", "Putin", "Vladimir Putin", "Erdogan"]
    assert all(mention.given for mention in document.mentions)
    first, second, absent = document.actors
    assert (first.name, first.key, first.kind, first.aliases) == ("Erdogan", "erdogan", None, ("Erdoğan",))
    assert (second.name, second.key, second.kind, second.aliases) == ("Vladimir Putin", "Q7747", "person", ("Putin",))
    assert [mention.text for mention in second.mentions] == ["Putin", "Vladimir Putin"]
    assert second.stance.count == second.by_voice["reported"].count == 2
    assert (absent.name, absent.mentions, absent.stance) == ("Absent", (), None)
    assert set(absent.by_voice.values()) == {None}
    assert [actor.id for actor in document.actors] == [0, 1, 2]


def test_a_given_mention_on_a_given_actor(blind):
    document = blind("Putin left.", mentions=[(0, 5)], actors=[Actor("Putin", kind="person")])
    (mention,) = document.mentions
    assert (mention.actor, mention.kind, len(document.actors)) == (0, "person", 1)


def test_no_boundary_within_a_given_span(blind):
    text = "He won. She lied. They left."
    assert len(blind(text).sentences) == 3
    document = blind(text, mentions=[(3, 11)])
    assert [sentence.text for sentence in document.sentences] == ["He won. She lied.", "They left."]
    assert blind(text, actors=["lied. They"]).sentences[1].text == "She lied. They left."


def test_a_mention_that_begins_in_the_blank_before_its_sentence(blind):
    document = blind("He won. She lied.", mentions=[(7, 11)])
    (mention,) = document.mentions
    assert (mention.text, mention.sentence, len(document.sentences)) == (" She", 1, 2)


def test_title(blind):
    document = blind("Plan fails.\nAgain\nHe won.", title=(0, 17))
    assert [(s.text, s.is_title) for s in document.sentences] == [("Plan fails.\nAgain", True), ("He won.", False)]
    assert not any(sentence.is_title for sentence in blind("Plan fails.\nAgain").sentences)


def test_whole_text_as_one_sentence(blind):
    (sentence,) = blind(" He won. She lied.\n", split=False).sentences
    assert (sentence.start, sentence.end) == (1, 18)


@pytest.mark.parametrize("text", ["a\u200b b", "a\x00 b", "Hi.\n\x00\x00\nHo."])
def test_a_mention_of_no_token(blind, text):
    position = next(index for index, character in enumerate(text) if character in "\u200b\x00")
    with pytest.raises(SpanError, match=rf"mention \({position}, {position + 1}\), .* covers no token"):
        blind(text, mentions=[(position, position + 1)])


def test_without_the_stance_head(tiny_model_folder):
    document = fake_model(tiny_model_folder, "opinion")("He won.", mentions=[(0, 2)])
    (mention,), (actor,) = document.mentions, document.actors
    assert (mention.stance, mention.voice) == (None, "reported")
    assert (actor.stance, actor.by_voice["reported"]) == (None, None)
    assert document.sentences[0].opinion == 0.5 and document.sentences[0].bias is None
    assert document.bias_share is None and document.opinion_share.score == 0.5


def test_with_the_stance_head_alone(tiny_model_folder):
    document = fake_model(tiny_model_folder, "stance")("He won.", mentions=[(0, 2)])
    (mention,), (sentence,) = document.mentions, document.sentences
    assert (sentence.label, sentence.opinion, sentence.bias, mention.voice) == (None, None, None, None)
    assert mention.stance.score == 0 and document.actors[0].stance.count == 1
    assert document.opinion_share is None
    assert Document.from_dict(document.to_dict()) == document


def test_read_gives_the_logits_of_every_token(model):
    for sentence in model.logits(Text(ARTICLE)):
        tokens = len(sentence.tokens.ids)
        assert {name: logits.shape[:-1] for name, logits in sentence.logits.items()} == {
            name: (tokens,) if head.level == "token" else () for name, head in HEADS.items()
        }
        assert all(np.isfinite(logits).all() for logits in sentence.logits.values())


def test_pipe_is_lazy(blind):
    asked = itertools.count()
    documents = blind.pipe(f"Text {next(asked)}." for _ in range(1000))
    assert [document.text for document in itertools.islice(documents, 3)] == ["Text 0.", "Text 1.", "Text 2."]
    assert next(asked) <= 3 + LOOKAHEAD * blind.threads


def test_pipe_keeps_the_order(model):
    texts = [Text(text, id=str(number)) for number, text in enumerate(TEXTS * 3)]
    documents = list(model.pipe(texts))
    assert [(document.id, document.text) for document in documents] == [(text.id, text.text) for text in texts]
    assert list(model.pipe([])) == []


def broken_source():
    yield "He won."
    yield "She won."
    raise OSError("disk")


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        (["He won.", "She won.", 3, "They won."], TypeError),
        (["He won.", "She won.", Text("a\u200b", mentions=[(1, 2)]), "They won."], SpanError),
        (["He won.", "She won.", "\ud800", "They won."], stancekit.InputError),
        (broken_source(), OSError),
    ],
)
def test_pipe_raises_at_the_bad_item(blind, texts, error):
    documents = blind.pipe(texts)
    assert [next(documents).text, next(documents).text] == ["He won.", "She won."]
    with pytest.raises(error):
        next(documents)
    assert list(documents) == []


def test_pipe_of_one_text(blind):
    with pytest.raises(TypeError, match="a single str"):
        next(blind.pipe("He won."))


@pytest.fixture(scope="module")
def alone(model):
    return [model(text) for text in TEXTS]


def test_same_in_pipe(model, alone):
    for document, expected in zip(model.pipe(reversed(TEXTS)), reversed(alone), strict=True):
        assert_same(document, expected)


def test_same_after_pickling(model, alone):
    copy = pickle.loads(pickle.dumps(model))
    assert (copy.folder, copy.threads) == (model.folder, model.threads)
    assert_same(copy(ARTICLE), alone[0])


def test_same_from_eight_threads(tiny_model_folder, alone):
    fresh = stancekit.load(tiny_model_folder, threads=2)
    barrier = Barrier(8)

    def analyse(text) -> Document:
        barrier.wait()
        return fresh(text)

    with ThreadPoolExecutor(8) as pool:
        documents = list(pool.map(analyse, TEXTS[:2] * 4))
    for document, expected in zip(documents, alone[:2] * 4, strict=True):
        assert_same(document, expected)


def test_same_in_a_spawned_process(model, alone):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        documents = pool.map(model, TEXTS)
    for document, expected in zip(documents, alone, strict=True):
        assert_same(document, expected)


def test_a_sentence_reads_the_same_in_any_company(model, alone):
    for document in alone:
        for sentence in document.sentences:
            (single,) = model(sentence.text, split=False).sentences
            assert (single.opinion, single.bias) == pytest.approx((sentence.opinion, sentence.bias), abs=1e-4)


def test_no_negative_number_of_threads(tiny_model_folder):
    with pytest.raises(stancekit.InputError, match="threads is -1"):
        stancekit.load(tiny_model_folder, threads=-1)


@pytest.mark.parametrize("threads", [None, 3])
def test_pickling_leaves_the_default_number_of_threads_to_the_receiver(tiny_model_folder, threads):
    rebuild, _ = stancekit.load(tiny_model_folder, threads=threads).__reduce__()
    assert rebuild.keywords["threads"] == threads


def test_sentences_can_be_given(model):
    text = "Ana spoke; Ben left. They met."
    document = model(text, sentences=[(0, 10), (11, 30)])
    assert [sentence.text for sentence in document.sentences] == ["Ana spoke;", "Ben left. They met."]
    assert len(model(text, sentences=[(0, 10), (11, 30)], mentions=[(4, 14)]).sentences) == 1


@pytest.mark.parametrize(
    ("sentences", "message"),
    [
        ([(0, 10), (9, 20)], r"sentence \(9, 20\) begins before the end of \(0, 10\)"),
        ([(0, 99)], "lies outside the text"),
    ],
)
def test_bad_sentences_are_errors(sentences, message):
    with pytest.raises(stancekit.SpanError, match=message):
        stancekit.Text("Ana spoke; Ben left. They met.", sentences=sentences)
