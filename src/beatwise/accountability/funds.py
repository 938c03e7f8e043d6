"""Money: whole pence, shared out so that the parts are the whole, and never spent twice.

A fund is allocated by a stated formula; what is committed stays within what is allocated, and what
is paid within what is committed, line by line and in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from beatwise.cell_text import Unreadable, number_of
from beatwise.cell_text.number_text import another_currency
from beatwise.errors import BadInput
from beatwise.largest_remainder import largest_remainder


@dataclass(frozen=True, slots=True)
class FundLine:
    """One line of a fund, in whole pence: allocated to, committed by agreement, and paid."""

    name: str
    allocated: int
    committed: int = 0
    paid: int = 0

    @property
    def uncommitted(self) -> int:
        """What could still be committed."""
        return self.allocated - self.committed

    @property
    def outstanding(self) -> int:
        """What is committed and not yet paid."""
        return self.committed - self.paid


@dataclass(frozen=True, slots=True)
class FundAccount:
    """A fund of so many pence, and its lines."""

    name: str
    total: int
    lines: tuple[FundLine, ...]

    @property
    def unallocated(self) -> int:
        """What no line has."""
        return self.total - sum(line.allocated for line in self.lines)

    def faults(self) -> tuple[str, ...]:
        """Return what is overspent or impossible, in words; a sound account has nothing."""
        wrong = []
        if self.unallocated < 0:
            wrong.append(
                f"{self.name}: {pounds(-self.unallocated)} more is allocated than there is"
            )
        for line in self.lines:
            if min(line.allocated, line.committed, line.paid) < 0:
                wrong.append(f"{line.name}: an amount is below zero")
            if line.uncommitted < 0:
                wrong.append(
                    f"{line.name}: {pounds(-line.uncommitted)} more committed than allocated"
                )
            if line.outstanding < 0:
                wrong.append(f"{line.name}: {pounds(-line.outstanding)} more paid than committed")
        return tuple(wrong)


def allocate(pence: int, shares: Mapping[str, Fraction | int]) -> dict[str, int]:
    """Split an amount in proportion to shares (population, harm, need) into whole pence.

    The parts add up to the amount exactly: leftover pennies go to the largest remainders.
    """
    return dict(zip(shares, largest_remainder(list(shares.values()), pence), strict=True))


def combined_shares(
    parts: Iterable[tuple[Mapping[str, Fraction | int], Fraction]],
) -> dict[str, Fraction]:
    """Return one set of shares from several, each with its weight: a stated formula.

    Each set is first made to add up to one. Raises ``BadInput`` when the weights do not add up to
    one, or the sets do not name the same receivers.
    """
    weighted_sets = list(parts)
    if (total := sum((weight for _, weight in weighted_sets), Fraction())) != 1:
        raise BadInput(
            f"the weights of the formula come to {float(total * 100):g} %, and not to 100 %.",
            next_step="Correct a weight.",
        )
    names = list(weighted_sets[0][0])
    if any(set(shares) != set(names) for shares, _ in weighted_sets):
        raise BadInput("every part of a formula names the same receivers.")
    if any(not sum(Fraction(v) for v in shares.values()) for shares, _ in weighted_sets):
        raise BadInput("a part of the formula is zero for everybody.")
    return {
        name: sum(
            (
                weight * Fraction(shares[name]) / sum(Fraction(v) for v in shares.values())
                for shares, weight in weighted_sets
            ),
            Fraction(),
        )
        for name in names
    }


def pence(text: str) -> int:
    """Read pounds as whole pence: ``£1,234.50`` → 123450; ``BadInput`` for parts of a penny."""
    if another_currency(text):
        raise BadInput(f"'{text}' is in another currency; amounts are in pounds.")
    plain = text.replace("£", "").replace("−", "-").strip()
    if "," in plain:  # only between thousands: 0,35 is no £35
        try:
            plain = str(number_of(plain))
        except Unreadable as error:
            raise BadInput(error.message, next_step=error.next_step) from None
    try:
        amount = Decimal(plain) * 100
    except InvalidOperation:
        raise BadInput(f"'{text}' is not an amount of money.") from None
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise BadInput(f"'{text}' is not a whole number of pence.")
    return int(amount)


def pounds(amount: int) -> str:
    """Write whole pence as pounds: 123450 → ``£1,234.50``."""
    sign = "−" if amount < 0 else ""
    return f"{sign}£{abs(amount) // 100:,}.{abs(amount) % 100:02d}"


def pounds_number(pence: int) -> int | float:
    """Return whole pence as a number of pounds for a file: 123450 → 1234.5, 100 → 1."""
    return pence / 100 if pence % 100 else pence // 100


def plain_pounds(pence: int) -> str:
    """Write whole pence as pounds without sign of currency or commas: 123450 → ``1234.50``."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"
