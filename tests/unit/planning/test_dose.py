"""Doses of presence: the presets, and what is no dose."""

from __future__ import annotations

import pytest

from beatwise.errors import UsageError
from beatwise.planning.dose import PRESETS, Dose, preset


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_its_name_and_says_whose_number_it_is(name: str) -> None:
    """A preset is called what it is looked up by, with a source and a caution."""
    dose = preset(name)
    assert dose.name == name
    assert dose.source
    assert dose.caution


def test_another_name_is_refused_with_those_there_are() -> None:
    """The message names what was asked for, the next step what there is."""
    with pytest.raises(UsageError, match="no dose called 'double'") as caught:
        preset("double")
    assert caught.value.next_step == f"Use one of: {', '.join(PRESETS)}."


@pytest.mark.parametrize(("visit", "revisit"), [(1, 1), (15, 15), (1440, 1440)])
def test_a_visit_may_fill_its_block(visit: int, revisit: int) -> None:
    """From one minute to a whole day, a visit may last as long as the time to the next."""
    assert Dose("x", visit_minutes=visit, revisit_minutes=revisit).visit_minutes == visit


@pytest.mark.parametrize(("visit", "revisit"), [(0, 60), (61, 60), (15, 1441)])
def test_a_visit_longer_than_its_block_is_refused(visit: int, revisit: int) -> None:
    """No visit, one longer than its block, and a block longer than a day are refused."""
    with pytest.raises(UsageError, match=f"a visit of {visit} minutes"):
        Dose("x", visit_minutes=visit, revisit_minutes=revisit)


@pytest.mark.parametrize("change", [{"run_days": 0}, {"days_a_week": 8}, {"days_a_week": -1},
                                    {"visits_a_week": -1}])  # fmt: skip
def test_days_that_no_week_has_are_refused(change: dict[str, int]) -> None:
    """Runs have a day at least, and a week has none to seven."""
    with pytest.raises(UsageError, match="run_days is at least 1 and days_a_week 0 to 7"):
        Dose("x", **change)


@pytest.mark.parametrize("change", [{"run_days": 1}, {"days_a_week": 0}, {"days_a_week": 7},
                                    {"visits_a_week": 0}])  # fmt: skip
def test_the_least_and_the_most_days_are_days(change: dict[str, int]) -> None:
    """Runs of one day, none or seven days a week and no least number of visits are a dose."""
    dose = Dose("x", **change)
    assert {name: getattr(dose, name) for name in change} == change


# Minutes of a visit, minutes to the next, days in a row, days a week, visits a week.
TABLE = {
    "standard": (15, 120, 3, 1, 1),
    "daily": (15, 480, 1, 7, 5),
    "three-a-day": (15, 160, 3, 1, 1),
    "hourly": (15, 60, 3, 1, 1),
}


def test_every_figure_of_every_preset() -> None:
    """Each preset has the minutes and days of its source, and no run that must be kept."""
    assert set(TABLE) == set(PRESETS)
    for name, row in TABLE.items():
        d = preset(name)
        figures = (d.visit_minutes, d.revisit_minutes, d.run_days, d.days_a_week, d.visits_a_week)
        assert figures == row
        assert d.gap_minutes is None
        assert not d.must_run


@pytest.mark.parametrize(
    ("visit", "revisit", "gap"), [(15, 120, 75), (15, 61, 30), (60, 60, 0), (45, 60, 0)]
)
def test_visits_begin_three_quarters_of_their_block_apart(
    visit: int, revisit: int, gap: int
) -> None:
    """Of two hours ninety minutes, less the visit; in whole minutes, and never below none."""
    assert Dose("x", visit_minutes=visit, revisit_minutes=revisit).revisit_gap == gap


@pytest.mark.parametrize("gap", [0, 1, 45])
def test_a_gap_may_be_stated_up_to_what_the_block_leaves(gap: int) -> None:
    """An hour less a visit of 15 minutes leaves 45."""
    assert Dose("x", revisit_minutes=60, gap_minutes=gap).revisit_gap == gap


@pytest.mark.parametrize("gap", [-1, 46])
def test_a_gap_that_the_block_has_no_room_for_is_refused(gap: int) -> None:
    """Less than none, and a minute more than is left."""
    with pytest.raises(UsageError, match=f"cannot lie {gap} minutes apart") as caught:
        Dose("x", revisit_minutes=60, gap_minutes=gap)
    assert caught.value.next_step == "Give a gap from 0 to 45 minutes."
