"""Spread work over a Dask cluster that somebody runs: its scheduler and workers are Dask's own.

Workers need the same Beatwise and the workspace under the same path. Whoever reaches a scheduler
can run any code on its workers, so it belongs on a private network or behind Dask's own TLS.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from beatwise.compute.spread import Answer, Part, worker_lost
from beatwise.errors import Conflict, MissingData, UsageError


if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 3  # parts waiting for each worker
WAIT_SECONDS = 10


class Cluster:
    """Works parts on the workers of the Dask scheduler at an address.

    Raises ``UsageError`` without the extra, ``MissingData`` when no scheduler answers.
    """

    def __init__(self, address: str):
        self._address = address
        self._client = _client(address)

    def run(self, function: Callable[[Part], Answer], parts: Sequence[Part]) -> Iterator[Answer]:
        """Call the function with each part; see ``Spread``.

        A lost worker's parts are worked by another. Raises ``Conflict`` when workers end again and
        again over the same part, and when the scheduler is gone.
        """
        waiting: deque[Future] = deque()
        to_come = iter(parts)
        try:
            most = AHEAD * self._workers()
            while True:
                while len(waiting) < most and (part := next(to_come, None)) is not None:
                    waiting.append(self._client.submit(function, part, pure=False))
                if not waiting:
                    return
                with _lost_as_errors(self._address):
                    answer: Answer = waiting.popleft().result()
                yield answer
        finally:
            if waiting and self._client.status == "running":
                self._client.cancel(list(waiting))

    def _workers(self) -> int:
        try:
            self._client.wait_for_workers(1, timeout=WAIT_SECONDS)
        except TimeoutError:
            raise MissingData(
                "the cluster has no worker.",
                place=self._address,
                next_step=f"Start one with: dask worker {self._address}",
            ) from None
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def __enter__(self) -> Cluster:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Leave the cluster; it goes on for others."""
        self._client.close(timeout=WAIT_SECONDS)


@contextmanager
def _lost_as_errors(address: str) -> Iterator[None]:
    from distributed import KilledWorker
    from distributed.client import FutureCancelledError
    from distributed.comm import CommClosedError

    try:
        yield
    except KilledWorker:
        raise worker_lost() from None
    except (FutureCancelledError, CommClosedError):
        raise Conflict(
            "the cluster's scheduler is gone.",
            place=address,
            next_step="Start it again and repeat the command: what was written stays.",
        ) from None


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "a cluster needs Dask, which is not installed.",
            next_step='Install it with: pip install "beatwise[cluster]"; or use local:N.',
        ) from None
    try:
        return Client(address, timeout=WAIT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise MissingData(
            f"no Dask scheduler answers ({type(error).__name__}).",
            place=address,
            next_step="Start one with: dask scheduler; and give the address it prints.",
        ) from None
