"""The names of devices."""

import pytest

import stancekit
from stancekit.errors import InputError
from stancekit.network.device import Device, parse_device


@pytest.mark.parametrize(
    ("name", "device"),
    [("cpu", Device()), ("cuda", Device("cuda")), ("cuda:0", Device("cuda")), ("cuda:1", Device("cuda", 1))],
)
def test_names(name, device):
    assert parse_device(name) == device
    assert parse_device(str(device)) == device


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("gpu", "; an NVIDIA GPU is called cuda."),
        ("gpu:0", "; an NVIDIA GPU is called cuda."),
        ("mps", "; the GPUs of Apple are not supported, and its processors run the model as cpu."),
        ("rocm", "; the GPUs of AMD are not supported."),
        ("auto", "; the device is never chosen for you."),
        ("cuda:first", "second GPU."),
        ("CUDA", "second GPU."),
        ("cpu:1", "second GPU."),
        (0, "second GPU."),
        (None, "second GPU."),
    ],
)
def test_another_name_lists_the_valid(tiny_model_folder, name, hint):
    with pytest.raises(InputError) as error:
        stancekit.load(tiny_model_folder, device=name)
    expected = f"device is {name!r}, expected 'cpu', 'cuda', or 'cuda:1' for the second GPU"
    assert str(error.value).startswith(expected) and str(error.value).endswith(hint)
