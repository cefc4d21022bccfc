"""The warnings about the input of a request, kept for its answer."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from stancekit.errors import ActorWarning, LanguageWarning, PageWarning

CATEGORIES = (ActorWarning, LanguageWarning, PageWarning)
_local = threading.local()


@contextmanager
def warnings_kept() -> Iterator[None]:
    """While this is active, warnings about inputs are kept by thread, for `collected_notes`.

    The filters of the module `warnings` belong to the whole process, so that
    this is entered once and not for each request.
    """
    with warnings.catch_warnings():
        for category in CATEGORIES:
            warnings.simplefilter("always", category)
        show = warnings.showwarning

        def keep(message: Warning | str, category: type[Warning], *place: Any) -> None:
            notes = getattr(_local, "notes", None)
            if issubclass(category, CATEGORIES) and notes is not None:
                notes.append(str(message))
            else:
                show(message, category, *place)

        warnings.showwarning = keep  # type: ignore[assignment]
        yield


@contextmanager
def collected_notes() -> Iterator[list[str]]:
    """Yield the list that gets the warnings of this thread's inputs."""
    notes: list[str] = []
    _local.notes = notes
    try:
        yield notes
    finally:
        del _local.notes
