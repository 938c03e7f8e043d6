"""A contracting process as OCDS releases, one for each thing that happened, and back.

Each release says all that was known on its day, so that the last one alone is the process as it
stands, and a change of a contract is read from two releases that follow each other. Source: Open
Contracting Data Standard 1.1, release and record schemas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from beatwise.accountability.funds import pounds_number
from beatwise.accountability.standards.contracting import (
    ContractingProcess,
    Organisation,
    Step,
)
from beatwise.accountability.standards.declared_fields import filled


Json = dict[str, object]
LOTS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/"
    "extension.json"
)
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def releases(process: ContractingProcess, buyer: Organisation, prefix: str) -> list[Json]:
    """Return the releases of a process in the order of their days.

    A release is never dated before the one that it follows: where a stage has an earlier day, that
    is told within it. A reader that sorts releases by date so finds the last one last.

    Parameters
    ----------
    prefix
        The publisher's own, such as ``ocds-abc123``.
    """
    moments = _moments(process)
    days = accumulate((day for day, _, _ in moments), max)
    return [
        _release(known, buyer, f"{prefix}-{process.number}", tag, day, at)
        for at, (day, (_, tag, known)) in enumerate(zip(days, moments, strict=True), 1)
    ]


def record(process: ContractingProcess, buyer: Organisation, prefix: str) -> Json:
    """Return the record of a process: its releases, and what they come to.

    Raises ``ValueError`` for a process of which nothing has a day yet: it is published later.
    """
    every = releases(process, buyer, prefix)
    if not every:
        raise ValueError(f"{process.title}: no stage has a day yet")
    last = every[-1]
    compiled = {**last, "id": f"{last['id']}-compiled", "tag": ["compiled"]}
    return {"ocid": last["ocid"], "releases": every, "compiledRelease": compiled}


def package(records: Sequence[Json], publisher: Organisation, uri: str, at: dt.datetime) -> Json:
    """Return records as a record package, published at ``uri`` at a moment with a zone."""
    return {
        "uri": uri, "version": "1.1", "extensions": [LOTS], "publishedDate": at.isoformat(),
        "publisher": {"name": publisher.name, **({"scheme": publisher.scheme, "uid":
                      publisher.number} if publisher.number else {})},
        "license": LICENCE, "records": list(records),
    }  # fmt: skip


def _moments(process: ContractingProcess) -> list[tuple[dt.date, str, ContractingProcess]]:
    """Return each day on which something happened, and the process as it was known then."""
    stages = [(process.planned_on, "planning"), (process.tendered_on, "tender"),
              (process.award_on, "award"), (process.signed_on, "contract")]  # fmt: skip
    moments = [(day, tag, _known_after(process, tag, 0)) for day, tag in stages if day is not None]
    for count, change in enumerate(process.modifications, 1):
        moments.append((change.on, "contractAmendment", _known_after(process, "contract", count)))
    if process.payments:
        last = max(payment.on for payment in process.payments)
        moments.append((last, "implementation", process))
    return moments


def _known_after(process: ContractingProcess, tag: str, changes: int) -> ContractingProcess:
    """Return a process without the stages that come after one."""
    known = replace(process, payments=(), modifications=process.modifications[:changes])
    if tag in ("planning", "tender", "award"):
        known = replace(known, signed_on=None, starts=None, ends=None, last_end=None, reviews=())
    if tag in ("planning", "tender"):
        known = replace(known, award_on=None, supplier=None, pence=None, tenderers=None)
    if tag == "planning":
        known = replace(known, tendered_on=None, closes=None, standstill_ends=None, lots=())
    return known


def _release(
    process: ContractingProcess, buyer: Organisation, ocid: str, tag: str, day: dt.date, at: int
) -> Json:
    parties = [_party(buyer, "buyer")]
    if process.supplier is not None:
        parties.append(_party(process.supplier, "supplier"))
    return filled({
        "ocid": ocid, "id": f"{ocid}-{at:03d}", "date": moment(day), "tag": [tag],
        "initiationType": "tender", "language": "en", "parties": parties,
        "buyer": _reference(buyer), "planning": _planning(process), "tender": _tender(process),
        "awards": _awards(process), "contracts": _contracts(process, buyer),
    })  # fmt: skip


def _planning(process: ContractingProcess) -> Json:
    budget = None if process.budget is None else {"amount": value(process.budget)}
    notices = [_milestone(step, "preProcurement") for step in process.notices]
    if process.planned_on is not None:
        planned = Step("planned", "Need recorded", None, process.planned_on)
        notices.insert(0, _milestone(planned, "preProcurement"))
    return filled({"rationale": process.why, "budget": budget, "milestones": notices})


def _tender(process: ContractingProcess) -> Json:
    status = "planned"
    if process.tendered_on is not None:
        status = "complete" if process.award_on else "active"
    lots = [filled({"id": lot.number, "title": lot.title,
                    "value": None if lot.pence is None else value(lot.pence)})
            for lot in process.lots]  # fmt: skip
    return filled({
        "id": process.number, "title": process.title, "description": process.about,
        "status": status, "procurementMethod": process.method, "lots": lots,
        "tenderPeriod": period(process.tendered_on, process.closes),
        "awardPeriod": period(process.closes, process.standstill_ends),
        "numberOfTenderers": process.tenderers,
    })  # fmt: skip


def _awards(process: ContractingProcess) -> list[Json]:
    if process.award_on is None:
        return []
    supplier = [_reference(process.supplier)] if process.supplier else []
    return [filled({
        "id": process.number, "title": process.title, "status": "active",
        "date": moment(process.award_on), "suppliers": supplier,
        "value": None if process.pence is None else value(process.pence),
    })]  # fmt: skip


def _contracts(process: ContractingProcess, buyer: Organisation) -> list[Json]:
    if process.signed_on is None:
        return []
    amendments = [
        {"id": change.number, "date": moment(change.on), "rationale": change.why}
        for change in process.modifications
    ]
    pence, ends = process.pence, process.ends
    for change in process.modifications:
        pence = pence if change.pence is None else change.pence
        ends = change.ends or ends
    reviews = [_milestone(step, "reporting") for step in process.reviews]
    return [filled({
        "id": process.number, "awardID": process.number, "title": process.title,
        "status": "active", "dateSigned": moment(process.signed_on),
        "period": period(process.starts, ends, process.last_end),
        "value": None if pence is None else value(pence),
        "amendments": amendments, "milestones": reviews,
        "implementation": _implementation(process, buyer),
    })]  # fmt: skip


def _implementation(process: ContractingProcess, buyer: Organisation) -> Json:
    payee = _reference(process.supplier) if process.supplier else None
    return filled({"transactions": [
        filled({"id": each.number, "date": moment(each.on), "value": value(each.pence),
                "payer": _reference(buyer), "payee": payee})
        for each in process.payments
    ]})  # fmt: skip


def _milestone(step: Step, kind: str) -> Json:
    return filled({
        "id": step.number, "title": step.title, "type": kind, "dueDate": moment(step.due),
        "dateMet": moment(step.met), "status": "met" if step.met else "scheduled",
    })  # fmt: skip


def _party(of: Organisation, role: str) -> Json:
    identifier = {"scheme": of.scheme, "id": of.number} if of.number else None
    return filled({**_reference(of), "roles": [role], "identifier": identifier})


def _reference(of: Organisation) -> Json:
    return {"id": of.id, "name": of.name}


def value(pence: int) -> Json:
    """Return pence as the standard's amount in pounds."""
    return {"amount": pounds_number(pence), "currency": "GBP"}


def moment(day: dt.date | None) -> str | None:
    """Return a day as the standard's moment: its first."""
    return None if day is None else f"{day.isoformat()}T00:00:00Z"


def period(
    first: dt.date | None, last: dt.date | None, latest: dt.date | None = None
) -> Json | None:
    """Return a period; ``None`` where neither end is known."""
    ends = {"startDate": moment(first), "endDate": moment(last), "maxExtentDate": moment(latest)}
    return filled(ends) or None
