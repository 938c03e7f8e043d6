"""An office with organisations, a round, grants, contracts and a fund, for several tests."""

from __future__ import annotations

from typing import Any


PUBLISHER = {"name": "Office of the local policing body", "identifier": "GB-LAE-NTP",
             "giving_prefix": "360G-northtown", "contracting_prefix": "ocds-abc123"}  # fmt: skip


def make(office: Any, slug: str, role: str = "", **values: object) -> Any:
    """Make a record of a register as its owner, with a reason for whatever is asked."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    register = definition(slug)
    by = office.account(role or register.owner)
    return actions.make(register=register, values=values, by=by, reasons={"*": "As printed."})


def step(office: Any, record: Any, name: str, role: str = "commissioning", **values: object) -> Any:
    """Take a step, stepped up where it must be."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    return actions.move(
        register=definition(record.register), number=record.number, version=_version(record),
        step=name, by=office.account(role), why="As agreed.", stepped_up=True, values=values,
        reasons={"*": "As printed."},
    )  # fmt: skip


def change(office: Any, record: Any, role: str = "commissioning", **values: object) -> Any:
    """Change fields of a record."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    return actions.change(
        register=definition(record.register), number=record.number, version=_version(record),
        values=values, by=office.account(role), why="Corrected.", reasons={"*": "As printed."},
    )  # fmt: skip


def application(office: Any, **values: object) -> Any:
    """A round for £10,000 each, a charity, and its application, which is eligible."""
    make(office, "recipients", name="Family Action", kind="Charity", charity_number="264713")
    make(office, "grant_rounds", name="CAF rural", programme="Community Action Fund",
         opens="2025-09-01", closes="2025-10-17", cap="10000", criteria="Need\nValue")  # fmt: skip
    row = make(office, "grants", **{
        "title": "Post abuse service", "round": 1, "programme": "Community Action Fund",
        "recipient": 1, "purpose": "Counselling for survivors", "asked": "9579.43",
        "cap": "10000", "eligible": "yes", "received_on": "2025-09-20", **values,
    })  # fmt: skip
    return step(office, row, "admit")


def assess(office: Any, grant: int, who: str, *marks: int, **more: str) -> Any:
    """Score an application by need and value."""
    from beatwise.web.commissioning import actions

    by = office.account("assessor", email=f"{who}@office.example")
    return actions.assess(grant=grant, marks=dict(zip(("Need", "Value"), marks, strict=False)),
                          by=by, **more)  # fmt: skip


def running_grant(office: Any) -> Any:
    """A grant of £9,579.43 that runs, with two milestones, the first of them paid."""
    row = application(office)
    assess(office, row.number, "one", 4, 5)
    assess(office, row.number, "two", 4, 2)
    row = step(office, row, "score")
    row = step(office, row, "offer", "commissioner", awarded="9579.43", award_on="2025-11-03",
               conditions="Quarterly report", reasons="Fewer repeat victims")  # fmt: skip
    milestones = [
        {"milestone": "Start", "amount": "5000", "due": "2026-01-05", "paid_on": "2026-01-07",
         "reference": "G1"},
        {"milestone": "Half-way", "amount": "4579.43", "due": "2026-12-05"},
    ]  # fmt: skip
    row = step(office, row, "accept", agreement_on="2025-11-20", starts="2026-01-05",
               ends="2026-12-31")  # fmt: skip
    return change(office, row, milestones=milestones, fund_lines=[{"fund": 1, "line": 1}])


def publisher(office: Any) -> Any:
    """Say what the office is called."""
    from beatwise.web.commissioning import actions

    return actions.set_publisher(values=PUBLISHER, version=0, by=office.account("commissioning"))


def _version(record: Any) -> int:
    from beatwise.web.registers.models import Record

    return int(Record.objects.get(pk=record.pk).version)
