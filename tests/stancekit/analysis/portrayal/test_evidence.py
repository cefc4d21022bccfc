"""The numbers of an actor's mentions."""

from dataclasses import replace

import numpy as np
import pytest

from stancekit import Text
from stancekit.analysis.portrayal.evidence import (
    ACTOR_FEATURES,
    MENTION_FEATURES,
    MENTION_SIZE,
    VECTOR_SIZE,
    ArticleEvidence,
)

TEXT = "The mayor lied\nAna Roth met the mayor. Bo said Ana Roth is good.\nAna Roth met the mayor.\nAna Roth left."
ACTORS = ("Ana Roth", "Bo", "mayor")
TITLE = (0, 14)
STRUCTURE, COUNTS = slice(7, 17), slice(0, 4)  # features that no logit changes: form, role and place; counts


def read(model, text=TEXT, *, actors=ACTORS, **options):
    """Return the document of a text, and the evidence with random portrayal vectors."""
    source = Text(text, actors=actors, **options)
    random = np.random.default_rng(0)
    sentences = []
    for logits in model.logits(source):
        vectors = random.normal(size=(len(logits.tokens.ids), VECTOR_SIZE)).astype(np.float32)
        sentences.append(replace(model.decoder.decode(logits), portrayal=vectors))
    document = model(source)
    return document, sentences, ArticleEvidence(document, sentences)


def by_name(document, name):
    return next(actor for actor in document.actors if actor.name == name)


def test_mentions_of_a_repeated_sentence_count_once(model):
    document, _, article = read(model, title=TITLE)
    roth = by_name(document, "Ana Roth")
    evidence = article.of_actor(roth)
    starts = [document.mentions[index].start for index in evidence.mentions]
    assert starts == [15, 47, 89]
    assert [document.text[start : start + 8] for start in starts] == ["Ana Roth"] * 3 and len(roth.mentions) == 4
    assert evidence.vectors.shape == (3, VECTOR_SIZE) and evidence.features.shape == (3, MENTION_FEATURES)
    assert evidence.actor.shape == (ACTOR_FEATURES,)
    assert all(part.dtype == np.float32 for part in (evidence.vectors, evidence.features, evidence.actor))


def test_a_vector_is_of_the_mention_and_of_its_sentence(model):
    document, sentences, article = read(model)
    evidence = article.of_actor(by_name(document, "Ana Roth"))
    mention = document.mentions[evidence.mentions[0]]
    sentence = sentences[mention.sentence]
    inside = [mention.start < end and start < mention.end for start, end in sentence.tokens.offsets.tolist()]
    assert evidence.vectors[0, :MENTION_SIZE] == pytest.approx(
        sentence.portrayal[inside, :MENTION_SIZE].mean(0), abs=1e-6
    )
    assert evidence.vectors[0, MENTION_SIZE:] == pytest.approx(sentence.portrayal[:, MENTION_SIZE:].mean(0), abs=1e-6)


def test_features_of_a_mention(model):
    document, _, article = read(model, title=TITLE)
    mayor = article.of_actor(by_name(document, "mayor"))
    first = document.mentions[mayor.mentions[0]]
    row = mayor.features[0]
    assert row[:2] == pytest.approx([first.stance.against, first.stance.favor], abs=1e-6)
    assert row[2] == pytest.approx(np.log(first.stance.against / first.stance.neutral), abs=1e-4)
    assert row[11] == 1 and mayor.features[1, 11] == 0  # the headline
    assert row[15] == 0 and 0 < mayor.features[1, 15] < 1  # the place in the article
    assert mayor.features[1, 21] == 1  # another actor in the sentence


def test_no_feature_is_a_name(model):
    one, _, first = read(model)
    other, _, second = read(
        model, TEXT.replace("Bo", "Al").replace("Ana Roth", "Lea Vogt"), actors=("Lea Vogt", "Al", "mayor")
    )
    assert by_name(one, "mayor").name == by_name(other, "mayor").name
    before, after = first.of_actor(by_name(one, "mayor")), second.of_actor(by_name(other, "mayor"))
    assert before.features[:, STRUCTURE] == pytest.approx(after.features[:, STRUCTURE])
    assert before.actor[COUNTS] == pytest.approx(after.actor[COUNTS])


def test_an_actor_without_a_mention_has_no_evidence(model):
    document, _, article = read(model, text="Nobody came.")
    assert [article.of_actor(actor) for actor in document.actors if actor.name in ACTORS] == [None] * 3


def test_mentions_outside_of_the_article_do_not_count(model):
    text = "Ana Roth met the mayor.\n\nADVERTISEMENT: Ana Roth\n"
    document, _, article = read(model, text, roles=[(25, 48, "boilerplate")])
    assert [article.of_actor(by_name(document, "Ana Roth")).mentions] == [(0,)]


def test_predictions_without_vectors(model):
    source = Text(TEXT, actors=ACTORS)
    document = model(source)
    article = ArticleEvidence(document, [model.decoder.decode(logits) for logits in model.logits(source)])
    with pytest.raises(ValueError, match="no portrayal vectors"):
        article.of_actor(by_name(document, "Bo"))


def test_the_work_grows_with_the_text_alone(model):
    names = " and ".join(f"Ana Roth met Bo {number}" for number in range(60))
    document, _, article = read(model, names + ".", split=False)
    evidence = article.of_actor(by_name(document, "Ana Roth"))
    assert len(evidence.mentions) == 60 and np.isfinite(evidence.features).all()
