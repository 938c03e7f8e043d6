"""What outlives the office: agreements of every register, and what funds and reserves hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from beatwise.accountability.commissioning.last_day import (
    NOT_SETTLED,
    Agreement,
    Outliving,
    outliving,
)
from beatwise.accountability.funds import pounds_number
from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.models import LastDay
from beatwise.web.commissioning.selectors import day
from beatwise.web.funds import selectors as funds
from beatwise.web.funds.models import Fund
from beatwise.web.history.cache import remembered
from beatwise.web.registers.own_definitions.known import definition


# Of each register: the fields of an agreement's end, its end with every extension, its amount, and
# who takes it over.
REGISTERS = {
    "contracts": ("ends", "last_end", "value", "after_body"),
    "grants": ("ends", "", "awarded", ""),
    "incoming_grants": ("ends", "", "promised", ""),
    "collaborations": ("ends", "", "share", ""),
    "developer_contributions": ("spend_by", "", "amount", ""),
}
# The states before an agreement binds. In any other that is not final it does: an office's own too.
SOUGHT = {
    "contracts": ("pipeline", "noticed", "tender", "evaluation", "standstill"),
    "grants": ("received", "eligible", "scored"),
    "incoming_grants": ("sought",),
    "collaborations": ("proposed",),
    "developer_contributions": (),
}
ENDLESS = ("contracts", "collaborations")  # where an end that is not recorded is asked about


def last_day() -> LastDay | None:
    """Return the last day that was set; ``None`` before anybody said whether there is one."""
    return LastDay.objects.first()


@remembered(most=2, whatever=selectors.NO_FIGURES)
def beyond(last: dt.date) -> tuple[Outliving, ...]:
    """Return the agreements that go on after a day, the longest first."""
    return tuple(outliving(agreements(), last))


def agreements() -> Iterator[Agreement]:
    """Yield the agreements in force, of each register."""
    for slug, names in REGISTERS.items():
        register = definition(slug)
        known = [register.heading, *(name for name in names if name)]
        over = (state.name for state in register.states if state.final)
        in_force = selectors.rows(slug).exclude(state__in=(*SOUGHT[slug], *over))
        for number, *values in selectors.fields(in_force, *known):
            of = dict(zip(known, values, strict=True))
            ends, last_end, amount, settled = (of.get(name) for name in names)
            if ends or last_end or slug in ENDLESS:
                yield Agreement(
                    slug, number, str(of[register.heading]), day(ends), day(last_end), amount,
                    str(settled or "") if names[-1] else None,
                )  # fmt: skip


def holding() -> list[Fund]:
    """Return the funds and reserves that hold money."""
    return [fund for fund in funds.funds() if fund.funded != fund.paid]


def listing(person: Person, filters: dict[str, str]) -> Listing:
    """Return what outlives the office, a row each, agreements before funds."""
    selectors.check_inside(person)
    heads = ("register", "number", "title", "ends", "with every extension", "days after",
             "amount", "after the last day")  # fmt: skip
    columns = tuple(
        Column(head, number=head in ("number", "days after", "amount")) for head in heads
    )
    return Listing("outliving", "What outlives the office", columns, _cells())


def _cells() -> Iterable[tuple[Cell, ...]]:
    row = last_day()
    for each in beyond(row.on) if row and row.on else ():
        of = each.agreement
        ends, last_end = (d.isoformat() if d else None for d in (of.ends, of.last_end))
        amount = None if of.pence is None else pounds_number(of.pence)
        yield (of.register, of.number, of.title, ends, last_end, each.days, amount, each.words)
    for fund in holding():
        left = pounds_number(fund.funded - fund.paid)
        settled = fund.after_end or NOT_SETTLED
        yield ("funds", fund.number, fund.name, None, None, None, left, settled)
