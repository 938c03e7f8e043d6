"""Which shift each device was out on."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.delivery.delivery_world import HERE, at, joined, ms, plan, shift, walked

from beatwise.delivery.patrols.device_clocks import clock_estimates
from beatwise.delivery.patrols.patrol_spans import patrol_spans


def test_a_device_that_reports_in_a_shift_was_out_on_the_whole_of_it() -> None:
    """Three of eight hours with positions are a span of eight hours."""
    [span] = patrol_spans(walked((), at(9), at(12)), plan())
    assert (span.shift, span.hours, span.beat) == ("20260305-north-9", 8, "North")


def test_positions_outside_every_shift_are_a_span_of_their_own() -> None:
    """Two hours in the evening count as walked outside the plan; five minutes do not."""
    evening = patrol_spans(walked((), at(19), at(21)), plan())
    assert [(s.shift, s.hours) for s in evening] == [("", 2)]
    assert patrol_spans(walked((), at(19), at(19, 5)), plan()) == []


def test_of_shifts_that_overlap_the_nearest_beat_is_the_devices_own() -> None:
    """Two beats at the same hours, ten kilometres apart."""
    world = plan()
    far = tuple(
        replace(s, id=f"far-{s.id}", beat="South", easting=s.easting + 10_000) for s in world.spots
    )
    base = replace(world.bases[0], beat="South", easting=world.bases[0].easting + 10_000)
    south = replace(shift(5), id="south", beat="South")
    both = replace(
        world, spots=(*world.spots, *far), bases=(*world.bases, base),
        shifts=(south, *world.shifts),
    )  # fmt: skip
    pings = walked([(at(10), at(11), HERE)], at(9), at(17))
    assert [s.beat for s in patrol_spans(pings, both)] == ["North"]


def test_a_clock_that_is_always_off_alike_is_noticed_and_nothing_is_changed() -> None:
    """Four shifts that seem to start 20 minutes late each time; and a position in the future."""
    world = plan((2, 3, 4, 5))
    parts = [walked((), at(9, 20, day=d), at(17, 20, day=d)) for d in (2, 3, 4, 5)]
    late = joined(parts)
    spans = patrol_spans(late, world)
    [estimate] = clock_estimates(late, spans)
    assert (estimate.offset_s, estimate.sign) == (-1200, "off the shifts' starts")
    [ahead] = clock_estimates(late, spans, now=ms(at(17, day=5)))
    assert (ahead.offset_s, ahead.sign) == (-1200, "in the future")
    right = walked((), at(9), at(17))
    assert clock_estimates(right, patrol_spans(right, plan())) == []
