"""A figure with its range and where it comes from; one without a source is marked everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from beatwise.fields import REQUIRED, Fields


CASES = ("low", "central", "high")


class Cases(NamedTuple):
    """An amount in the low, the central and the high case."""

    low: float
    central: float
    high: float


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
    fields: Fields,
    key: str,
    default: float | None = None,
    *,
    at_least: float = 0.0,
    at_most: float = 1e12,
) -> Figure:
    """Read a figure: a number, or a table with central, low, high, source and checked.

    Negative values and cases out of order are noted as faults.
    """
    if not isinstance(fields.value(key, default), dict):
        usual = REQUIRED if default is None else default
        number = fields.number(key, usual, at_least=at_least, at_most=at_most)
        return Figure(key, number, number, number)
    cases = fields.optional_table(key)
    cases.only("central", "low", "high", "source", "checked")
    central = cases.number("central", at_least=at_least, at_most=at_most)
    low = cases.number("low", central, at_least=at_least, at_most=at_most)
    high = cases.number("high", central, at_least=at_least, at_most=at_most)
    if not low <= central <= high and cases.sound:
        fields.fault(key, f"low {low:g}, central {central:g} and high {high:g} are not in order.")
    checked = str(cases.value("checked", ""))
    return Figure(key, low, central, high, cases.text("source", ""), checked)


def optional_figure(fields: Fields, key: str) -> Figure | None:
    """Read a figure, ``None`` when absent."""
    return read_figure(fields, key) if fields.has(key) else None
