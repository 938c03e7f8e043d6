"""Units of measures: how each is written, and how far it may move and still be called stable.

The tolerances are *agreed*, never "significant": 5 % of the baseline for counts, rates, pounds,
days, hours and years; 2 percentage points for percentages. A change in per cent is a unit of its
own, because it may be less than nothing, which a share may not. A measure may state its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from beatwise.errors import BadInput


RELATIVE, POINTS = "relative", "points"
YES_NO = "yes/no"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from the baseline or target still counts as the same, bounds included.

    Parameters
    ----------
    kind
        ``relative``: ``amount`` is a percentage of the baseline or target; ``points``: it is
        percentage points.
    amount
        Zero or more.
    """

    kind: str
    amount: Decimal

    def __post_init__(self) -> None:
        if self.kind not in (RELATIVE, POINTS) or not self.amount.is_finite() or self.amount < 0:
            raise BadInput(
                f"'{self.kind} {self.amount}' is not a tolerance.",
                next_step="Write kind = 'relative' or 'points', and an amount of zero or more.",
            )

    @property
    def words(self) -> str:
        """The tolerance in words: ``±5 %`` or ``±2 percentage points``."""
        unit = "%" if self.kind == RELATIVE else "percentage points"
        return f"±{plain(self.amount)} {unit}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement.

    Parameters
    ----------
    name
        As measures write it.
    words
        As people read it.
    tolerance
        The agreed tolerance, or ``None`` where the unit has none (yes or no).
    counted
        Where the number of cases behind a value is found: in the ``value`` itself, its
        ``numerator`` or its ``denominator``; empty where cases have no meaning.
    below_zero
        Whether a value may be less than nothing: a difference or a balance may, a count may not.
    """

    name: str
    words: str
    tolerance: Tolerance | None
    counted: str = ""
    below_zero: bool = False


FIVE_PERCENT = Tolerance(RELATIVE, Decimal(5))
TWO_POINTS = Tolerance(POINTS, Decimal(2))

UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        Unit("count", "", FIVE_PERCENT, "value"),
        Unit("rate", "", FIVE_PERCENT, "numerator"),
        Unit("percent", "%", TWO_POINTS, "denominator"),
        Unit("percentage points", "percentage points", TWO_POINTS, below_zero=True),
        Unit("percent change", "%", TWO_POINTS, below_zero=True),
        Unit("pounds", "£", FIVE_PERCENT, below_zero=True),
        Unit("days", "days", FIVE_PERCENT),
        Unit("hours", "hours", FIVE_PERCENT),
        Unit("years", "years", FIVE_PERCENT),
        Unit("yes/no", "", None),
    )
}

ALSO_WRITTEN: dict[str, str] = {
    "%": "percent", "pct": "percent", "percentage": "percent",
    "pp": "percentage points", "points": "percentage points",
    "£": "pounds", "gbp": "pounds",
    "number": "count", "per_1000_population": "rate", "yes_no": "yes/no", "y/n": "yes/no",
}  # fmt: skip


def unit(name: str, *, place: str | None = None) -> Unit:
    """Return a unit by its name or one of its other spellings; raise ``BadInput`` for others."""
    spelling = name.strip().lower()
    definition = UNITS.get(ALSO_WRITTEN.get(spelling, spelling))
    if definition is None:
        raise BadInput(
            f"'{name}' is not a unit of measurement.",
            place=place,
            next_step=f"Use one of: {', '.join(UNITS)}.",
        )
    return definition


def value_in_words(value: Decimal, name: str) -> str:
    """Write a value with its unit: ``65.9 %``, ``£1,200``, ``11,545``, ``34 days``, ``yes``."""
    if name == "yes/no":
        return "yes" if value else "no"
    number = plain(value)
    if name == "pounds":
        return f"−£{number[1:]}" if number.startswith("−") else f"£{number}"
    words = UNITS[name].words
    return f"{number} {words}" if words else number


def shown_in_words(value: Decimal, name: str, like: Decimal | None = None) -> str:
    """Write a value with its unit for a reader: no more decimals than the baseline it is ``like``.

    One decimal at least, two where there is no baseline, and always two digits that say something:
    ``22.9087`` beside ``23.1`` is ``22.9``, and ``0.0048`` stays as it is. What has fewer decimals
    is never made to look more exact.
    """
    decimals = 2 if like is None else max(1, _decimals(like))
    if value:
        decimals = max(decimals, 1 - value.adjusted())
    if _decimals(value) > decimals:
        value = round(value, decimals)
    return value_in_words(value, name)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(value: Decimal) -> str:
    """Write a number with thousands apart and no exponent, its decimals as given."""
    return f"{value:,f}".replace("-", "−")
