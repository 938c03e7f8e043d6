"""Options: hours and costs by hand, ranges in order, break-even beside what can be detected."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from tests.unit.planning.options.worlds import document

from beatwise.fields import Fields
from beatwise.planning.options.appraisal import Design, break_evens, detectable_share, work_out
from beatwise.planning.options.appraisal_toml import read_appraisal
from beatwise.sources.plans.inputs import read_input


EXAMPLE = Path(__file__).parents[4] / "examples" / "market-towns" / "options.toml"


def test_one_person_by_hand() -> None:
    """260 days less 30 at 7.5 hours are 1,725 hours; £33,800 is £19.59 an hour."""
    walk = work_out(read_appraisal(Fields(document(), "o.toml")))[1]
    assert walk.people == pytest.approx(1.0)
    assert walk.cost[1] == pytest.approx(33_800)
    assert walk.per_hour is not None
    assert walk.per_hour[1] == pytest.approx(33_800 / 1725)


def test_abstraction_makes_hours_dearer() -> None:
    """Losing a fifth of hours makes each delivered hour a quarter dearer."""
    plain = work_out(read_appraisal(Fields(document(), "o")))[1].per_hour
    lost = work_out(read_appraisal(Fields(document(abstraction=0.2), "o")))[1].per_hour
    assert plain is not None
    assert lost is not None
    assert lost[1] / plain[1] == pytest.approx(1.25)


def test_low_is_never_dearer_than_high() -> None:
    """In the example every option's low, central and high cost stand in order."""
    for one in work_out(read_appraisal(read_input(EXAMPLE))):
        assert one.cost[0] <= one.cost[1] <= one.cost[2]


def test_the_widest_swing_comes_first() -> None:
    """The tornado is sorted, and each swing moves one figure alone."""
    given = document(pay_year={"low": 20_000, "central": 26_000, "high": 30_000},
                     on_costs={"low": 0.29, "central": 0.3, "high": 0.31})  # fmt: skip
    swings = work_out(read_appraisal(Fields(given, "o")))[1].swings
    assert [s.figure for s in swings] == ["pay_year", "on_costs"]
    assert swings[0].low == pytest.approx(20_000 * 1.3 / 1725)


def test_break_even_stands_beside_what_can_be_seen() -> None:
    """£33,800 a year at £100 an incident is 28.2 a month of 100; the design sees 34 or more."""
    appraisal = read_appraisal(Fields(document(), "o"))
    even = next(b for b in break_evens(appraisal, work_out(appraisal)) if b.option == "walk")
    assert even.incidents is not None
    assert even.incidents[1] == pytest.approx(33_800 / 1200)
    share = 1 - math.exp(-2.8 * math.sqrt(4 / 1200))
    assert even.detectable == pytest.approx(100 * share)


def test_more_places_and_less_drift_see_more() -> None:
    """What can be detected shrinks with places and grows with drift, whatever the rate."""
    few, many = Design(3, 3, 24, 12, 0.2, 1.5), Design(12, 12, 24, 12, 0.2, 1.5)
    assert detectable_share(60, many) < detectable_share(60, few)
    calm = Design(3, 3, 24, 12, 0.1, 1.5)
    assert detectable_share(60, calm) < detectable_share(60, few)


def test_unsourced_figures_are_marked() -> None:
    """A bare number is unsourced; a source without a date is not checked."""
    given = document(
        pay_year={"central": 26_000, "source": "pay scale", "checked": "2026-11-22"},
        on_costs={"central": 0.3, "source": "finance"},
    )
    marks = work_out(read_appraisal(Fields(given, "o")))[1].marks
    assert "on_costs: not checked" in marks
    assert "hours_week: unsourced" in marks
    assert not any(mark.startswith("pay_year") for mark in marks)


def test_a_mix_lies_between_its_parts() -> None:
    """Half of each costs half of each."""
    given = document()
    other = {**given["option"][1], "id": "dear"}
    other["workforce"] = {**other["workforce"], "pay_year": 52_000}
    mix = {"id": "m", "name": "M", "kind": "mix", "mix": {"walk": 0.5, "dear": 0.5}}
    given["option"] += [other, mix]
    worked = {w.option.id: w for w in work_out(read_appraisal(Fields(given, "o")))}
    assert worked["m"].cost[1] == pytest.approx(
        (worked["walk"].cost[1] + worked["dear"].cost[1]) / 2
    )
