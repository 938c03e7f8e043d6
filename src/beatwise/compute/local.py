"""Spread work over processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from beatwise.compute.spread import MOST_LOSSES, Answer, Part, worker_lost


AHEAD = 2  # parts waiting for each process, so that none is idle


class Processes:
    """Works parts in processes of their own; where one is lost, its parts are worked anew.

    Each process starts afresh: nothing of this one's memory is shared, so a part says all.
    """

    def __init__(self, number: int):
        self._number = number
        self._pool = self._new_pool()

    def run(self, function: Callable[[Part], Answer], parts: Sequence[Part]) -> Iterator[Answer]:
        """Call the function with each part; see ``Spread``.

        Raises ``Conflict`` when processes end again and again over the same part.
        """
        waiting: deque[tuple[Part, Future[Answer]]] = deque()
        to_come, losses = iter(parts), 0
        while True:
            while len(waiting) < AHEAD * self._number and (part := next(to_come, None)) is not None:
                waiting.append((part, self._begun(function, part)))
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
            (part, future if _is_finished(future) else self._begun(function, part))
            for part, future in waiting
        )

    def _begun(self, function: Callable[[Part], Answer], part: Part) -> Future[Answer]:
        """Give a part to the processes; the answer of one given to lost ones is that they are."""
        try:
            return self._pool.submit(function, part)
        except BrokenProcessPool as error:
            lost: Future[Answer] = Future()
            lost.set_exception(error)
            return lost

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._number,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_end_with_parent,
        )

    def __enter__(self) -> Processes:
        """Return itself; processes start with the first parts."""
        return self

    def __exit__(self, *error: object) -> None:
        """Let the processes finish what they have begun, and end them."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _is_finished(future: Future[Answer]) -> bool:
    return (
        future.done()
        and not future.cancelled()
        and not isinstance(future.exception(), BrokenProcessPool)
    )


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: nobody would read its answers."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
