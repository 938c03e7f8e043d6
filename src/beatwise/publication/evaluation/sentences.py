"""The sentences that the design page, the result page and the command line share."""

from __future__ import annotations

from beatwise.evaluation.power.detectable_effect import DetectableEffect
from beatwise.evaluation.power.reach import Reach
from beatwise.plurals import counted


OGL = (
    "Contains public sector information licensed under the Open Government Licence v3.0; source "
    "data.police.uk."
)


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


def can_it_answer(reach: Reach) -> str:
    """Say in one sentence whether the design can answer its question."""
    share = reach.at_smallest.middle
    fall = f"a true fall of {-reach.smallest_effect:g} %"
    if reach.can_answer:
        return (
            f"This design can answer the question: it would find {fall} {percent(share)} of the "
            f"time, above the floor of {percent(reach.floor)}."
        )
    if share == 0:
        return (
            f"This cannot answer the question: with so few assignments it could never find {fall}, "
            "or any other change."
        )
    return (
        f"This cannot answer the question: it would find {fall} only {percent(share)} of the time, "
        f"below the floor of {percent(reach.floor)}."
    )


def what_would(reach: Reach) -> str:
    """Say the cheapest change that would make the design answer."""
    if reach.can_answer:
        return "No change is needed."
    if reach.cheapest is not None:
        return (
            f"The cheapest change looked at that would: {reach.cheapest.words} "
            f"({percent(reach.cheapest.power)} of the time)."
        )
    if not reach.tried:
        return "No other design was looked at; try more areas, or more months."
    best = max(reach.tried, key=lambda change: change.power)
    return (
        f"None of the {len(reach.tried)} changes looked at would; the best is {best.words} "
        f"({percent(best.power)} of the time)."
    )


def detectable(effect: DetectableEffect, units: str) -> str:
    """Say the smallest fall that the design would find four times in five.

    ``units`` says how many are patrolled and compared.
    """
    conditions = (
        f"{units}, "
        f"{counted(effect.months_before, 'month')} before and {effect.months_after} "
        f"patrolled, variance ratio "
        f"{effect.variance_ratio.value:.2f} ({effect.variance_ratio.low:.2f} to "
        f"{effect.variance_ratio.high:.2f}), drift {effect.drift.value:.2f} "
        f"({effect.drift.low:.2f} "
        f"to {effect.drift.high:.2f}{', supposed' if effect.drift_assumed else ''})"
    )
    if effect.estimate is None:
        return f"Not even a fall of three quarters would be found 4 times in 5 ({conditions})."
    low, high = effect.interval
    ends = f"{fall_words(low)} at the lowest noise seen, {fall_words(high)} at the highest"
    return (
        f"The smallest fall it would find 4 times in 5 is {-effect.estimate:.0f} % ({ends}; "
        f"{conditions})."
    )


def fall_words(value: float | None) -> str:
    """Say a fall as a whole per cent; none where there is none."""
    return "none" if value is None else f"{-value:.0f} %"


def in_months(number: int) -> str:
    """Say so many months."""
    return f"{number} month{'' if number == 1 else 's'}"


def end_words(value: float | None) -> str:
    """Say an end of an interval in incidents or pounds, or that there is none."""
    return "no end" if value is None else f"{value:,.0f}"


def change_words(percent: float | None, interval: tuple[float | None, float | None] | None) -> str:
    """Say a change in per cent with its interval."""
    if percent is None:
        return "an amount that cannot be formed (a count is 0)"
    if interval is None:
        return f"{percent:+.0f} % (no interval)"
    low, high = (("no end" if end is None else f"{end:+.0f} %") for end in interval)
    return f"{percent:+.0f} % ({low} to {high})"
