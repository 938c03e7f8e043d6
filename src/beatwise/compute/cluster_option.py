"""What ``--cluster`` says: this process, so many processes, or a scheduler's address."""

from __future__ import annotations

from contextlib import AbstractContextManager

from beatwise.compute.spread import Here, Spread
from beatwise.errors import UsageError


def spread_over(words: str | None) -> AbstractContextManager[Spread]:
    """Return what works: nothing is this process, ``local:N`` N processes, else a Dask scheduler.

    Raises ``UsageError`` for words that are neither, and for a scheduler without the extra.
    """
    if words is None:
        return Here()
    kind, _, rest = words.partition(":")
    if kind == "local":
        from beatwise.compute.local import Processes

        if not (rest.isdecimal() and int(rest)):
            raise _unclear(words)
        return Processes(int(rest))
    if "://" not in words:
        raise _unclear(words)
    from beatwise.compute.cluster import Cluster

    return Cluster(words)


def _unclear(words: str) -> UsageError:
    return UsageError(
        f"'{words}' says neither how many processes nor where a cluster is.",
        next_step="Give local:2 for two processes, or a Dask scheduler's address: "
        "tcp://10.0.0.5:8786.",
    )
