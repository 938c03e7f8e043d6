"""A plain pair of axes for the pictures of an evaluation, drawn by hand as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing


TOP, BOTTOM, RIGHT = 34.0, 40.0, 14.0


class Axes:
    """Axes from data to pixels, with horizontal grid lines and words on both."""

    def __init__(
        self,
        size: tuple[int, int],
        x: tuple[float, float],
        y: tuple[float, float],
        *,
        left: float = 44.0,
    ):
        self.width, self.height = size
        self.x_range, self.y_range = x, y
        self.left = left
        self.drawing = Drawing(*size)

    def x(self, value: float) -> float:
        """Return the pixel of a value on the x axis."""
        low, high = self.x_range
        return self.left + (value - low) / (high - low) * (self.width - self.left - RIGHT)

    def y(self, value: float) -> float:
        """Return the pixel of a value on the y axis."""
        low, high = self.y_range
        return TOP + (high - value) / (high - low) * (self.height - TOP - BOTTOM)

    @property
    def floor(self) -> float:
        """The pixel of the x axis."""
        return self.height - BOTTOM

    def grid(self, title: str, ticks: Sequence[float], unit: str = "") -> None:
        """Draw the y axis: its title above, a line and a number for each tick."""
        self.drawing.text(2, 14, title, anchor="start")
        for tick in ticks:
            at = self.y(tick)
            self.drawing.line(self.left, at, self.width - RIGHT, at, stroke=palette.FAINT)
            self.drawing.text(self.left - 6, at + 4, f"{tick:g}{unit}", anchor="end", size=12)

    def ticks(self, labels: Sequence[tuple[float, str]], title: str = "") -> None:
        """Draw the x axis: a mark and words for each tick, its title below."""
        self.drawing.line(
            self.left, self.floor, self.width - RIGHT, self.floor, stroke=palette.QUIET_INK
        )
        for value, words in labels:
            at = self.x(value)
            self.drawing.line(at, self.floor, at, self.floor + 4, stroke=palette.QUIET_INK)
            self.drawing.text(at, self.floor + 17, words, size=12)
        if title:
            middle = (self.left + self.width - RIGHT) / 2
            self.drawing.text(middle, self.height - 6, title)

    def run(self, points: Sequence[tuple[float, float | None]], **paint: object) -> None:
        """Draw a line through points; a missing value breaks it."""
        parts, pen = [], "M"
        for x, y in points:
            if y is None:
                pen = "M"
                continue
            parts.append(f"{pen}{self.x(x):.1f},{self.y(y):.1f}")
            pen = "L"
        self.drawing.path("".join(parts), fill="none", **paint)


def nice(low: float, high: float, about: int = 4) -> list[float]:
    """Return round numbers from at most ``low`` to at least ``high``."""
    span = max(high - low, 1e-9)
    power = 10 ** floor(log10(span / about))
    step = next(m * power for m in (1, 2, 5, 10) if m * power * about >= span)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]
