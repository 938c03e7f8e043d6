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
