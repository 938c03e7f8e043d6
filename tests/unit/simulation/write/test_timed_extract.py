"""The timed extract is a force's own shape."""

from __future__ import annotations

import pandas as pd
from tests.unit.simulation.written_rows import rows_of
from tests.worlds import small_county

from beatwise.simulation.county_tables import timed


def test_wall_clock_times_are_londons(county_files: dict[str, bytes]) -> None:
    """Times are written as London's clocks showed them: an hour ahead of UTC in summer."""
    rows = timed(small_county())
    in_file = [row["Earliest"] for row in rows_of(county_files["incidents.csv"])]
    moments = pd.to_datetime(rows["start"], unit="s", utc=True).dt.tz_convert("Europe/London")
    on_the_wall = moments.dt.strftime("%d/%m/%Y %H:%M").where(rows["start"] >= 0, "")
    assert in_file == on_the_wall.tolist()
