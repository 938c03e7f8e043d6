"""Records as values of the open standards: grants, contracting processes, agreements, spending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from beatwise.accountability.standards import developer_agreements as da
from beatwise.accountability.standards.contracting import (
    ContractingProcess,
    Lot,
    Modification,
    Organisation,
    Payment,
    Step,
)
from beatwise.accountability.standards.giving_grants import PublishedGrant, Recipient
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.selectors import day, lines_of


Values = Mapping[str, Any]
# States in which nobody outside is told who won: up to the standstill, and only on record.
UNPUBLISHED = ("pipeline", "noticed", "tender", "evaluation", "standstill", "recorded")
METHODS = {"Open": "open", "Selective": "selective", "Limited": "limited", "Direct": "direct"}


def organisations() -> dict[int, Values]:
    """Return the values of every organisation by number."""
    return {number: v for number, _, v in selectors.read(selectors.rows(selectors.RECIPIENTS))}


def grants() -> Iterator[PublishedGrant]:
    """Yield the grants that are published: those whose state the panel sees.

    Grants of another funder are that funder's to publish.
    """
    known = organisations()
    public = selectors.rows(selectors.GRANTS, "running", "reported", "closed", "ended_early")
    rounds = {n: v for n, _, v in selectors.read(selectors.rows("grant_rounds"))}
    for number, _, values in selectors.read(public):
        if values.get("ours") is False:
            continue
        of = known.get(values.get("recipient") or 0)
        if of is not None and values.get("award_on") and values.get("awarded") is not None:
            yield _grant(number, values, of, rounds.get(values.get("round") or 0, {}))


def _grant(number: int, values: Values, of: Values, in_round: Values) -> PublishedGrant:
    return PublishedGrant(
        number=str(number), title=values["title"], about=values.get("purpose") or values["title"],
        award_on=dt.date.fromisoformat(values["award_on"]), pence=values["awarded"],
        recipient=recipient(values["recipient"], of), applied_for=values.get("asked"),
        paid=values.get("paid"), starts=day(values.get("starts")), ends=day(values.get("ends")),
        programme=values.get("programme") or in_round.get("programme") or "",
        area=values.get("area") or "", area_code=values.get("area_code") or "",
        open_call=in_round.get("open_call"),
    )  # fmt: skip


def recipient(number: int, values: Values) -> Recipient:
    """Return an organisation as 360Giving knows it."""
    return Recipient(
        number, values["name"], values.get("charity_number") or "",
        values.get("company_number") or "", values.get("other_identifier") or "",
    )  # fmt: skip


def processes(payments: Mapping[int, list[Payment]]) -> Iterator[ContractingProcess]:
    """Yield the contracting processes of which a stage has a day; ``payments`` by contract.

    Contracts that another body commissions are that body's to publish, with it as the buyer.
    """
    known = organisations()
    every = selectors.read(selectors.rows(selectors.CONTRACTS))
    for number, state, values in sorted(every, key=lambda row: row[0]):
        if values.get("ours") is False:
            continue
        process = _process(number, state, values, known, payments.get(number, []))
        if process.planned_on or process.tendered_on or process.award_on or process.signed_on:
            yield process


def _process(
    number: int, state: str, v: Values, known: Mapping[int, Values], payments: list[Payment]
) -> ContractingProcess:
    open_award = state not in UNPUBLISHED
    of = known.get(v.get("provider") or 0) if open_award else None
    return ContractingProcess(
        number=str(number), title=v["title"], about=v.get("service") or "",
        why=v.get("need") or "", budget=v.get("budget"), planned_on=day(v.get("planned_on")),
        notices=tuple(_notice(at, line) for at, line in enumerate(lines_of(v.get("notices")), 1)),
        tendered_on=day(v.get("tendered_on")), closes=day(v.get("closes")),
        standstill_ends=day(v.get("standstill_ends")),
        method=METHODS.get(v.get("procedure") or "", ""), tenderers=_whole(v.get("tenderers")),
        lots=tuple(Lot(str(line["lot"]), str(line.get("title") or line["lot"]), line.get("value"))
                   for line in lines_of(v.get("lots"))),
        award_on=day(v.get("award_on")) if open_award else None,
        supplier=supplier(of) if of else None, pence=v.get("value") if open_award else None,
        signed_on=day(v.get("signed_on")) if open_award else None, starts=day(v.get("starts")),
        ends=day(v.get("ends")), last_end=day(v.get("last_end")),
        modifications=tuple(_modifications(v)), payments=tuple(payments),
        reviews=tuple(Step(f"review-{at}", "Review", None, day(line.get("held_on")))
                      for at, line in enumerate(lines_of(v.get("reviews")), 1)),
    )  # fmt: skip


def supplier(values: Values) -> Organisation:
    """Return an organisation as OCDS knows it."""
    if values.get("company_number"):
        return Organisation(values["name"], "GB-COH", values["company_number"])
    if values.get("charity_number"):
        return Organisation(values["name"], "GB-CHC", values["charity_number"])
    if values.get("other_identifier"):
        return Organisation.identified(values["name"], str(values["other_identifier"]))
    return Organisation(values["name"])


def _notice(at: int, line: Values) -> Step:
    return Step(f"notice-{at}", f"{line['notice']} notice", day(line.get("due")),
                day(line.get("published_on")))  # fmt: skip


def _modifications(v: Values) -> Iterator[Modification]:
    for line in lines_of(v.get("modifications")):
        yield Modification(
            str(line["number"]), dt.date.fromisoformat(str(line["on"])), str(line["why"]),
            line.get("value"), day(line.get("ends")),  # type: ignore[arg-type]
        )  # fmt: skip


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value).partition(".")[0])


def agreement_tables() -> dict[str, list[dict[str, object]]]:
    """Return the rows of the three tables of developer agreements."""
    agreements = {n: v for n, _, v in selectors.read(selectors.rows(selectors.AGREEMENTS))}
    contributions = [v for _, _, v in selectors.read(selectors.rows(selectors.CONTRIBUTIONS))]
    return {
        da.AGREEMENTS: [_agreement(v) for v in agreements.values()],
        da.CONTRIBUTIONS: [
            _contribution(v, agreements.get(v.get("agreement") or 0, {})) for v in contributions
        ],
        da.TRANSACTIONS: [row for v in contributions for row in _transactions(v)],
    }


def _agreement(v: Values) -> dict[str, object]:
    return {
        "reference": v["reference"], "name": v.get("development"), "organisation": v["authority"],
        "developer-agreement-type": v.get("kind"), "document-url": v.get("document"),
        "planning-application": v.get("planning_application"), "notes": v.get("notes"),
        "start-date": day(v.get("signed_on")), "end-date": day(v.get("ends")),
    }  # fmt: skip


def _contribution(v: Values, agreement: Values) -> dict[str, object]:
    return {
        "reference": v["reference"], "developer-agreement": agreement.get("reference"),
        "name": v.get("purpose"), "contribution-purpose": da.POLICE, "amount": v.get("amount"),
        "units": v.get("units"), "organisation": v.get("authority"), "notes": v.get("trigger"),
        "start-date": day(v.get("signed_on")), "end-date": day(v.get("spend_by")),
    }  # fmt: skip


def _transactions(v: Values) -> Iterator[dict[str, object]]:
    for line in lines_of(v.get("transactions")):
        yield {
            "reference": line["reference"], "developer-agreement-contribution": v["reference"],
            "contribution-funding-status": line["status"], "amount": line["amount"],
            "start-date": day(line.get("on")), "name": line.get("item"),
            "organisation": v.get("authority"),
        }  # fmt: skip
