"""A contract from its need to its payments, as the Open Contracting Data Standard divides it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Organisation:
    """A buyer or supplier; ``scheme`` and ``number`` name a register and the entry in it.

    ``GB-COH`` is Companies House, ``GB-CHC`` the Charity Commission for England and Wales.
    """

    name: str
    scheme: str = ""
    number: str = ""

    @classmethod
    def identified(cls, name: str, identifier: str) -> Organisation:
        """Return an organisation by an identifier of org-id.guide, such as ``GB-LAE-LEC``.

        A register is named by two parts, and what follows them is the number, dashes and all.
        """
        *scheme, number = identifier.split("-", 2)
        return cls(name, "-".join(scheme), number)

    @property
    def id(self) -> str:
        """The organisation's identifier in a file; its name where it has no number."""
        if not self.number:
            return f"XI-NAME-{self.name}"
        return f"{self.scheme}-{self.number}" if self.scheme else self.number


@dataclass(frozen=True, slots=True)
class Lot:
    """A part of a tender that can be won by itself; ``pence`` may be unknown."""

    number: str
    title: str
    pence: int | None = None


@dataclass(frozen=True, slots=True)
class Modification:
    """A change of a contract in force: when, why, and what it changed; None is unchanged."""

    number: str
    on: dt.date
    why: str
    pence: int | None = None
    ends: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A dated step: a notice, a review; ``met`` is None while it is to come."""

    number: str
    title: str
    due: dt.date | None = None
    met: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment under a contract, in pence."""

    number: str
    on: dt.date
    pence: int


@dataclass(frozen=True, slots=True)
class ContractingProcess:
    """One contracting process, in the order of its life; what is not known yet is None or empty.

    Parameters
    ----------
    number
        Of the process; the open contracting identifier ends with it.
    planned_on, tendered_on, award_on, signed_on
        The day of each stage; a stage without a day has not been reached.
    closes, standstill_ends
        Of the tender, and of the time between its award and the contract.
    method
        ``open``, ``selective``, ``limited`` or ``direct``; empty where it is not known.
    last_end
        The last day with every extension taken up.
    """

    number: str
    title: str
    about: str = ""
    why: str = ""
    budget: int | None = None
    planned_on: dt.date | None = None
    notices: tuple[Step, ...] = ()
    tendered_on: dt.date | None = None
    closes: dt.date | None = None
    standstill_ends: dt.date | None = None
    method: str = ""
    tenderers: int | None = None
    lots: tuple[Lot, ...] = ()
    award_on: dt.date | None = None
    supplier: Organisation | None = None
    pence: int | None = None
    signed_on: dt.date | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    last_end: dt.date | None = None
    modifications: tuple[Modification, ...] = ()
    reviews: tuple[Step, ...] = ()
    payments: tuple[Payment, ...] = field(default=())
