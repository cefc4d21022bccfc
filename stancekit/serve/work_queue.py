"""The queue of the work on requests, which threads do."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from stancekit.serve.problems import Problem

Result = TypeVar("Result")


class Deadline:
    """The moment at which the answer to a request must be ready."""

    def __init__(self, seconds: float) -> None:
        """Start the time."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise a Problem if the time is over."""
        if time.monotonic() > self._end:
            raise self.problem()

    def problem(self) -> Problem:
        """Return the problem of an answer that is too late."""
        return Problem("timeout", f"The answer was not ready within {self.seconds:g} seconds; send less text.")


class WorkQueue:
    """Runs a number of pieces of work at once; the others wait in their order, up to a number.

    A thread cannot be stopped, so work whose answer is too late keeps its
    place until it ends; long work checks its `Deadline` in between.
    """

    def __init__(self, *, running: int, waiting: int, seconds: float) -> None:
        """Start without threads.

        Args:
            running: pieces of work at once.
            waiting: pieces of work that wait.
            seconds: the most seconds from the start of the waiting to the result.
        """
        self._threads = ThreadPoolExecutor(running, thread_name_prefix="stancekit-serve")
        self._capacity, self._seconds = running + waiting, seconds
        self._pending = 0  # changed in the event loop's thread alone

    async def run(self, work: Callable[[Deadline], Result]) -> Result:
        """Return the result of some work.

        Raises:
            Problem: too much work waits, or the result is too late.
        """
        if self._pending >= self._capacity:
            raise Problem("busy", "Too many requests wait; try again in some seconds.")
        deadline = Deadline(self._seconds)
        loop = asyncio.get_running_loop()
        future = self._threads.submit(work, deadline)
        self._pending += 1
        future.add_done_callback(lambda done: self._finished(loop, done))
        try:
            async with asyncio.timeout(self._seconds):
                return await asyncio.wrap_future(future)  # whose cancellation takes waiting work out of the queue
        except TimeoutError as error:
            raise deadline.problem() from error

    def close(self) -> None:
        """Take all waiting work out of the queue; what runs goes on."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _finished(self, loop: asyncio.AbstractEventLoop, _: Future[Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._release)

    def _release(self) -> None:
        self._pending -= 1
