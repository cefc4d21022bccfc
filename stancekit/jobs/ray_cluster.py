"""The connection to a Ray cluster."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import ray

from stancekit.errors import JobError

LOOPBACK = "127.0.0.1"
USAGE_STATS = "RAY_USAGE_STATS_ENABLED"  # whether Ray reports its use
SEVERAL_MACHINES = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"  # whether Ray replaces the loopback address by a public one


def connect(address: str | None) -> None:
    """Connect to a cluster, or start one that only this machine reaches.

    Without a working directory of its own, Ray would have tasks import modules
    from the current one.

    Raises:
        JobError: this version of Ray does not keep to the loopback interface.
    """
    with tempfile.TemporaryDirectory() as empty, _variable(USAGE_STATS, "0"):
        environment = {"working_dir": empty, "env_vars": {"PYTHONSAFEPATH": "1"}}
        if address is not None:
            ray.init(address, runtime_env=environment)
            return
        with _variable(SEVERAL_MACHINES, "0"), _single_machine():
            ray.init("local", _node_ip_address=LOOPBACK, include_dashboard=False, runtime_env=environment)
    if ray.util.get_node_ip_address() != LOOPBACK:  # type: ignore[no-untyped-call]
        ray.shutdown()
        raise JobError("this version of Ray starts a cluster that other machines reach: pass the address of yours.")


@contextmanager
def _single_machine() -> Iterator[None]:
    """Have Ray, which read the variable when it was imported, behave as if it had been set then."""
    constants = ray._private.ray_constants
    before = getattr(constants, "ENABLE_RAY_CLUSTER", None)
    constants.ENABLE_RAY_CLUSTER = False
    try:
        yield
    finally:
        constants.ENABLE_RAY_CLUSTER = before


@contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    """Set an environment variable within the context, if the user has not set it."""
    is_set = name in os.environ
    os.environ.setdefault(name, value)
    try:
        yield
    finally:
        if not is_set:
            del os.environ[name]
