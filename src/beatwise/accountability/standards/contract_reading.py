"""Contracting processes read from OCDS packages: what their releases tell, in the order of days.

Source: Open Contracting Data Standard 1.1. A package was compared with the standard's declared
fields before; see ``declared_fields``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from beatwise.accountability.standards.contracting import (
    ContractingProcess,
    Lot,
    Modification,
    Organisation,
    Payment,
    Step,
)
from beatwise.accountability.standards.declared_fields import filled
from beatwise.errors import BadInput


Json = Mapping[str, Any]
AMENDED = "contractAmendment"
POUNDS = "GBP"
_IDENTIFIERS = ("id", "awardID")
_OF_A_REGISTER = re.compile(r"[A-Z]{2}-[A-Z0-9_]+-.")  # an identifier of org-id.guide


def records_of(package: Json) -> list[Json]:
    """Return the records of a package without what is empty in them, their releases by date.

    The releases of a release package are put together by their process. An identifier that is a
    number, as the standard allows, is read as its digits.
    """
    package = _with_texts(filled(package))
    by_process: dict[str, list[Json]] = {}
    for of in package.get("records") or [package]:
        for release in of["releases"]:
            by_process.setdefault(release["ocid"], []).append(release)
    return [{"ocid": ocid, "releases": sorted(of, key=_moment)} for ocid, of in by_process.items()]


def unread(record: Json) -> Iterator[BadInput]:
    """Yield what a record tells beyond what one contract on record can hold."""
    releases = record["releases"]
    suppliers = {each["id"] for each in _suppliers(releases[-1])}
    for many, count, next_step in (
        ("awards", len(_ids(releases, "awards")), "Divide it by award."),
        ("contracts", len(_ids(releases, "contracts")), "Divide it by contract."),
        ("suppliers", len(suppliers), "Leave one in, and add the others by hand."),
    ):
        if count > 1:
            yield _unread(record, f"the process holds {count} {many}; one is read.", next_step)
    if any(not contract.get("amendments") for release in releases
           if AMENDED in release["tag"] for contract in release.get("contracts", [])):  # fmt: skip
        yield _unread(record, f"a {AMENDED} names no amendment.", "Give its id and date.")
    if others := sorted(set(_currencies(releases)) - {POUNDS}):
        words = f"its amounts are in {', '.join(others)}, and not in {POUNDS}."
        yield _unread(record, words, "Leave it out, and enter it in pounds by hand.")


def process_of(record: Json) -> ContractingProcess:
    """Return the process that a record's releases tell of; ``unread`` finds nothing in it.

    The last release alone says how it stands; what a change of the contract changed is read from
    the releases before.
    """
    last = record["releases"][-1]
    planning, tender = last.get("planning", {}), last.get("tender", {})
    award = (last.get("awards") or [{}])[0]
    contract = (last.get("contracts") or [{}])[0]
    first: Json = next((r["contracts"][0] for r in record["releases"] if r.get("contracts")), {})
    notices = {step.number: step for step in map(_step, planning.get("milestones", []))}
    planned = notices.pop("planned", None)
    tendered, standstill = tender.get("tenderPeriod", {}), tender.get("awardPeriod", {})
    return ContractingProcess(
        number=tender.get("id", record["ocid"]),
        title=tender.get("title") or contract.get("title") or award.get("title", ""),
        about=tender.get("description", ""),
        why=planning.get("rationale", ""),
        budget=_pence(planning.get("budget", {}).get("amount")),
        planned_on=planned.met if planned else None, notices=tuple(notices.values()),
        tendered_on=_day(tendered.get("startDate")),
        closes=_day(tendered.get("endDate") or standstill.get("startDate")),
        standstill_ends=_day(standstill.get("endDate")),
        method=tender.get("procurementMethod", ""), tenderers=tender.get("numberOfTenderers"),
        lots=tuple(Lot(lot["id"], lot.get("title", ""), _pence(lot.get("value")))
                   for lot in tender.get("lots", [])),
        award_on=_day(award.get("date")), supplier=_supplier(last),
        pence=_pence(award.get("value")), signed_on=_day(contract.get("dateSigned")),
        starts=_day(first.get("period", {}).get("startDate")),
        ends=_day(first.get("period", {}).get("endDate")),
        last_end=_day(contract.get("period", {}).get("maxExtentDate")),
        modifications=tuple(_modifications(record)),
        reviews=tuple(map(_step, contract.get("milestones", []))),
        payments=tuple(Payment(each["id"], _sure_day(each["date"]), _pence(each.get("value")) or 0)
                       for each in contract.get("implementation", {}).get("transactions", [])),
    )  # fmt: skip


def buyer_of(record: Json) -> Organisation | None:
    """Return who buys, as the last release has it; ``None`` where it names nobody."""
    last = record["releases"][-1]
    named = last.get("buyer", {})
    for party in last.get("parties", []):
        if party["id"] == named.get("id") or (not named and "buyer" in party.get("roles", [])):
            return _organisation({**named, **party})
    return _organisation(named) if named else None


def _modifications(record: Json) -> Iterator[Modification]:
    """Yield what each change of a contract changed: its release against the one before."""
    known: Json = {}
    for release in record["releases"]:
        for contract in release.get("contracts", []):
            if AMENDED in release["tag"]:
                change = contract["amendments"][-1]
                value, ends = contract.get("value"), contract.get("period", {}).get("endDate")
                yield Modification(
                    change["id"], _sure_day(change["date"]), change.get("rationale", ""),
                    _pence(value) if value != known.get("value") else None,
                    _day(ends) if ends != known.get("period", {}).get("endDate") else None,
                )  # fmt: skip
            known = contract


def _supplier(release: Json) -> Organisation | None:
    return next(map(_organisation, _suppliers(release)), None)


def _organisation(party: Json) -> Organisation:
    """Return a party by the entry that it names, or by its number where that names a register.

    Any other number only links the parts of one file, such as ``supplier-1``.
    """
    name, entry = party.get("name", ""), party.get("identifier", {})
    if entry.get("id"):
        return Organisation(name, entry.get("scheme", ""), entry["id"])
    number = party.get("id", "")
    if number == Organisation(name).id or not _OF_A_REGISTER.match(number):
        return Organisation(name)
    return Organisation.identified(name, number)


def _currencies(value: object) -> Iterator[str]:
    """Yield the currency of every amount that stands in a value, at any depth."""
    for part in value if isinstance(value, list) else []:
        yield from _currencies(part)
    if isinstance(value, Mapping):
        if "amount" in value and "currency" in value:
            yield str(value["currency"])
        yield from _currencies([*value.values()])


def _suppliers(release: Json) -> list[Json]:
    return [party for party in release.get("parties", []) if "supplier" in party.get("roles", [])]


def _ids(releases: Iterable[Json], many: str) -> set[str]:
    """Return the numbers of the awards or contracts that releases tell of."""
    return {each["id"] for release in releases for each in release.get(many, [])}


def _unread(record: Json, words: str, next_step: str) -> BadInput:
    return BadInput(words, place=record["ocid"], next_step=next_step)


def _with_texts(value: Any) -> Any:
    """Return a value with every identifier as text, at any depth."""
    if isinstance(value, list):
        return [_with_texts(part) for part in value]
    if not isinstance(value, Mapping):
        return value
    return {
        name: str(part) if name in _IDENTIFIERS and isinstance(part, int) else _with_texts(part)
        for name, part in value.items()
    }


def _moment(release: Json) -> dt.datetime:
    return dt.datetime.fromisoformat(release["date"].upper())


def _step(milestone: Json) -> Step:
    return Step(
        milestone["id"], milestone.get("title", ""),
        _day(milestone.get("dueDate")), _day(milestone.get("dateMet")),
    )  # fmt: skip


def _pence(value: Json | None) -> int | None:
    return None if not value or value.get("amount") is None else round(value["amount"] * 100)


def _day(moment: str | None) -> dt.date | None:
    return dt.datetime.fromisoformat(moment.upper()).date() if moment else None


def _sure_day(moment: str) -> dt.date:
    return dt.datetime.fromisoformat(moment.upper()).date()
