"""A demo office: one account a role, and a few made-up records on their way."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from beatwise.errors import Conflict
from beatwise.web.accounts import actions as accounts
from beatwise.web.accounts.models import Account
from beatwise.web.registers import actions as records
from beatwise.web.registers.load import definition
from beatwise.web.settings.place import office_folder
from beatwise.web.shared import audit, roles


MARK = "demo"
AREA = "Northtown"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo, with its password."""

    title: str
    email: str
    password: str


def populate() -> list[DemoAccount]:
    """Make the demo's accounts and records in an empty office; ``Conflict`` in any other."""
    if Account.objects.exists():
        raise Conflict(
            "this office has accounts already.",
            place=str(office_folder()),
            next_step="Make the demo in an empty workspace.",
        )
    password = secrets.token_urlsafe(12)
    with audit.changing():
        made = [_account(name, password) for name, _ in roles.choices()]
        people = {account.role: account for account in Account.objects.all()}
        _decisions(people)
        _advice(people)
    (office_folder() / MARK).write_text(password, encoding="ascii")
    return made


def accounts_of_demo() -> list[DemoAccount]:
    """Return the demo's accounts, or none when this is not a demo."""
    mark = office_folder() / MARK
    if not mark.exists():
        return []
    password = mark.read_text(encoding="ascii")
    return [DemoAccount(roles.role(n).title, _address(n), password) for n, _ in roles.choices()]


def _account(name: str, password: str) -> DemoAccount:
    role = roles.role(name)
    area = AREA if role.sees == roles.OWN_AREA else ""
    accounts.make(email=_address(name), role=name, area=area, password=password, by=None)
    return DemoAccount(role.title, _address(name), password)


def _address(name: str) -> str:
    return f"{name.replace('_', '.')}@demo.example"


def _decisions(people: dict[str, Any]) -> None:
    made = definition("decisions")
    office, chief = people["governance"], people["commissioner"]
    first = records.make(
        register=made,
        given={
            "title": "Foot patrols in three market towns for six months",
            "options": "Do nothing\nPatrols by the force\nA tendered warden service",
            "evidence": "Recorded incidents by town, and the break-even of each option.",
            "equality": "No group is disadvantaged; routes pass step-free places.",
            "fund": "Prevention fund",
            "amount": "48000.00",
            "significant": "yes",
            "review_on": "2027-06-01",
        },
        by=office,
    )
    move = {"register": made, "number": first.number, "stepped_up": True}
    records.move(**move, version=1, step="propose", by=office)
    decided = {"decided_on": "2026-11-02", "decided_by": "commissioner"}
    records.change(register=made, number=first.number, version=2, given=decided, by=office)
    records.move(**move, version=3, step="take", by=chief)
    records.make(
        register=made,
        given={"title": "Renew the victims' service for a year", "fund": "Victims' services"},
        by=people["commissioning"],
    )


def _advice(people: dict[str, Any]) -> None:
    made = definition("advice")
    records.make(
        register=made,
        given={"proposal": "Patrols past midnight on Saturdays", "proposed_on": "2026-10-01"},
        by=people["force_liaison"],
    )
    second = records.make(
        register=made,
        given={
            "proposal": "Wardens to carry radios on the force's channel",
            "proposed_on": "2026-09-14",
            "adviser": "Assistant Chief Constable",
            "advised_on": "2026-09-30",
            "advice": "A shared channel for towns is possible; the force's own is not.",
        },
        by=people["force_liaison"],
    )
    records.move(
        register=made, number=second.number, version=1, step="advise", by=people["force_liaison"]
    )
