"""Numbers as reasons and pages print them: ``79%``, ``7.4%``, ``−14``, ``+22``."""

from __future__ import annotations

from collections.abc import Iterable


SMALL_COUNT = 30  # below it a percentage or a rate is given with small print


def percent(share: float) -> str:
    """Return a share as a whole per cent, to one decimal below 10%; never 0% for something."""
    value = 100 * share
    if value == 0:
        return "0%"
    if value < 0.1:
        return "less than 0.1%"
    if value < 9.95:
        return f"{value:.1f}%".replace(".0%", "%")
    if value < 100 and round(value) == 100:
        return "more than 99%"
    return f"{value:.0f}%"


def signed(value: float, decimals: int = 0) -> str:
    """Return a change with its sign, a true minus, and nought without one."""
    words = f"{value:+z.{decimals}f}"
    return words[1:] if float(words) == 0 else words.replace("-", "−")


def small_print(counts: Iterable[int | None]) -> str:
    """Return the small print of percentages that rest on these counts; empty where none is small.

    A count of 0 has no percentage; None is a count that is not known.
    """
    small = sorted({count for count in counts if count and count < SMALL_COUNT})
    if not small:
        return ""
    span = f"{small[0]}" if len(small) == 1 else f"{small[0]} to {small[-1]}"
    return (
        f"Small counts: percentages here rest on counts below {SMALL_COUNT} ({span}); a few "
        "incidents more or fewer move them much."
    )
