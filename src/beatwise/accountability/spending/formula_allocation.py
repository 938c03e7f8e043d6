"""An amount shared among receivers by a stated formula, with the working of every penny.

A formula has factors (population, recorded crime, deprivation), each with a weight, a source and
one value a receiver. Leftover pennies go to the largest remainders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from beatwise.accountability.funds import allocate, combined_shares
from beatwise.errors import BadInput


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor: what it is, its weight (of one), where its values are from, and the values."""

    name: str
    weight: Fraction
    source: str
    values: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class SharedLine:
    """What a receiver gets: its share, the exact due and the whole pence; ``penny`` if rounded up.

    ``factors`` are its values, in the formula's order.
    """

    receiver: str
    factors: tuple[Fraction, ...]
    share: Fraction
    due: Fraction
    pence: int

    @property
    def penny(self) -> bool:
        """Whether it got one of the leftover pennies."""
        return self.pence > self.due


def shared_out(total: int, factors: Sequence[Factor]) -> tuple[SharedLine, ...]:
    """Share so many pence out; the lines add up to it exactly.

    Raises
    ------
    BadInput
        For no factor, a factor without a source, a value below zero, weights that are not one in
        all, or factors that do not name the same receivers.
    """
    if not factors:
        raise BadInput("a formula has at least one factor.", place="factors")
    for factor in factors:
        _check(factor)
    shares = combined_shares([(factor.values, factor.weight) for factor in factors])
    parts = allocate(total, shares)
    return tuple(
        SharedLine(
            receiver=name,
            factors=tuple(factor.values[name] for factor in factors),
            share=share,
            due=share * total,
            pence=parts[name],
        )
        for name, share in shares.items()
    )


def weight(entry: object, place: str = "weight") -> Fraction:
    """Read a weight in per cent, such as ``40`` or ``12.5 %``; raise ``BadInput``."""
    share = _number(str(entry or "").replace("%", ""), place, "Give a percentage.") / 100
    if not 0 < share <= 1:
        raise BadInput(
            f"'{entry}' is not a weight.",
            place=place,
            next_step="Give per cent above 0, at most 100; the weights of a formula add up to 100.",
        )
    return share


def factor_value(entry: object, place: str) -> Fraction:
    """Read a factor's value for a receiver, not below zero; raise ``BadInput``."""
    value = _number(str(entry or "").replace(",", ""), place, "Give a number, 0 for none.")
    if value < 0:
        raise BadInput(f"'{entry}' is below zero.", place=place, next_step="Give 0 or more.")
    return value


def _number(words: str, place: str, next_step: str) -> Fraction:
    try:
        number = Decimal(words.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise BadInput(f"'{words.strip()}' is not a number.", place=place, next_step=next_step)
    return Fraction(number)


def _check(factor: Factor) -> None:
    if not factor.source.strip():
        raise BadInput(
            f"'{factor.name}' has no source.",
            place="source",
            next_step="Say where its values are from, with the year.",
        )
    if any(value < 0 for value in factor.values.values()):
        raise BadInput(f"a value of '{factor.name}' is below zero.", place=factor.name)
