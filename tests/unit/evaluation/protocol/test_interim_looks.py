"""How much of the level each look spends."""

from __future__ import annotations

import pytest

from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput
from beatwise.evaluation.protocol.interim_looks import last_level, levels, spent


def test_looks_spend_the_level_and_no_more() -> None:
    """Half way almost nothing is spent; together the looks spend .05."""
    assert spent(0.05, 0.5) == pytest.approx(0.0056, abs=2e-4)
    assert sum(levels(0.05, [0.25, 0.5, 1.0])) == pytest.approx(0.05)
    with pytest.raises(BadInput):
        spent(0.05, 0)


PATROLS = MonthRange.parse("2025-01:2025-12")


def test_without_looks_the_end_has_the_whole_level() -> None:
    """Nothing is spent before; a look in the last month is the end itself."""
    assert last_level(0.05, [], PATROLS) == 0.05
    assert last_level(0.05, [PATROLS.last], PATROLS) == 0.05


def test_the_end_is_left_what_the_looks_did_not_spend() -> None:
    """One look half way: the end keeps the level less what half the months spend."""
    look = Month.parse("2025-06")
    assert last_level(0.05, [look], PATROLS) == pytest.approx(0.05 - spent(0.05, 0.5))
    assert last_level(0.05, [look, look], PATROLS) == last_level(0.05, [look], PATROLS)


@pytest.mark.parametrize("share", [0.0, -0.1, 1.01])
def test_a_share_outside_the_months_is_refused(share: float) -> None:
    """A look lies after the first month and not after the last."""
    with pytest.raises(BadInput, match="cannot be looked at"):
        spent(0.05, share)
