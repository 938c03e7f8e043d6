"""Numbers as reasons and pages print them: ``79%``, ``7.4%``, ``−14``, ``+22``."""

from __future__ import annotations


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
