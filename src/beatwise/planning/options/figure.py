"""A figure with its range and where it comes from; one without a source is marked everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beatwise.planning.entry import Entry


CASES = ("low", "central", "high")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with a low, central and high case.

    ``source`` is empty where nobody vouches for it; ``checked`` is when someone looked.
    """

    name: str
    low: float
    central: float
    high: float
    source: str = ""
    checked: str = ""

    @property
    def mark(self) -> str:
        """What is printed beside it: nothing, ``not checked`` or ``unsourced``."""
        if not self.source:
            return "unsourced"
        return "" if self.checked else "not checked"

    def at(self, case: str) -> float:
        """Return the low, central or high case."""
        return float(getattr(self, case))

    @classmethod
    def of(cls, value: float, name: str = "", source: str = "") -> Figure:
        """Return a figure without a range."""
        return cls(name, value, value, value, source, source and "by definition")


def read_figure(
    entry: Entry,
    field: str,
    default: float | None = None,
    *,
    least: float = 0.0,
    most: float = 1e12,
) -> Figure:
    """Read ``field``: a number, or a table with central, low, high, source and checked.

    Raises ``BadInput`` for negative values and for cases out of order.
    """
    name = f"{entry.place}, {field}"
    value: Any = entry.values.get(field, default)
    if not isinstance(value, dict):
        number = Entry({field: value} if value is not None else {}, entry.place).number(
            field, least=least, most=most
        )
        return Figure(field, number, number, number)
    inner = Entry(value, name).only("central", "low", "high", "source", "checked")
    central = inner.number("central", least=least, most=most)
    low = inner.number("low", central, least=least, most=most)
    high = inner.number("high", central, least=least, most=most)
    if not low <= central <= high:
        raise entry.wrong(
            field, f"low {low:g}, central {central:g} and high {high:g} are not in order."
        )
    return Figure(
        field, low, central, high, inner.text("source", ""), str(value.get("checked", ""))
    )
