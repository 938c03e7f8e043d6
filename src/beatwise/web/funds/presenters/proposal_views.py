"""Proposed entries and limits as pages show them."""

from __future__ import annotations

from collections.abc import Collection

from beatwise.accountability import roles
from beatwise.accountability.funds import pounds
from beatwise.accountability.roles import Person
from beatwise.accountability.spending import entry_steps
from beatwise.accountability.spending.approval_limits import COVERED, ApprovalLimit
from beatwise.accountability.spending.entry_steps import ENTERED, Step
from beatwise.web.funds.models import Line, Proposal


HANDS = {
    "claim": "Claimed", "propose": "Proposed", "confirm": "Confirmed", "approve": "Approved",
    "send_back": "Sent back", "withdraw": "Withdrawn",
}  # fmt: skip


def row(each: Proposal) -> dict[str, object]:
    """Return a proposal as a row of a list."""
    return {"proposal": each, "amount": pounds(each.total), "role": roles.role(each.by.role).title}


def whole(each: Proposal, person: Person) -> dict[str, object]:
    """Return a proposal as its page shows it: every entry, and by whose hands it went."""
    lines = {line.number: line for line in Line.objects.filter(fund=each.fund)}
    return {
        **row(each),
        "parts": [
            {
                "line": lines.get(part["line"]),
                "to_line": lines.get(part["to_line"]),
                "amount": pounds(part["amount"]),
            }
            for part in each.parts
        ],
        "hands": [
            {"title": HANDS[hand[0]], "role": roles.role(hand[1]).title} for hand in each.hands
        ],
        "sees_whole": roles.role_of(person).sees != roles.OWN_AREA,
    }


def next_step(each: Proposal, moves: Collection[Step]) -> str:
    """Return who takes the next step, and which; empty when it is the reader's, or there is none.

    ``moves`` are the steps that the reader may take.
    """
    step = entry_steps.forward(each.standing)
    if step is None or any(not move.own for move in moves):
        return ""
    past = {hand[1] for hand in each.hands}
    titles = [roles.role(name).title for name in roles.holders(step.needs) if name not in past]
    return f"Next step: “{step.title}”, by another role than before: {' or '.join(titles)}."


def outcome(each: Proposal, move: Step) -> str:
    """Return what a step leads to, in words, for the page that asks for the last press."""
    if move.target == ENTERED:
        count = len(each.parts)
        return (
            f"{'Its entry is' if count == 1 else 'All its entries are'} made at once. An entry is "
            "never changed; it can only be reversed by another."
        )
    return f"It will be marked: {entry_steps.STATES[move.target].lower()}."


def limit(each: ApprovalLimit | None) -> dict[str, object] | None:
    """Return a limit as a row; ``None`` where there is none."""
    if each is None:
        return None
    amount = "none" if each.amount is None else pounds(each.amount)
    return {
        "since": each.since, "amount": amount, "source": each.source,
        "covers": COVERED[each.covers].title,
    }  # fmt: skip
