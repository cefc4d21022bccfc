"""Calls with options of other libraries."""

import inspect
import pickle

import pytest

import stancekit
from stancekit.near_misses import explained


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"device_map": "auto"}, "load has no option device_map: it is called device, and a model runs on one."),
        ({"num_threads": 2}, "load has no option num_threads: it is called threads."),
        ({"trust_remote_code": True}, "a model folder holds no code"),
        ({"thread": 2}, "load has no option thread; did you mean threads? Its options: source, revision, threads, dev"),
        ({"zoom": 2}, "load has no option zoom. Its options: source, "),
    ],
)
def test_an_option_that_load_lacks_is_explained(options, message):
    with pytest.raises(TypeError) as error:
        stancekit.load(**options)
    assert message in str(error.value)


def test_an_option_that_a_call_lacks_is_explained(model):
    with pytest.raises(TypeError, match="has no option batch_size: texts go to pipe"):
        model("He won.", batch_size=8)
    with pytest.raises(TypeError, match="did you mean actors"):
        model("He won.", actor=["Berg"])


def test_a_function_keeps_its_signature_and_pickles():
    assert list(inspect.signature(stancekit.load).parameters) == [
        "source",
        "revision",
        "threads",
        "device",
        "providers",
    ]
    assert pickle.loads(pickle.dumps(stancekit.load)) is stancekit.load
    assert explained({})(len)([1, 2]) == 2
