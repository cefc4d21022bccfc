"""Help for calls with an option that only other libraries have."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

# What users of other libraries try, and the rest of a sentence that tells them what to do instead.
LOAD_ADVICE = {
    "device_map": "it is called device, and a model runs on one",
    "num_threads": "it is called threads",
    "dtype": "the weights have the type that the model folder has",
    "trust_remote_code": "a model folder holds no code",
    "token": "log in once with hf auth login, or set HF_TOKEN",
}
CALL_ADVICE = {
    "batch_size": "texts go to pipe, which analyzes several at once",
    "targets": "name them in actors, or their spans in mentions",
    "target": "name it in actors, or its span in mentions",
}

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def explained(advice: Mapping[str, str]) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Have a function answer an unknown option with a TypeError that helps.

    Args:
        advice: for options that users of other libraries try, what to do
            instead, as the rest of a sentence.
    """

    def decorate(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        known = [name for name in signature(function).parameters if name != "self"]

        @wraps(function)
        def call(*args: Parameters.args, **options: Parameters.kwargs) -> Result:
            for name in options:
                if name not in known:
                    raise TypeError(_message(function.__qualname__, name, known, advice))
            return function(*args, **options)

        return call

    return decorate


def _message(function: str, name: str, known: list[str], advice: Mapping[str, str]) -> str:
    if name in advice:
        return f"{function} has no option {name}: {advice[name]}."
    close = get_close_matches(name, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else "."
    return f"{function} has no option {name}{hint} Its options: {', '.join(known)}."
