"""What developer contributions come to, and in which order they are drawn down.

A contribution may be spent on capital items only, and by a day: what is not is paid back. So money
is drawn from the contribution that expires first, and one that expires within ``URGENT_MONTHS`` is
flagged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from beatwise.accountability.funds import pounds
from beatwise.clock import months_later
from beatwise.errors import BadInput, Conflict


URGENT_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution, in pence.

    Parameters
    ----------
    secured
        What the agreement promises.
    received, spent
        What has come to the force, and what it has spent of it.
    spend_by
        The last day on which it may be spent; None where the agreement names none.
    """

    reference: str
    authority: str
    secured: int
    received: int = 0
    spent: int = 0
    spend_by: dt.date | None = None
    purpose: str = ""

    @property
    def left(self) -> int:
        """What was received and not yet spent."""
        return self.received - self.spent


@dataclass(frozen=True, slots=True)
class Drawing:
    """So many pence drawn from one contribution."""

    reference: str
    pence: int


def in_order(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return contributions as they are drawn: the first to expire first, without a day last."""
    return sorted(contributions, key=lambda c: (c.spend_by or dt.date.max, c.reference))


def draw(contributions: Sequence[Contribution], pence: int, on: dt.date) -> list[Drawing]:
    """Return from which contributions an amount is drawn on a day.

    Raises
    ------
    BadInput
        For an amount below a penny.
    Conflict
        When less is there than is to be drawn; money that expired before the day is not there.
    """
    if pence <= 0:
        raise BadInput("an amount of nothing is not drawn.", place="amount")
    drawings, open_amount = [], pence
    for each in in_order(contributions):
        if each.left > 0 and not expired(each, on) and open_amount:
            part = min(each.left, open_amount)
            drawings.append(Drawing(each.reference, part))
            open_amount -= part
    if open_amount:
        raise Conflict(
            f"{pounds(open_amount)} more would be drawn than is there.", place="amount",
            next_step="Draw less, or wait until more is received.",
        )  # fmt: skip
    return drawings


def expired(of: Contribution, on: dt.date) -> bool:
    """Whether the last day to spend a contribution has passed."""
    return of.spend_by is not None and of.spend_by < on


def urgent(of: Contribution, on: dt.date, months: int = URGENT_MONTHS) -> bool:
    """Whether a contribution that is not all spent expires within so many months of a day."""
    if of.spend_by is None or of.secured <= of.spent:
        return False
    return on <= of.spend_by <= months_later(on, months)


def bid(
    population: int, area_rate: Fraction, local_rate: Fraction, pence_per_1000: int,
    crime_weight: Fraction,
) -> int:  # fmt: skip
    """Return what a development is asked for, in whole pence.

    The cost of policing so many new residents, raised or lowered in part by how often incidents
    happen where they will live: ``population × cost ÷ 1,000 × (1 − w + w × local ÷ area)``.

    Parameters
    ----------
    population
        New residents: dwellings times people in each.
    area_rate, local_rate
        Recorded incidents a year for each 1,000 residents, of the whole area and around the site.
    pence_per_1000
        Capital cost of the listed items for each 1,000 residents.
    crime_weight
        ``w``, from 0 (population alone) to 1.
    """
    if population < 0 or pence_per_1000 < 0 or area_rate <= 0 or local_rate < 0:
        raise BadInput("a bid is made of numbers that are not below zero, with an area's rate.")
    if not 0 <= crime_weight <= 1:
        raise BadInput("the weight of crime is from 0 to 1.", place="crime_weight")
    factor = 1 - crime_weight + crime_weight * local_rate / area_rate
    exact = Fraction(population) * pence_per_1000 / 1000 * factor
    return int(exact + Fraction(1, 2))
