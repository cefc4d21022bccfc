"""Apply a function to items in other threads, and keep their order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_ahead(submit: Callable[[Item], Future[Result]], items: Iterable[Item], *, ahead: int) -> Iterator[Result]:
    """Yield the results of items lazily, in order; an error is raised after the results before it.

    Args:
        submit: starts the work on one item.
        items: the items.
        ahead: greatest number of items in work beyond the one whose result is next.
    """
    pending: deque[Future[Result]] = deque()
    arriving = iter(items)
    failure: Exception | None = None
    try:
        while failure is None:
            try:
                pending.append(submit(next(arriving)))
            except Exception as error:  # StopIteration too: the results before it come first
                failure = error
            if len(pending) > ahead:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        for future in pending:  # after an error, or when the caller leaves
            future.cancel()
    if not isinstance(failure, StopIteration):
        raise failure
