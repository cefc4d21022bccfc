"""The gate that int8 has to pass."""

import pytest
from stancekit_training.export.model_folder import Parity, ParityError, check


@pytest.mark.parametrize(
    ("agreement", "changed", "int8", "holds"),
    [
        (0.995, 20, 0.797, True),
        (0.995, 20, 0.794, False),  # the score moves too far
        (0.995, 20, 0.806, False),  # upwards too
        (0.96, 160, 0.800, False),  # too many labels differ
        (0.96, 3, 0.760, True),  # three of 75
        (0.95, 4, 0.760, False),
    ],
)
def test_labels_and_scores_stay_unless_hardly_any_label_differs(agreement, changed, int8, holds):
    found = Parity("stance", agreement, changed, 0.8, int8)
    assert found.holds is holds
    if not holds:
        with pytest.raises(ParityError, match="stance: 0.9.* of labels equal, score 0.8000"):
            check([found])
