"""Spread work over processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait

from beatwise.compute.spread import MOST_LOSSES, Answer, Part, worker_lost


AHEAD = 2  # parts waiting for each process, so that none is idle


class Processes:
    """Works parts in processes of their own; where one is lost, its parts are worked anew.

    Each process starts afresh: nothing of this one's memory is shared, so a part says all.
    """

    def __init__(self, number: int):
        self._number = number
        self._stop_reader, self._stop = multiprocessing.get_context("spawn").Pipe(duplex=False)
        self._pool = self._new_pool()

    def run(self, function: Callable[[Part], Answer], parts: Sequence[Part]) -> Iterator[Answer]:
        """Call the function with each part; see ``Spread``.

        Raises ``Conflict`` when processes end again and again over the same part.
        """
        waiting: deque[tuple[Part, Future[Answer]]] = deque()
        to_come, losses = iter(parts), 0
        while True:
            while len(waiting) < AHEAD * self._number and (part := next(to_come, None)) is not None:
                waiting.append((part, self._submission(function, part)))
            if not waiting:
                return
            try:
                answer = waiting[0][1].result()
            except BrokenProcessPool:
                losses += 1
                if losses > MOST_LOSSES:
                    raise worker_lost() from None
                waiting = self._again(function, waiting)
                continue
            waiting.popleft()
            losses = 0
            yield answer

    def _again(
        self,
        function: Callable[[Part], Answer],
        waiting: deque[tuple[Part, Future[Answer]]],
    ) -> deque[tuple[Part, Future[Answer]]]:
        """Start new processes and give them what the lost ones had not finished."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._new_pool()
        return deque(
            (part, future if _is_finished(future) else self._submission(function, part))
            for part, future in waiting
        )

    def _submission(self, function: Callable[[Part], Answer], part: Part) -> Future[Answer]:
        """Give a part to the processes; the answer of one given to lost ones is that they are."""
        try:
            with _no_interruption():  # which a process inherits: Ctrl-C is for this one to answer
                return self._pool.submit(_answer_of, function, part)
        except BrokenProcessPool as error:
            lost: Future[Answer] = Future()
            lost.set_exception(error)
            return lost

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._number,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_watch_for_end,
            initargs=(self._stop_reader,),
        )

    def __enter__(self) -> Processes:
        """Return itself; processes start with the first parts."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """End the processes; after an error at once, for nobody waits for their answers."""
        if kind is not None:
            self._stop.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._stop.close()
        self._stop_reader.close()


def _is_finished(future: Future[Answer]) -> bool:
    return (
        future.done()
        and not future.cancelled()
        and not isinstance(future.exception(), BrokenProcessPool)
    )


@contextmanager
def _no_interruption() -> Iterator[None]:
    """Hold back Ctrl-C; it is answered when the block ends."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: a process ignores it once it has begun
        yield
        return
    resource_tracker.ensure_running()  # to start it lets signals in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the processes:

_SENDING = threading.Lock()  # held but while a part is worked: an answer is not cut off
_LOOK_SECONDS = 0.05


def _answer_of(function: Callable[[Part], Answer], part: Part) -> Answer:
    _SENDING.release()
    try:
        return function(part)
    finally:
        _SENDING.acquire()


def _watch_for_end(stop: Connection) -> None:
    """End this process when its work was given up, or the one that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _SENDING.acquire()
    threading.Thread(target=_wait_and_end, args=(stop,), daemon=True).start()


def _wait_and_end(stop: Connection) -> None:
    parent = multiprocessing.parent_process()
    gone = None if parent is None else parent.sentinel
    wait([stop, *([] if gone is None else [gone])])
    # An answer that is half sent would be waited for; but not where nobody is left to wait.
    while not _SENDING.acquire(timeout=_LOOK_SECONDS):
        if gone is not None and wait([gone], timeout=0):
            break
    os._exit(1)
