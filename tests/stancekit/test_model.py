"""A text in, a Document out."""

import numpy as np
import pytest

import stancekit
from stancekit import Document, Text
from stancekit.labels import HEADS
from tests.support.fake_model import fake_model
from tests.support.texts import ARTICLE


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


def test_logits_gives_the_logits_of_every_token(model):
    sentences = list(model.logits(Text(ARTICLE)))
    assert len(sentences) == len(model(ARTICLE).sentences) > 1
    for sentence in sentences:
        tokens = len(sentence.tokens.ids)
        assert {name: logits.shape[:-1] for name, logits in sentence.logits.items()} == {
            name: (tokens,) if head.level == "token" else () for name, head in HEADS.items()
        }
        assert all(np.isfinite(logits).all() for logits in sentence.logits.values())


def test_no_negative_number_of_threads(tiny_model_folder):
    with pytest.raises(stancekit.InputError, match="threads is -1"):
        stancekit.load(tiny_model_folder, threads=-1)
