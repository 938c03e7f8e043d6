"""Work on a Dask scheduler with workers of its own, on this machine's loopback."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks._dask_cluster import Dask
from tests.unit.compute import works

from beatwise.compute.cluster_option import spread_over
from beatwise.errors import Conflict, MissingData, Refused


SEED = 14


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    """A scheduler with two workers."""
    cluster = Dask(tmp_path)
    try:
        cluster.add_worker()
        cluster.add_worker()
        yield cluster
    finally:
        cluster.end()


def test_workers_give_what_one_process_gives(dask: Dask) -> None:
    """In the order of the parts; an error comes back whole."""
    with spread_over(dask.address) as spread:
        answers = list(spread.run(works.square, range(20)))
        assert [answer for answer, _ in answers] == [n * n for n in range(20)]
        assert {process for _, process in answers} <= {one.pid for one in dask.workers}
        with pytest.raises(Refused) as refused:
            list(spread.run(works.refused_at_three, range(9)))
        assert refused.value.next_step == "Leave it out."


def test_a_killed_worker_loses_nothing(dask: Dask) -> None:
    """At a moment drawn by a seed one of the two is killed; the other works its parts too."""
    moment = random.Random(SEED).randrange(2, 8)
    with spread_over(dask.address) as spread:
        numbers = []
        for number in spread.run(works.slowly, range(12)):
            numbers.append(number)
            if len(numbers) == moment:
                dask.workers[0].send_signal(signal.SIGKILL)
    assert numbers == list(range(12))


def test_a_killed_scheduler_is_one_clear_error(dask: Dask) -> None:
    """Nobody waits for ever, and the address is named."""
    with spread_over(dask.address) as spread:
        answers = spread.run(works.slowly, range(40))
        assert [next(answers) for _ in range(3)] == [0, 1, 2]
        dask.scheduler.send_signal(signal.SIGKILL)
        with pytest.raises(Conflict, match="scheduler is gone"):
            list(answers)


def test_no_scheduler_and_no_worker_are_said(tmp_path: Path, monkeypatch) -> None:
    """Each says how to start what is missing."""
    monkeypatch.setattr("beatwise.compute.cluster.WAIT_SECONDS", 1)
    with pytest.raises(MissingData, match="no Dask scheduler"):
        spread_over("tcp://127.0.0.1:9")
    bare = Dask(tmp_path)
    try:
        with spread_over(bare.address) as spread, pytest.raises(MissingData, match="no worker"):
            list(spread.run(works.square, [1]))
    finally:
        bare.end()
