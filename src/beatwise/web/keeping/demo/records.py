"""Records of the two registers that come along: advice and decisions at different states."""

from __future__ import annotations

from beatwise.accountability.questions import EVERY
from beatwise.accountability.registers.read_toml import definition
from beatwise.web.accounts.models import Account
from beatwise.web.keeping.demo.days import day_text
from beatwise.web.registers import actions as records
from beatwise.web.registers.models import Record


def fill(people: dict[str, Account]) -> None:
    """Make decisions and advice: some drafts, some on their way, one taken."""
    _decisions(people)
    _advice(people)


def _decisions(people: dict[str, Account]) -> None:
    register = definition("decisions")
    office, chief = people["governance"], people["commissioner"]
    first = records.make(
        register=register,
        values={
            "title": "Foot patrols in three market towns for six months",
            "options": "Do nothing\nPatrols by the force\nA tendered warden service",
            "evidence": "Recorded incidents by town, and the break-even of each option.",
            "equality": "No group is disadvantaged; routes pass step-free places.",
            "fund": "Prevention fund",
            "amount": "48000.00",
            "significant": "yes",
            "review_on": day_text(190),
        },
        by=office,
    )
    take_step(first, "propose", office)
    decision = {"decided_on": day_text(-20), "decided_by": "commissioner"}
    records.change(
        register=register,
        number=first.number,
        version=2,
        values=decision,
        by=office,
        reasons={EVERY: "Decided on paper; entered here afterwards."},
    )
    take_step(first, "take", chief)
    for fields in (
        {"title": "Renew the victims' service for a year", "fund": "Victims' services"},
        {"title": "Lighting of the path by the station", "fund": "Prevention fund"},
        {"title": "Grants to youth clubs in two towns", "fund": "Community grants"},
    ):
        records.make(register=register, values=fields, by=people["commissioning"])


def _advice(people: dict[str, Account]) -> None:
    register = definition("advice")
    records.make(
        register=register,
        values={"proposal": "Patrols past midnight on Saturdays", "proposed_on": day_text(-50)},
        by=people["force_liaison"],
    )
    second = records.make(
        register=register,
        values={
            "proposal": "Wardens to carry radios on the force's channel",
            "proposed_on": day_text(-70),
            "adviser": "Assistant Chief Constable",
            "advised_on": day_text(-54),
            "advice": "A shared channel for towns is possible; the force's own is not.",
        },
        by=people["force_liaison"],
    )
    take_step(second, "advise", people["force_liaison"])


def take_step(record: Record, step: str, by: Account) -> None:
    """Let somebody take a step of a record as it stands, with fresh proof."""
    record.refresh_from_db()
    records.move(
        register=definition(record.register), number=record.number, version=record.version,
        step=step, by=by, stepped_up=True,
    )  # fmt: skip
