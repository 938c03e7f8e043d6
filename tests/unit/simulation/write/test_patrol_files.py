"""The events file names the patrols."""

from __future__ import annotations

from tests.unit.simulation.written_rows import rows_of
from tests.worlds import small_county


def test_events_are_the_declared_ones(county_files: dict[str, bytes]) -> None:
    """Each patrolled hot spot is an event from the first patrolled month on."""
    events = rows_of(county_files["events.csv"])
    patrols = [event for event in events if event["kind"] == "patrol"]
    assert len(patrols) == sum(hot.patrolled for hot in small_county().hot_spots)
    assert {event["start"] for event in patrols} == {"2025-07"}
