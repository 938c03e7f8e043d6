"""The rule of visits and its bounds."""

from __future__ import annotations

import pytest

from beatwise.delivery.visit_rule import VisitRule
from beatwise.errors import UsageError


@pytest.mark.parametrize(
    "setting", [{"bridge_s": 0}, {"least_min": 11}, {"full_min": 21}, {"least_complete": 1.1}]
)
def test_settings_that_make_no_rule_are_refused(setting: dict[str, float]) -> None:
    """The message names the setting."""
    with pytest.raises(UsageError, match=r"visit|least|full|above"):
        VisitRule(**setting)
