"""Rules of rest for each kind of employer, with where they come from.

Settings, not advice: an employer's own agreement comes first. ``checked`` says whether the source
was read when this was written.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RestRules:
    """What an employer promises its people; each number is a setting with a source.

    Parameters
    ----------
    rest_hours
        Least hours between the end of a shift and the start of the next.
    days_off_together
        Least run of days off in each week; 0 asks for none.
    most_shifts
        Most shifts in a week for anyone, whatever the contract says.
    most_days_between_days_off
        Longest run of working days.
    nights
        Whether these people may work night shifts.
    """

    name: str
    rest_hours: float = 11
    days_off_together: int = 2
    most_shifts: int = 6
    most_days_between_days_off: int = 6
    nights: bool = True


@dataclass(frozen=True, slots=True)
class SourcedRules:
    """Rules of rest, the days of notice a rota needs, whose they are and whether that was read."""

    rules: RestRules
    notice_days: int
    source: str
    checked: bool


PRESETS: dict[str, SourcedRules] = {
    "police": SourcedRules(
        RestRules(
            "police",
            rest_hours=11,
            days_off_together=2,
            most_shifts=5,
            most_days_between_days_off=6,
            nights=True,
        ),
        30,
        "Police Regulations 2003, regulation 22 and Annex E: 11 hours between shifts, rest days no "
        "more than 7 days apart, rosters published a month ahead",
        True,
    ),
    "working-time": SourcedRules(
        RestRules(
            "working time",
            rest_hours=11,
            days_off_together=1,
            most_shifts=5,
            most_days_between_days_off=6,
            nights=False,
        ),
        14,
        "Working Time Regulations 1998, regulations 10 to 12: 11 hours' daily rest, a day off a "
        "week, a break in six hours; the days of notice are a convention",
        False,
    ),
    "volunteer": SourcedRules(
        RestRules(
            "volunteer",
            rest_hours=11,
            days_off_together=0,
            most_shifts=2,
            most_days_between_days_off=2,
            nights=False,
        ),
        7,
        "a convention for volunteers: short weeks, no nights; no legal rule",
        False,
    ),
}
