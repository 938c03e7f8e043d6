"""What is said decides who does the work."""

from __future__ import annotations

import os
import sys

import pytest
from tests.unit.compute.works import square

from beatwise.compute.cluster_option import spread_over
from beatwise.compute.spread import Here
from beatwise.errors import UsageError


def test_without_words_the_work_is_done_here() -> None:
    """One part after the other, in this process."""
    with spread_over(None) as spread:
        assert list(spread.run(square, [1, 2, 3])) == [(n * n, os.getpid()) for n in (1, 2, 3)]


@pytest.mark.parametrize("words", ["", "2", "local", "local:", "local:0", "local:two", "host:8786"])
def test_words_that_say_nothing_are_refused(words: str) -> None:
    """Neither a number of processes nor an address: both are shown."""
    with pytest.raises(UsageError, match="neither") as refused:
        spread_over(words)
    assert "local:2" in str(refused.value)
    assert "tcp://" in str(refused.value)


def test_a_cluster_without_the_extra_says_how_to_get_it(monkeypatch) -> None:
    """Dask is needed for a scheduler's address, and for nothing else."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"beatwise\[cluster\]"):
        spread_over("tcp://127.0.0.1:8786")
    assert isinstance(spread_over(None), Here)
