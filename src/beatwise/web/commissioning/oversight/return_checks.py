"""Providers' returns held against their contracts: those on record, those in a file, the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from beatwise.accountability.commissioning import provider_returns
from beatwise.accountability.commissioning.provider_returns import (
    AgreedTerms,
    ProviderReturn,
    ReturnFigure,
)
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, MissingData
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.oversight.delivery_rows import contract
from beatwise.web.commissioning.selectors import day, lines_of
from beatwise.web.imports.batches import Preview, Wrong
from beatwise.web.imports.previews.preview import wrong
from beatwise.web.registers import actions as record_actions
from beatwise.web.registers.imports import Records
from beatwise.web.registers.models import Link, Record
from beatwise.web.registers.own_definitions.known import definition


RETURNS = "contract_returns"
REQUEST, RECEIVED, SENT_BACK = "asked", "received", "sent_back"
ACCEPT, SEND_BACK = "accept", "send_back"
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CheckedReturn:
    """A return on record, its contract, and every reason to send it back."""

    record: Record
    contract: Record
    reasons: Sequence[BadInput]


def received(record: int | None = None) -> list[CheckedReturn]:
    """Return the returns that wait for an answer, or the one of a number, with the reasons.

    One that came in by a file is only asked for, and waits as soon as it has a day and figures.
    """
    rows = selectors.rows(RETURNS, REQUEST, RECEIVED).order_by("due", "number")
    if record is not None:
        rows = rows.filter(number=record)
    records = [each for each in rows if each.state == RECEIVED or _is_complete(each.values)]
    contracts = _contracts(records)
    others = _others(contracts.values())
    return [
        CheckedReturn(each, contracts[each.pk], _reasons(each.values, contracts[each.pk],
                      others.get(contracts[each.pk].pk, ()), each.number))
        for each in records if each.pk in contracts
    ]  # fmt: skip


def waiting(number: int) -> CheckedReturn:
    """Return a return that waits for an answer; raise ``MissingData`` when there is none."""
    rows = received(number)
    if not rows:
        raise MissingData(
            f"no return {number} waits for an answer.", next_step="Open the list of returns."
        )
    return rows[0]


def preview(name: str, content: bytes, by: Person) -> Preview:
    """Return what a file of returns would do, with every reason for which a row is sent back.

    The file is in the register's own columns; nothing is kept.
    """
    register = definition(RETURNS)
    would = Records(register).preview(name, content, by)
    faults: list[Wrong] = []
    earlier: dict[int, list[ProviderReturn]] = {}
    for row in sorted((*would.new, *would.changed), key=lambda each: each.row):
        number = int(str(row.values["contract"]))
        of = contract(number)
        others = [*_others([of]).get(of.pk, ()), *earlier.get(number, ())]
        for reason in _reasons(row.values, of, others, row.number):
            label = register.by_name[reason.place or ""].label
            faults.append(wrong(row.row, reason, label))
        here = _as_return(row.values, row.number or -row.row)
        earlier.setdefault(number, []).append(here)
    return replace(would, wrong=(*would.wrong, *faults))


def answer(*, number: int, version: int, step: str, words: str, by: Person) -> Record:
    """Accept a return with what was found, or send it back with the reasons.

    Raises
    ------
    BadInput
        Without words, or for a step that is no answer.
    Conflict
        When a return with a reason against it would be accepted.
    """
    if step not in (ACCEPT, SEND_BACK):
        raise BadInput(
            "a return is accepted or sent back.", place="step", next_step="Choose one of the two."
        )
    if not words.strip():
        raise BadInput("this is empty.", place="words", next_step="Say what was found.")
    each = waiting(number)
    if step == ACCEPT and each.reasons:
        first = each.reasons[0]
        raise Conflict(
            f"{len(each.reasons)} of its points do not hold: {first.message}",
            place=each.record.heading,
            next_step="Send it back with the reasons; the provider corrects it.",
        )
    return record_actions.move(
        register=definition(RETURNS), number=number, version=version, step=step, by=by,
        why=words if step == SEND_BACK else "",
        values={"finding": words} if step == ACCEPT else {},
    )  # fmt: skip


def _is_complete(values: Values) -> bool:
    return bool(values.get("received_on") and values.get("figures"))


def _contracts(records: Iterable[Record]) -> dict[int, Record]:
    links = Link.objects.filter(source__in=[row.pk for row in records], field="contract")
    return {link.source_id: link.target for link in links.select_related("target")}


def _others(contracts: Iterable[Record]) -> dict[int, list[ProviderReturn]]:
    """Return the returns of contracts that were not sent back, by the contract's key."""
    links = Link.objects.filter(
        target__in=[row.pk for row in contracts], field="contract", source__register=RETURNS,
        source__removed=False,
    ).exclude(source__state=SENT_BACK)  # fmt: skip
    returns: dict[int, list[ProviderReturn]] = {}
    for link in links.select_related("source").order_by("source__number"):
        each = _as_return(link.source.values, link.source.number)
        returns.setdefault(link.target_id, []).append(each)
    return returns


def _reasons(
    values: Values, of: Record, others: Iterable[ProviderReturn], number: int | None
) -> list[BadInput]:
    agreed = lines_of(of.values.get("agreed"))
    targets = {str(line["measure"]): _number(line.get("target")) for line in agreed}
    starts, ends = (day(of.values.get(name)) for name in ("starts", "ends"))
    terms = AgreedTerms(starts, ends, targets or None)
    return provider_returns.reasons(_as_return(values, number), terms, others)


def _as_return(values: Values, number: int | None) -> ProviderReturn:
    figures = tuple(
        ReturnFigure(str(line["measure"]), _number(line.get("target")),
                     _number(line.get("actual")))
        for line in lines_of(values.get("figures"))
    )  # fmt: skip
    first, last = (dt.date.fromisoformat(str(values[name])) for name in ("from_day", "to_day"))
    return ProviderReturn(first, last, figures, number)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
