"""The gate that int8 has to pass."""

import pytest
from stancekit_training.errors import ParityError
from stancekit_training.evaluation.parity import HeadParity
from stancekit_training.export.parity_gate import check_parity, holds


@pytest.mark.parametrize(
    ("agreement", "changed", "int8", "expected"),
    [
        (0.995, 20, 0.797, True),
        (0.995, 20, 0.794, False),  # the score moves too far
        (0.995, 20, 0.806, False),  # upwards too
        (0.96, 160, 0.800, False),  # too many labels differ
        (0.96, 3, 0.760, True),  # three of 75
        (0.95, 4, 0.760, False),
    ],
)
def test_labels_and_scores_stay_unless_hardly_any_label_differs(agreement, changed, int8, expected):
    parity = HeadParity("stance", agreement, 0.8, int8, changed)
    assert holds(parity) is expected
    if not expected:
        with pytest.raises(ParityError, match="stance: 0.9.* of labels equal, score 0.8000"):
            check_parity([parity])
