"""Logits to probabilities and spans."""

import numpy as np
import pytest

from stancekit.labels import ACTOR
from stancekit.network.decoding import Decoder, SentenceLogits, merge_windows
from stancekit.network.manifest import HeadSettings
from stancekit.network.tokenization import Tokens


def make_tokens(offsets, word_starts=None, windows=None):
    return Tokens(
        ids=np.arange(len(offsets)),
        casing=np.zeros(len(offsets), dtype=np.int64),
        offsets=np.array(offsets).reshape(-1, 2),
        word_starts=np.array([True] * len(offsets) if word_starts is None else word_starts),
        windows=windows or ((0, len(offsets)),),
    )


def characters(length, windows):
    return make_tokens([(position, position + 1) for position in range(length)], windows=windows)


def rows(window, value):
    """Token logits of a window that name the window and the token; special tokens are NaN."""
    tokens = [[value, token, 0.0] for token in range(*window)]
    return np.array([[np.nan] * 3, *tokens, [np.nan] * 3], dtype=np.float32)


def test_one_window_loses_its_special_tokens():
    logits = merge_windows(characters(3, ((0, 3),)), [{"stance": rows((0, 3), 7.0), "opinion": np.float32([1, 2])}])
    assert logits["stance"].tolist() == [[7, 0, 0], [7, 1, 0], [7, 2, 0]]
    assert logits["opinion"].tolist() == [1, 2]


def test_a_token_comes_from_the_window_where_it_is_most_central():
    windows = ((0, 6), (4, 10), (5, 11))
    outputs = [{"stance": rows(window, float(number))} for number, window in enumerate(windows)]
    merged = merge_windows(characters(11, windows), outputs)["stance"]
    assert merged[:, 1].tolist() == list(range(11))
    assert merged[:, 0].tolist() == [0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2]


def test_windows_that_only_touch():
    windows = ((0, 3), (3, 6))
    outputs = [{"stance": rows(window, float(number))} for number, window in enumerate(windows)]
    assert merge_windows(characters(6, windows), outputs)["stance"][:, 0].tolist() == [0, 0, 0, 1, 1, 1]


def test_sentence_logits_are_weighed_by_newly_covered_tokens():
    windows = ((0, 6), (4, 10), (5, 11))
    outputs = [{"opinion": np.float32([value, 0])} for value in (11.0, 22.0, 44.0)]
    merged = merge_windows(characters(11, windows), outputs)["opinion"]
    assert merged == pytest.approx([(6 * 11 + 4 * 22 + 1 * 44) / 11, 0])


SHY = {"outside_cost": 1.6, "begin_cost": 1.0, "adjacent_cost": 2.0}  # the settings of a network that misses names


def decode(text, tokens, logits, end=None, temperature=1.0):
    heads = {name: HeadSettings(temperature, **(SHY if name == "actor" else {})) for name in logits}
    return Decoder(heads).decode(SentenceLogits(text, 0, len(text) if end is None else end, tokens, logits))


def test_probability_is_calibrated():
    tokens = make_tokens([(0, 3)])
    logits = {"opinion": np.log(np.float32([1, 9]))}
    assert decode("won", tokens, logits).opinion == pytest.approx(0.9)
    assert decode("won", tokens, logits, temperature=2.0).opinion == pytest.approx(0.75)
    assert decode("won", tokens, logits).bias is None


def test_stance_is_the_mean_over_the_tokens_of_the_span():
    logits = {"stance": np.log(np.float32([[1, 1, 16], [1, 1, 1], [99, 1, 1]]))}
    predictions = decode("ab cd", make_tokens([(0, 1), (1, 2), (3, 5)]), logits)
    stance = predictions.stance(0, 2)
    assert (stance.against, stance.neutral, stance.favor) == pytest.approx((1 / 6, 1 / 6, 4 / 6))
    assert stance.score == pytest.approx(0.5) and stance.label == "favor"
    assert predictions.stance(4, 5).label == "against"
    assert predictions.covers(0, 2) and not predictions.covers(2, 3)


def test_stance_without_the_head_is_none():
    assert decode("ab", make_tokens([(0, 2)]), {"opinion": np.float32([0, 0])}).stance(0, 2) is None


def tagged(*tags: str):
    """Logits as sure as a fitted network's."""
    return {"actor": 9 * np.eye(len(ACTOR), dtype=np.float32)[[ACTOR.index(tag) for tag in tags]]}


def test_actor_spans_take_whole_words():
    text = "Obama met Xi."
    tokens = make_tokens([(0, 2), (2, 5), (6, 9), (10, 12), (12, 13)], [True, False, True, True, True])
    logits = tagged("B-person", "O", "O", "B-place", "O")
    assert decode(text, tokens, logits).actors == [(0, 5, "person"), (10, 12, "place")]


def test_actor_spans_join_words():
    tokens = make_tokens([(0, 1), (2, 3), (4, 5)])
    logits = tagged("B-person", "I-person", "B-person")
    assert decode("a b c", tokens, logits).actors == [(0, 3, "person"), (4, 5, "person")]


def test_actor_spans_mend_a_name_that_changes_kind():
    tokens = make_tokens([(0, 1), (2, 3), (4, 5)])
    logits = tagged("B-person", "I-person", "I-organization")
    logits["actor"][2, ACTOR.index("I-person")] = 8.5
    assert decode("a b c", tokens, logits).actors == [(0, 5, "person")]


def test_a_doubtful_second_name_belongs_to_the_first():
    tokens = make_tokens([(0, 1), (2, 3)])
    logits = tagged("B-person", "B-person")
    logits["actor"][1, ACTOR.index("I-person")] = 7
    assert decode("a b", tokens, logits).actors == [(0, 3, "person")]


def test_a_word_that_is_nearly_a_name_is_one():
    tokens = make_tokens([(0, 1), (2, 3)])
    logits = tagged("O", "O")
    logits["actor"][:, ACTOR.index("B-person")] = (8.6, 8.3)
    assert decode("a b", tokens, logits).actors == [(0, 1, "person")]
    assert logits["actor"][0, 0] == 9  # what was read stays as it was


def test_actor_spans_take_in_combining_marks():
    text = "Jose\u0301\u0301 x"
    tokens = make_tokens([(0, 4), (7, 8)])
    assert decode(text, tokens, tagged("B-person", "O")).actors == [(0, 6, "person")]
    assert decode(text, tokens, tagged("B-person", "O"), end=5).actors == [(0, 5, "person")]


def test_punctuation_is_no_actor():
    assert decode("-- x", make_tokens([(0, 2), (3, 4)]), tagged("B-person", "O")).actors == []


def test_actor_spans_without_the_head():
    assert decode("x", make_tokens([(0, 1)]), {}).actors is None
