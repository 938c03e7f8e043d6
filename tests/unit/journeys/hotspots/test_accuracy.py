"""What is read to score the ways of ranking cells."""

from __future__ import annotations

import beatwise
from beatwise.clock import MonthRange
from beatwise.journeys.hotspots import accuracy


def test_the_rows_of_one_force_are_read_once(monkeypatch) -> None:
    """Both passes count the same rows: the second waits for the bandwidth of the first."""
    accuracy._COUNTS.clear()  # another test may have counted the example
    read = []
    real = accuracy._counts_of_force
    monkeypatch.setattr(
        accuracy, "_counts_of_force", lambda *words: read.append(words) or real(*words)
    )
    train, score = map(MonthRange.parse, ("2025-01:2025-09", "2025-10:2025-12"))
    table = accuracy.measure_accuracy(beatwise.example(), ["asb"], [], train, score)
    assert table.rolled
    assert len(read) == 1
