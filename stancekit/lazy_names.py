"""Packages whose public names are imported on first use."""

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Any


def lazy_names(
    package: str,
    modules: Mapping[str, str],
    check: Callable[[str], None] = lambda _: None,
    *,
    packages: Collection[str] = (),
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a package (PEP 562).

    Args:
        package: the name of the package.
        modules: the module of each public name, relative to the package.
        check: raises an error if a name cannot be used here, such as one whose extra is missing.
        packages: public names that are packages in it.
    """

    def getattr_(name: str) -> Any:
        if name in packages:
            return import_module(f"{package}.{name}")
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        check(name)
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return getattr_, lambda: sorted([*modules, *packages])
