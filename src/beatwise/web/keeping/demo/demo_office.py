"""A demo office: people of every role, a plan that is watched, actions under way, and a board.

Everything is made up and drawn from a seed, and every record is made by the action that people
use, so the history tells it too. The office looks as it would on the day it is made.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.accountability import roles
from beatwise.errors import Conflict
from beatwise.web.accounts import actions as accounts
from beatwise.web.accounts.models import Account
from beatwise.web.history import audit
from beatwise.web.settings.place import office_folder


MARK = "demo"
TOWNS = ("Pelbrook", "Ostermere", "Vennaby", "Larkenham", "Dunstowe")


# Whose records the roles see whose own is no town: as the examples of the registers name them.
_OWN = {"provider": "Open Door Counselling", "custody_visitor": "Wendle team"}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo, with its password."""

    title: str
    email: str
    password: str


def populate(towns: Sequence[str] = TOWNS) -> list[DemoAccount]:
    """Make the demo's people and records in an empty office; ``Conflict`` in any other.

    ``towns`` are areas with series of their own for some measures; the partner sees the first.
    """
    from beatwise.web.keeping.demo import (
        board,
        demo_papers,
        demo_plan,
        listening,
        money,
        panel,
        patrol_records,
        records,
        register_records,
        work,
    )

    if Account.objects.exists():
        raise Conflict(
            "this office has accounts already.",
            place=str(office_folder()),
            next_step="Make the demo in an empty workspace.",
        )
    password = secrets.token_urlsafe(12)
    with audit.changing():
        demo_accounts = [_account(name, password, towns[0]) for name, _ in roles.choices()]
        people = {account.role: account for account in Account.objects.all()}
        records.fill(people)
        register_records.fill(people.__getitem__)
        demo_plan.fill(people, towns)
        work.fill(people, towns)
        board.fill(people)
        panel.fill(people)
        listening.fill(people)
        money.fill(people, towns)
        patrol_records.fill(people)
        demo_papers.fill(people.__getitem__)
    (office_folder() / MARK).write_text(password, encoding="ascii")
    return demo_accounts


def accounts_of_demo() -> list[DemoAccount]:
    """Return the demo's accounts, or none when this is not a demo."""
    mark = office_folder() / MARK
    if not (mark.exists() and Account.objects.filter(email=_address("governance")).exists()):
        return []
    password = mark.read_text(encoding="ascii")
    return [DemoAccount(roles.role(n).title, _address(n), password) for n, _ in roles.choices()]


def person(name: str) -> Account:
    """Return the demo's account of a role."""
    return Account.objects.get(email=_address(name))


def _account(name: str, password: str, area: str) -> DemoAccount:
    role = roles.role(name)
    own = _OWN.get(name, area) if role.sees == roles.OWN_AREA else ""
    accounts.make(email=_address(name), role=name, area=own, password=password, by=None)
    return DemoAccount(role.title, _address(name), password)


def _address(name: str) -> str:
    return f"{name.replace('_', '.')}@demo.example"
