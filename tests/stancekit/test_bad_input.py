"""Contracts that hold for any text at all."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from stancekit import InputError, SpanError, Text
from stancekit.inputs import prose
from stancekit.labels import QUOTED_ROLES
from tests.support.fake_model import fake_model

ODD = st.text(
    st.sampled_from("aB.!? \n\r\t\x00\x07\x0c\x1f\x85\xa0\xad\u0301\u200b\u200d\u200f\u2028\ufeffİßﬁé漢한😀עا")
)
ANY = st.text() | ODD
quick = settings(max_examples=60)


def assert_contracts(document):
    """Offsets are exact, and nothing but white space lies outside sentences and unscored stretches."""
    text, position = document.text, 0
    for span in sorted((*document.sentences, *document.unscored), key=lambda span: span.start):
        assert position <= span.start < span.end
        assert not text[position : span.start].strip()
        position = span.end
    assert not text[position:].strip()
    actors = [mention for actor in document.actors for mention in actor.mentions]
    for span in (*document.sentences, *document.unscored, *document.mentions, *actors):
        assert span.text == text[span.start : span.end] != ""
    assert sorted(actors, key=lambda mention: (mention.start, mention.end)) == list(document.mentions)
    for mention in document.mentions:
        sentence = document.sentences[mention.sentence]
        assert sentence.start <= mention.start < mention.end <= sentence.end


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t\xa0\u2003\u3000"])
def test_blank(model, text):
    document = model(text)
    assert (document.text, document.sentences, document.actors, document.unscored) == (text, (), (), ())
    assert document.opinion_share is None and document.bias_share is None


def test_blank_with_actors(model):
    (actor,) = model(" ", actors=["Xi"]).actors
    assert actor.stance is None and actor.mentions == ()


@pytest.mark.parametrize("text", [None, b"He won.", 1.0, ["He won."]])
def test_not_a_str(model, text):
    with pytest.raises(TypeError, match="expected a str"):
        model(text)


@pytest.mark.parametrize("text", ["He \ud83d won.", "\udc80", "\ude00\ud83d"])
def test_lone_surrogate(model, text):
    with pytest.raises(InputError, match="lone surrogate"):
        model(text)


@pytest.mark.parametrize(("stop", "sentences"), [(". ", 5000), (", ", 1)])
def test_a_megabyte(tiny_model_folder, stop, sentences):
    text = ("The Mayor won " + "word" * 46 + stop) * 5000
    document = fake_model(tiny_model_folder)(text, actors=["mayor"])
    assert len(text) == 1_000_000
    assert len(document.sentences) == sentences
    assert len(document.mentions) == 5000
    assert_contracts(document)


def test_a_sentence_of_3000_words(model):
    text = " ".join(["mayor"] * 3000)
    document = model(text, mentions=[(0, 5), (len(text) - 5, len(text))])
    (sentence,) = document.sentences
    assert sentence.text == text
    assert document.mentions[0].given and document.mentions[-1].given
    assert_contracts(document)
    (sentence,) = model.logits(Text(text))
    assert sentence.logits["stance"].shape == (3000, 3)


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("😀👩‍👩‍👧 ", "Ana", " 😀."),
        ("e\u0301e\u0301 ", "Jose\u0301", " left."),
        ("", "Путин", " в Москве."),
        ("אמר ", "נתניהו", " היום."),
        ("\u202b", "محمد", "\u202c قال."),
        ("a\x00b\x07 ", "Xi\x00", " \x1b[0m won."),
        ("\ufeff", "Xi", "\u200b."),
        ("漢字", "習近平", "漢字"),
        ("ﬁ ½ ", "İzmir", " ß."),
    ],
)
def test_exact_offsets_in_any_script(model, before, name, after):
    span = (len(before), len(before) + len(name))
    document = model(before + name + after, mentions=[span])
    (mention,) = (mention for mention in document.mentions if mention.given)
    assert (mention.start, mention.end, mention.text) == (*span, name)
    assert_contracts(document)


def test_unscored_is_reported(model):
    document = model("He won.\n\x00\x07\n\u200b\nShe lied.")
    assert [(span.start, span.end, span.text) for span in document.unscored] == [
        (8, 10, "\x00\x07"),
        (11, 12, "\u200b"),
    ]
    assert [sentence.text for sentence in document.sentences] == ["He won.", "She lied."]
    assert {mention.sentence for mention in document.mentions} <= {0, 1}
    assert_contracts(document)


def test_nothing_scored(model):
    document = model("\x00\x00")
    assert document.sentences == () and len(document.unscored) == 1 and document.opinion_share is None


@quick
@given(ANY)
@example("A\xa0.")
@example("[SEP][CLS]")
@example("a\u0301\u0301.\u0301b")
def test_contracts_hold_for_any_text(model, text):
    assume(prose.fault(text) is None)
    assert_contracts(model(text))


@quick
@given(ANY)
def test_every_token_is_read(model, text):
    assume(prose.fault(text) is None)
    for sentence in model.logits(Text(text)):
        windows = sentence.tokens.windows
        assert {token for window in windows for token in range(*window)} == set(range(len(sentence.tokens.ids)))
        assert len(sentence.logits["stance"]) == len(sentence.logits["actor"]) == len(sentence.tokens.ids)


@quick
@given(ANY, ANY)
def test_any_sentence_reads_the_same_in_any_company(model, text, other):
    both = f"{other}\n{text}"
    assume(all(prose.fault(each) is None for each in (text, other, both)))
    documents = [model(both), *model.pipe([other, text])]
    for document in documents:
        for sentence in document.sentences:
            (single,) = model(sentence.text, split=False).sentences
            is_quoted = single.opinion is not None and sentence.role in QUOTED_ROLES  # which needs `split`
            opinion = 0.0 if is_quoted else single.opinion
            assert (opinion, single.bias) == pytest.approx((sentence.opinion, sentence.bias), abs=1e-4)
            found = {(mention.start, mention.end): mention.stance.score for mention in single.mentions}
            for mention in sentence.mentions:  # the rest of a document may make or unmake a name, but never its stance
                alone = found.get((mention.start - sentence.start, mention.end - sentence.start))
                assert alone is None or mention.stance.score == pytest.approx(alone, abs=2e-4)


@quick
@given(ANY, st.data())
def test_any_span_is_measured_or_refused(model, text, data):
    assume(prose.fault(text) is None)
    position = st.integers(0, len(text))
    span = (data.draw(position), data.draw(position))
    try:
        document = model(text, mentions=[span])
    except SpanError as error:
        assert str(span) in str(error)
        return
    (mention,) = (mention for mention in document.mentions if mention.given)
    assert (mention.start, mention.end, mention.text) == (*span, text[slice(*span)])
    assert mention.stance is not None


@quick
@given(ANY, st.sampled_from(["Xi", "José", "İzmir", "B", "漢"]), ANY)
def test_a_given_actor_is_found_in_any_text(model, before, name, after):
    text = f"{before} {name} {after}"
    assume(prose.fault(text) is None)
    document = model(text, actors=[name])
    actor = next(actor for actor in document.actors if actor.name == name)
    start = len(before) + 1
    assert (start, start + len(name)) in [(mention.start, mention.end) for mention in actor.mentions]
    assert_contracts(document)
