"""The rule by which pings become visits: every threshold a setting, printed with each result."""

from __future__ import annotations

from dataclasses import dataclass, fields

from beatwise.errors import UsageError


@dataclass(frozen=True, slots=True)
class VisitRule:
    """What counts as presence, and what as a visit.

    Parameters
    ----------
    bridge_s
        Longest silence of a device that still counts as presence when the pings before and after
        lie in the same hot spot, in seconds. Silence beyond ``nominal_s`` is reported apart.
    nominal_s
        Longest time between two pings of a device that reports as it should, in seconds. A crossing
        of the boundary within it is shared half and half.
    merge_s
        Longest absence between two stays in one hot spot that leaves them one visit, in seconds.
    least_min, full_min, most_min
        Minutes of presence from which a stay is a visit, from which it is a full dose, and up to
        which a visit is credited.
    foot_m_s
        A visit whose pings mostly move at this speed or faster was not made on foot, m/s.
    accuracy_m
        Pings with a wider claimed radius are left out, in metres.
    frozen_s
        A device that repeats one position exactly for longer than this has frozen, in seconds.
    impossible_m_s
        A ping that could only be reached and left faster than this is left out, m/s.
    least_complete
        Share of minutes on patrol with pings below which minutes by pings are "no data", 0 to 1.
    near_m
        A check-in this near to the hot spot's outline, beyond its own accuracy, is at the place.
    longest_min
        Minutes from check-in to check-out above which somebody forgot to check out.
    """

    bridge_s: float = 300.0
    nominal_s: float = 65.0
    merge_s: float = 120.0
    least_min: float = 3.0
    full_min: float = 10.0
    most_min: float = 20.0
    foot_m_s: float = 2.5
    accuracy_m: float = 50.0
    frozen_s: float = 180.0
    impossible_m_s: float = 70.0
    least_complete: float = 0.8
    near_m: float = 50.0
    longest_min: float = 240.0

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise UsageError(
                    f"{field.name} must be above 0.",
                    place=f"visit rule, {field.name}",
                    next_step="Give a positive number, or leave it out for the usual one.",
                )
        if not self.least_min <= self.full_min <= self.most_min:
            raise UsageError(
                "the least, the full and the most minutes of a visit are out of order.",
                place="visit rule",
                next_step="Use least_min ≤ full_min ≤ most_min.",
            )
        if self.least_complete > 1:
            raise UsageError("least_complete is a share.", place="visit rule, least_complete")
