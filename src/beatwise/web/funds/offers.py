"""What funds offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.funds import pounds
from beatwise.accountability.roles import Person
from beatwise.accountability.spending.entry_steps import CONFIRMED
from beatwise.accountability.task_selection import Task
from beatwise.web.funds import exports, integrity, limit_setting, selectors
from beatwise.web.funds.models import Fund
from beatwise.web.funds.proposals import proposed_entries
from beatwise.web.registry import ExportList, FirstStep, Place, SearchResult, registry
from beatwise.web.search.search_field import matching


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Funds", "funds", "funds.read", 32))
    offers.first_step(FirstStep("Open the first fund", "funds.write", 60, _first_fund))
    offers.search(_search, selectors.texts)
    offers.areas(selectors.areas)
    offers.limits_of(limit_setting.in_force)
    offers.check("funds", integrity.funds)
    offers.listing("fund-lines", ExportList("funds.read", exports.of_lines))
    offers.listing("fund-entries", ExportList("funds.read", exports.of_entries))
    offers.listing("fund-projects", ExportList("funds.read", exports.of_projects))
    offers.check("proposed entries", integrity.proposals)
    offers.waiting(_tasks)
    offers.thing("fund", _address)
    offers.thing("proposal", _proposal_address)
    offers.thing("limit", lambda person, _: _limits(person))
    offers.thing("money", lambda person, _: reverse("import_money") if _reads(person) else None)


def _first_fund() -> str | None:
    return None if Fund.objects.exists() else reverse("new_fund")


def _reads(person: Person) -> bool:
    return roles.may(person, "funds.read")


def _tasks(person: Person, looked: dt.datetime | None) -> Iterable[Task]:
    """Yield the proposals of which this person may take the next step."""
    if not _reads(person):
        return
    for row in selectors.proposals(person, {"open": "yes"}):
        moves = [move for move in proposed_entries.moves(row, person) if not move.own]
        if moves:
            kind = "approve" if row.state == CONFIRMED else "look"
            words = f"{moves[0].title}: {row.title.lower()} of {pounds(row.total)}, {row.fund}"
            address = reverse("proposal", args=[row.number])
            yield Task(kind, row.thing, words, address, "a proposed entry", since=row.at)


def _limits(person: Person) -> str | None:
    return reverse("limits") if roles.may(person, "budget.read") else None


def _proposal_address(person: Person, key: str) -> str | None:
    if not (_reads(person) and key.isdecimal()):
        return None
    rows = selectors.proposals(person).filter(number=int(key[:9]))
    return reverse("proposal", args=[int(key)]) if rows.exists() else None


def _search(person: Person, words: str, most: int) -> Iterable[SearchResult]:
    if not roles.may(person, "funds.read"):
        return
    for fund in selectors.funds().filter(matching(words, "search"))[:most]:
        yield SearchResult("Funds", fund.name, reverse("fund", args=[fund.number]))
    for line in selectors.lines(person, {"q": words})[:most]:
        address = reverse("fund_line", args=[line.fund.number, line.number])
        yield SearchResult("Funds", f"{line}: {line.fund}", address)


def _address(person: Person, key: str) -> str | None:
    reads = roles.may(person, "funds.read")
    return reverse("fund", args=[int(key)]) if key.isdigit() and reads else None
