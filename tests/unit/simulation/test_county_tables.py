"""The county as tables: months, spans and counts."""

from __future__ import annotations

import pandas as pd
from tests.worlds import small_county

from beatwise.simulation.county_tables import incidents, offences, timed


def test_months_agree_with_london_time() -> None:
    """An incident counts in the month that London's clocks show, summer and winter."""
    history = small_county().histories[0]
    local = pd.to_datetime(history.would.second, unit="s", utc=True).tz_convert("Europe/London")
    first = small_county().spec.span.first.number
    assert (local.year * 12 + local.month - 1 - first == history.would.month).all()


def test_the_true_moment_lies_within_the_span() -> None:
    """From is never after to, and what happened lies between them; some spans are long."""
    rows = timed(small_county())
    known = rows[rows["start"] >= 0]
    assert (known["start"] <= known["moment"]).all()
    assert (known["moment"] <= known["end"]).all()
    assert 0.005 < 1 - len(known) / len(rows) < 0.02
    hours = (known["end"] - known["start"]) / 3600
    assert (hours == 0).mean() > 0.5
    assert (hours > 24).any()


def test_tables_are_the_declared_ones() -> None:
    """The county is also had as validated tables, without files."""
    millshire = small_county()
    happened = sum(int(h.happened.sum()) for h in millshire.histories)
    assert len(offences(millshire)) == happened
    assert len(incidents(millshire)) < happened
