"""Agreement of two codings."""

import numpy as np
import pytest

from stancekit.validation.metrics import accuracy, coincidences_of, krippendorff_alpha, macro_f1

NONE = 0  # a unit that a coder left out
FOUR_CODERS = [  # Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
    [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
]
TWO_CODERS = ["aabbdcccedda", "babbbccceddd"]  # section B
BINARY = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]  # section A


def counts(codes, labels):
    return np.array([[list(unit).count(label) for label in labels] for unit in zip(*codes, strict=True)], float)


@pytest.mark.parametrize(
    ("codes", "labels", "is_ordinal", "alpha"),
    [
        (BINARY, (0, 1), False, 0.095),
        (TWO_CODERS, "abcde", False, 0.692),
        (FOUR_CODERS, (1, 2, 3, 4, 5), False, 0.743),
        (FOUR_CODERS, (1, 2, 3, 4, 5), True, 0.815),
    ],
)
def test_alpha_is_that_of_the_published_examples(codes, labels, is_ordinal, alpha):
    coincidences = coincidences_of(counts(codes, labels))
    assert krippendorff_alpha(coincidences, is_ordinal=is_ordinal) == pytest.approx(alpha, abs=5e-4)


def test_alpha_is_1_for_equal_codings_and_undefined_for_a_single_label():
    assert krippendorff_alpha(np.diag([8.0, 4.0]), is_ordinal=False) == 1
    assert np.isnan(krippendorff_alpha(np.diag([8.0, 0.0]), is_ordinal=True))


def test_many_confusions_are_measured_at_once():
    confusions = np.array([[[6, 2], [1, 1]], [[5, 0], [0, 5]]], float)
    assert accuracy(confusions) == pytest.approx([0.7, 1])
    assert macro_f1(confusions) == pytest.approx([(12 / 15 + 2 / 5) / 2, 1])


def test_macro_f1_leaves_out_a_label_that_does_not_occur():
    assert macro_f1(np.array([[3.0, 0, 1], [0, 0, 0], [0, 0, 4]])) == pytest.approx((6 / 7 + 8 / 9) / 2)
