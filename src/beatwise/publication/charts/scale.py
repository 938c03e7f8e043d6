"""Round marks for a scale: 1, 2, 2.5 or 5 times a power of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence


_STEPS = (1, 2, 2.5, 5, 10)


def ticks(low: float, high: float, *, most: int = 6) -> list[float]:
    """Return round marks, at most ``most``, that enclose a range of more than nothing."""
    rough = (high - low) / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    for times in (*_STEPS, 20, 25, 50):
        step = times * power
        first, last = math.floor(low / step), math.ceil(high / step)
        if step >= rough * 0.999 and last - first < most:
            return [_clean(i * step, step) for i in range(first, last + 1)]
    step = 100 * power
    return [
        _clean(i * step, step) for i in range(math.floor(low / step), math.ceil(high / step) + 1)
    ]


def mark_words(mark: float, marks: Sequence[float]) -> str:
    """Write a mark with thousands apart and as many decimals as its scale needs."""
    step = abs(marks[1] - marks[0]) if len(marks) > 1 else 1.0
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 0
    if decimals == 0 and step % 1:
        decimals = 1
    elif step < 1 and round(step * 10**decimals, 6) % 1:
        decimals += 1
    return f"{mark:,.{decimals}f}".replace("-", "−")


def _clean(value: float, step: float) -> float:
    return round(value, 12 - math.floor(math.log10(abs(step))))
