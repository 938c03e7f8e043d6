"""Propose and claim entries, and take their steps; the last one makes the entries, all or none.

What is proposed is tried out at once, so that what cannot be is refused while it is typed; it is
checked again when it is entered, against what there is then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from beatwise.accountability import roles
from beatwise.accountability.funds import pounds
from beatwise.accountability.ledger import KINDS, PAIRS
from beatwise.accountability.roles import Person
from beatwise.accountability.spending import entry_steps
from beatwise.accountability.spending.approval_limits import is_above
from beatwise.accountability.spending.entry_steps import (
    CLAIMED,
    CONFIRMED,
    ENTERED,
    PROPOSED,
    Hand,
    Step,
)
from beatwise.errors import BadInput, Refused
from beatwise.web.funds import ledger_entries, selectors
from beatwise.web.funds.entry_checks import (
    pence_of,
    plain_reference,
    plain_text,
)
from beatwise.web.funds.limit_setting import every_limit
from beatwise.web.funds.models import Fund, LedgerEntry, Proposal
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version, next_number
from beatwise.web.pages import clean
from beatwise.web.pages.form_data.check_answers import try_out


CLAIMS = ("payment",)  # what a receiver may claim for itself


@dataclass(frozen=True, slots=True)
class Part:
    """An entry to be: its line (none: of the fund), the amount in pounds, the line it moves to."""

    line: int | None
    amount: object
    to_line: int | None = None


def propose(
    *, fund: int, kind: str, parts: Iterable[Part], on: object, by: Person, reference: str = "",
    words: str = "", evidence: str = "", to_fund: int | None = None,
) -> Proposal:  # fmt: skip
    """Propose entries of one kind, or claim a payment as its receiver.

    Raises
    ------
    BadInput, Conflict
        For what could not be entered now, such as a payment above its commitment.
    Refused
        For a role that neither proposes nor claims.
    """
    state = _first_state(by, kind)
    with audit.changing():
        row = Proposal(
            number=next_number(Proposal.objects.all()), fund=selectors.fund(fund), kind=kind,
            to_fund=selectors.fund(to_fund) if to_fund else None,
            parts=[_as_part(part) for part in parts], on=_day(on),
            reference=plain_reference(reference, "reference"),
            words=plain_text(words, "words", 300), evidence=_evidence(evidence, state), state=state,
            hands=[list(Hand("claim" if state == CLAIMED else "propose", by.role, by.pk))], by=by,
        )  # fmt: skip
        row.above = _is_above(row)
        try_out(lambda: enter(row, by))
        row.save(force_insert=True)
        audit.write("proposal.make", row.thing, by=by, why=row.words, after=_facts(row))
    return row


def take_step(*, number: int, version: int, step: str, by: Person, why: str = "") -> Proposal:
    """Take a step of a proposal; the step that leads to *entered* makes its entries.

    Raises
    ------
    Conflict
        When it stands elsewhere by now, or its entries would spend what is not there.
    Refused
        When it is another role's step, or this person took an earlier one.
    """
    with audit.changing():
        row = selectors.proposal(by, number)
        check_version(row, version, place=str(row))
        row.above = row.above if row.state == CONFIRMED else _is_above(row)
        move = one_move(row, step, by)
        reason = _reason(move, why)
        before = {"state": row.state}
        if move.target == ENTERED:
            row.entries = [entry.number for entry in enter(row, by)]
        row.state, row.version = move.target, row.version + 1
        row.hands = [*row.hands, list(Hand(move.name, by.role, by.pk))]
        row.save()
        after = (
            {"state": row.state, "entries": row.entries} if row.entries else {"state": row.state}
        )
        audit.write(f"proposal.{move.name}", row.thing, by=by, why=reason, before=before,
                    after=after)  # fmt: skip
    return row


def moves(row: Proposal, by: Person) -> tuple[Step, ...]:
    """Return the steps that this person may take now."""
    return entry_steps.moves(row.standing, by.role, by.pk, roles.role_of(by).may)


def one_move(row: Proposal, step: str, by: Person) -> Step:
    """Return the step of a name that this person may take now; raise as ``take_step`` does."""
    return entry_steps.step(step, row.standing, by.role, by.pk, roles.role_of(by).may)


def enter(row: Proposal, by: Person) -> list[LedgerEntry]:
    """Make the entries of a proposal, in the order of its parts."""
    words = row.words
    if row.kind in PAIRS:
        target = (row.to_fund or row.fund).number
        return [
            ledger_entries.make_move(
                kind=row.kind, fund=row.fund.number, line=part["line"], to_fund=target,
                to_line=part["to_line"], amount=part["amount"], on=row.on, words=words, by=by,
            )
            for part in row.parts
        ]  # fmt: skip
    return [
        ledger_entries.make_entry(
            fund=row.fund.number, line=part["line"], kind=row.kind, amount=part["amount"],
            on=row.on, reference=row.reference, words=words, by=by,
        )
        for part in row.parts
    ]  # fmt: skip


def _first_state(by: Person, kind: str) -> str:
    if kind not in KINDS or kind in PAIRS.values():
        raise BadInput(
            f"'{kind}' is no kind of entry.", place="kind", next_step="Choose one of the list."
        )
    if roles.may(by, "funds.propose"):
        return PROPOSED
    if roles.may(by, "funds.claim") and kind in CLAIMS:
        return CLAIMED
    raise Refused("your role proposes no such entry.", next_step="Ask the commissioning officer.")


def _as_part(part: Part) -> dict[str, object]:
    return {"line": part.line, "to_line": part.to_line, "amount": pence_of(part.amount)}


def _day(on: object) -> object:
    return clean.past_day(on, "on", selectors.today())


def _evidence(words: str, state: str) -> str:
    if state == CLAIMED and not words.strip():
        raise BadInput(
            "a claim needs its evidence.",
            place="evidence",
            next_step="Say what was done and what shows it: a report, an invoice, a register.",
        )
    text = clean.text(words, "evidence", longest=2000, needed=False)
    clean.check_impersonal(text, "evidence")
    return text


def _is_above(row: Proposal) -> bool:
    return is_above(every_limit(), row.total, selectors.today())


def _reason(step: Step, why: str) -> str:
    return clean.line(why, "why", longest=300, needed=step.why)


def _facts(row: Proposal) -> dict[str, object]:
    fund: Fund = row.fund
    return {
        "fund": fund.name, "kind": row.kind, "amount": pounds(row.total), "on": row.on,
        "reference": row.reference, "state": row.state,
        "lines": [part["line"] for part in row.parts],
    }  # fmt: skip
