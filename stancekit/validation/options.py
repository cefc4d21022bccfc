"""The options of validation that have a fixed set of values."""

from typing import Literal, TypeAlias, get_args

TargetName: TypeAlias = Literal["opinion", "bias", "stance", "actor"]
Strategy: TypeAlias = Literal["stratified", "uncertain", "random"]

TARGET_NAMES: tuple[TargetName, ...] = get_args(TargetName)
STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)
