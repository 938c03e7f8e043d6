"""The rules of rest of each kind of employer, figure by figure."""

from __future__ import annotations

from dataclasses import astuple

from beatwise.planning.team.rest_rules import PRESETS, RestRules


# Hours of rest, days off together, most shifts a week, most days in a row, nights; days of notice;
# whether the source was read.
TABLE = {
    "police": (11, 2, 5, 6, True, 30, True),
    "working-time": (11, 1, 5, 6, False, 14, False),
    "volunteer": (11, 0, 2, 2, False, 7, False),
}


def test_every_figure_of_every_employer() -> None:
    """Each preset has exactly the figures of its source, and says whether that was read."""
    assert {
        name: (*astuple(preset.rules)[1:], preset.notice_days, preset.checked)
        for name, preset in PRESETS.items()
    } == TABLE


def test_rules_of_ones_own_begin_with_eleven_hours_and_two_days_off() -> None:
    """What an employer does not state: 11 hours, two days off, six shifts, six days, nights."""
    assert astuple(RestRules("own")) == ("own", 11, 2, 6, 6, True)
