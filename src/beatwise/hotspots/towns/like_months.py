"""Towns can share hours only by months that are alike: another season is another town."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.clock import Month, MonthRange
from beatwise.errors import Refused


LEAST_COMMON = 5 / 6  # of the months that any town has, to be had by all


def check_like_months(labels: Sequence[str], months: Sequence[Sequence[int]]) -> None:
    """Raise ``Refused`` where towns have data for months so unlike that rates mislead.

    ``months`` are each town's training months with data, as month numbers.
    """
    each = [set(numbers) for numbers in months]
    common, every = set.intersection(*each), set.union(*each)
    if len(common) >= LEAST_COMMON * len(every):
        return
    least = min(range(len(each)), key=lambda at: len(each[at]))
    most = max(range(len(each)), key=lambda at: len(each[at]))
    raise Refused(
        f"hours cannot be shared by unlike months: of the {len(every)} months with data, "
        f"{labels[most]} has {len(each[most])}, {labels[least]} has {len(each[least])}, and all "
        f"towns together share {len(common)}.",
        next_step=_next(common),
    )


def _next(common: set[int]) -> str:
    runs = _runs(sorted(common))
    if not runs:
        return "Gather the missing months, or leave out the towns that lack them."
    longest = max(runs, key=len)
    span = MonthRange(Month(longest[0]), Month(longest[-1]))
    return f"Use months that all towns have: --train {span}; or gather the missing ones."


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
