"""Submissions under way: judged one after the other, first come first served, whoever still listens.

How it works. `Queue` owns one worker thread for submissions; the judge blocks it, and measuring run time wants the
machine quiet, so they never overlap. A second thread does what must not wait behind them, such as warming the judge.
`Queue.start` returns a `Flight` at once. While the worker judges, each Event is handed to the event loop of the
request with `call_soon_threadsafe` and lands in the flight's own asyncio queue. A request that goes away stops
reading; the worker knows nothing of requests, finishes, and the attempt is stored all the same. On shutdown work that
has not begun is dropped, work that has begun is waited for.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from hotseat.model.attempt import Attempt
from hotseat.model.errors import HotseatError
from hotseat.model.event import Event
from hotseat.model.verdict import Judgement
from hotseat.web.errors import Refused

Outcome = Attempt | Judgement
Result = TypeVar("Result")
Work = Callable[[Callable[[Event], None]], Outcome]
WAITING_LIMIT = 16


@dataclass(frozen=True)
class Started:
    """The worker took the work up."""


News = Event | Started


class Flight:
    """One submission from the moment it is queued. ahead: how many are judged before it."""

    def __init__(self, ahead: int) -> None:
        self.ahead = ahead
        self.work: Future[Outcome] = Future()
        self._loop = asyncio.get_running_loop()
        self._news: asyncio.Queue[News | None] = asyncio.Queue()

    def tell(self, news: News | None) -> None:
        """Hand news to whoever listens; called on the worker thread. None ends."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._news.put_nowait, news)

    async def news(self) -> AsyncIterator[News]:
        """Events as they happen, until the work is done."""
        while (each := await self._news.get()) is not None:
            yield each

    async def finished(self) -> "Future[Outcome]":
        """Wait for the end without events."""
        async for _ in self.news():
            pass
        return self.work


class Queue:
    """One worker, first come first served."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="hotseat-judge")
        self._second = ThreadPoolExecutor(1, thread_name_prefix="hotseat-aside")
        self._waiting = 0
        self._lock = threading.Lock()

    def start(self, work: Work) -> Flight:
        """Queue the work. Raises Refused when too many wait already."""
        if self._waiting >= WAITING_LIMIT:
            error = HotseatError(
                "Too many submissions are waiting.", "", "Wait for one to finish, then submit again."
            )
            raise Refused(503, error)
        with self._lock:
            flight = Flight(self._waiting)
            self._waiting += 1
        flight.work = self._worker.submit(self._carry_out, work, flight)
        flight.work.add_done_callback(lambda _: flight.tell(None))
        return flight

    def aside(self, work: Callable[[], Result]) -> "Future[Result]":
        """Do something slow that is no submission, such as warming the judge; one at a time."""
        return self._second.submit(work)

    def _carry_out(self, work: Work, flight: Flight) -> Outcome:
        try:
            flight.tell(Started())
            return work(flight.tell)
        finally:
            with self._lock:
                self._waiting -= 1

    def close(self) -> None:
        """Finish what has begun, drop what has not."""
        self._second.shutdown(wait=True, cancel_futures=True)
        self._worker.shutdown(wait=True, cancel_futures=True)
