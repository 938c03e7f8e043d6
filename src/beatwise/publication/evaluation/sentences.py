"""The sentences that the design page, the result page and the command line share."""

from __future__ import annotations

from beatwise.evaluation.power.detectable_effect import DetectableEffect
from beatwise.evaluation.power.reach import Reach
from beatwise.evaluation.protocol.proposal import Proposal


def percent(value: float) -> str:
    """Return a share as a whole per cent: ``.34`` → ``34 %``."""
    return f"{100 * value:.0f} %"


def known_to(share: float, replications: int) -> tuple[float, float]:
    """Return the 95 % interval of a simulated share (Wilson)."""
    z = 1.959964
    middle = share + z**2 / (2 * replications)
    reach = z * (share * (1 - share) / replications + z**2 / (4 * replications**2)) ** 0.5
    whole = 1 + z**2 / replications
    return (middle - reach) / whole, (middle + reach) / whole


def can_it_answer(found: Reach) -> str:
    """Say in one sentence whether the design can answer its question."""
    share = found.at_smallest[0]
    fall = f"a true fall of {-found.smallest_effect:g} %"
    if found.can_answer:
        return (
            f"This design can answer the question: it would find {fall} {percent(share)} of the "
            f"time, above the floor of {percent(found.floor)}."
        )
    if share == 0:
        return (
            f"This cannot answer the question: with so few assignments it could never find {fall}, "
            "or any other change."
        )
    return (
        f"This cannot answer the question: it would find {fall} only {percent(share)} of the time, "
        f"below the floor of {percent(found.floor)}."
    )


def what_would(found: Reach) -> str:
    """Say the cheapest change that would make the design answer."""
    if found.can_answer:
        return "No change is needed."
    if found.cheapest is not None:
        return (
            f"The cheapest change looked at that would: {found.cheapest.words} "
            f"({percent(found.cheapest.power)} of the time)."
        )
    if not found.tried:
        return "No other design was looked at; try more areas, or more months."
    best = max(found.tried, key=lambda change: change.power)
    return (
        f"None of the {len(found.tried)} changes looked at would; the best is {best.words} "
        f"({percent(best.power)} of the time)."
    )


def detectable(found: DetectableEffect, steps: int = 0) -> str:
    """Say the smallest fall that the design would find four times in five."""
    units = f"{found.treated_areas} patrolled and {found.comparison_areas} comparison units"
    if steps:
        units = f"{found.treated_areas} units in {steps} steps"
    conditions = (
        f"{units}, "
        f"{found.months_before} months before and {found.months_after} patrolled, variance ratio "
        f"{found.variance_ratio.value:.2f} ({found.variance_ratio.low:.2f} to "
        f"{found.variance_ratio.high:.2f}), drift {found.drift.value:.2f} ({found.drift.low:.2f} "
        f"to {found.drift.high:.2f}{', supposed' if found.drift_assumed else ''})"
    )
    if found.estimate is None:
        return f"Not even a fall of three quarters would be found 4 times in 5 ({conditions})."
    low, high = found.interval
    ends = f"{_fall(low)} at the lowest noise seen, {_fall(high)} at the highest"
    return (
        f"The smallest fall it would find 4 times in 5 is {-found.estimate:.0f} % ({ends}; "
        f"{conditions})."
    )


def detectable_by_day(proposal: Proposal) -> str:
    """Say the same of patrol days and other days."""
    found, days = proposal.reach.detectable, proposal.protocol.days
    assert days is not None
    conditions = (
        f"{found.treated_areas} areas, {days.weeks} weeks, {days.patrol_days} patrol days in each, "
        "from the areas' own weeks before"
    )
    if found.estimate is None:
        return f"Not even a fall of three quarters would be found 4 times in 5 ({conditions})."
    low, high = found.interval
    return (
        f"The smallest fall on patrol days it would find 4 times in 5 is {-found.estimate:.0f} % "
        f"({_fall(low)} in the best window of the weeks before, {_fall(high)} in the worst; "
        f"{conditions})."
    )


def _fall(value: float | None) -> str:
    return "none" if value is None else f"{-value:.0f} %"


def _months(number: int) -> str:
    return f"{number} month{'' if number == 1 else 's'}"


def in_short(proposal: Proposal) -> tuple[str, ...]:
    """Return the sentences that open the design page and end the command."""
    when = proposal.dates
    late = "" if when.in_time else ", which is too late"
    return (
        can_it_answer(proposal.reach),
        detectable_by_day(proposal)
        if proposal.protocol.days
        else detectable(proposal.reach.detectable, proposal.steps),
        what_would(proposal.reach),
        (
            f"Last month of data {when.last_data.name}, published about {when.published.name} "
            f"({_months(when.lag)} after it), report {when.report.name} ({_months(when.writing)} "
            f"to write it){late}. The latest start that reports before the office ends in "
            f"{when.office_ends.name} is {when.latest_start.name}."
        ),
    )
