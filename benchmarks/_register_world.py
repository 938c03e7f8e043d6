"""An office of 60 registers with 100,000 records, and fifty people of the roles that read them.

The 48 registers that ship and twelve that an office loaded, each from one that ships; their records
are copies of the examples, some years apart, 24 of 25 as far on as an example goes. Every value is
made up.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from typing import Any

from benchmarks._office_world import WORDS, session_key


REGISTERS, RECORDS, PEOPLE = 60, 100_000, 50
# What an office has most of; the other registers share the rest alike.
# Of suites and kennels it has few: each asks for a visit a week or month.
LARGE = {"correspondence": 40_000, "custody_visits": 2_000, "engagements": 2_000,
         "demand_events": 4_000, "recommendations": 3_000, "custody_suites": 6,
         "kennels": 4, "complaint_reviews": 120}  # fmt: skip
WORKERS = ("governance", "performance", "commissioner", "commissioning", "deputy",
           "panel_secretary", "panel_member", "visitor_coordinator", "partner",
           "monitoring_officer")  # fmt: skip
YEARS = 4
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def fill(records: int = RECORDS) -> dict[str, Any]:
    """Make everything; return the session keys by role and how much of each register there is.

    With fewer ``records`` the large registers are smaller alike; no register has fewer than its
    examples.
    """
    from beatwise.web.registers.own_definitions import known

    people = _people()
    _own_registers(people["governance"])
    examples = _examples(people)
    registers = list(known.definitions().values())
    assert len(registers) == REGISTERS
    draw, sizes = random.Random(12), _sizes([register.slug for register in registers], records)
    for register in registers:
        _grow(register, examples[register.slug], sizes[register.slug], draw)
    return {
        "keys": _keys(),
        "visits": sizes["engagements"],
        "records": {role: _open_to(registers, people[role], draw) for role in WORKERS},
        "rooms": {role: _rooms(people[role]) for role in WORKERS},
    }


def _people() -> dict[str, Any]:
    """Make an account of every role, and fifty of those who work."""
    from beatwise.accountability import roles
    from beatwise.web.accounts.models import Account

    rows = [
        Account(email=f"{name}@office.example", role=name, area=_area(name))
        for name, _ in roles.choices()
    ]
    rows += [
        Account(email=f"u{at}@office.example", role=name, area=_area(name))
        for at in range(PEOPLE)
        for name in [WORKERS[at % len(WORKERS)]]
    ]
    Account.objects.bulk_create(rows)
    return {account.role: account for account in Account.objects.order_by("-pk")}


def _area(role: str) -> str:
    from beatwise.accountability import roles

    return "Pelbrook" if roles.role(role).sees == roles.OWN_AREA else ""


def _keys() -> dict[str, list[str]]:
    from beatwise.web.accounts.models import Account

    workers = Account.objects.filter(email__regex=r"^u\d+@").order_by("pk")
    return {account.email: [account.role, session_key(account)] for account in workers}


def _own_registers(by: Any) -> None:
    """Load registers of the office's own until there are sixty."""
    from beatwise import data
    from beatwise.accountability.registers.read_toml import definitions
    from beatwise.web.registers.loading import actions

    shipped = definitions()
    alone = [slug for slug, register in shipped.items() if _stands_alone(register)]
    for slug in alone[: REGISTERS - len(shipped)]:
        text = data.text("registers", f"{slug}.toml")
        text = re.sub(r'^slug = ".*"', f'slug = "own_{slug}"', text, flags=re.MULTILINE)
        text = re.sub(r'^title = "', 'title = "Our own: ', text, count=1, flags=re.MULTILINE)
        actions.load(text=text, by=by)


def _stands_alone(register: Any) -> bool:
    """Whether neither a link, a duty in another register nor a closed door ties it to others."""
    tied = any(field.kind == "link" for field in register.fields) or register.duties
    return not tied and not register.confidential_to and not register.aggregates


def _examples(people: dict[str, Any]) -> dict[str, list[Any]]:
    """Return the examples of every register by its slug."""
    from beatwise.web.keeping.demo import register_records
    from beatwise.web.registers.own_definitions import known

    records = register_records.fill(people.__getitem__)
    return {
        slug: [row for row in records if row.register == slug.removeprefix(known.OWN)]
        for slug in known.definitions()
    }


def _sizes(slugs: list[str], records: int) -> dict[str, int]:
    others = [slug for slug in slugs if slug not in LARGE]
    large = {slug: size * records // RECORDS for slug, size in LARGE.items()}
    left = records - sum(large.values())
    sizes = {slug: left // len(others) for slug in others} | large
    sizes[others[0]] += left % len(others)
    return sizes


def _grow(register: Any, examples: list[Any], size: int, draw: random.Random) -> None:
    """Give a register copies of its examples until it is so large, each with its history."""
    from beatwise.web.history import audit
    from beatwise.web.registers import actions
    from beatwise.web.registers.models import Link, Record

    begun = 0 if register.slug.startswith("own_") else len(examples)
    finished = [row for row in examples if register.state(row.state).final]
    rows, links = [], []
    for number in range(begun + 1, size + 1):
        is_over = number % 25 > 0
        pattern = draw.choice(finished if is_over and finished else examples)
        row = _copy(register, pattern, number, draw, is_over=is_over)
        rows.append(row)
        links += [(row, link) for link in pattern.links.exclude(field="")] if begun else []
    with audit.changing():
        Record.objects.bulk_create(rows, batch_size=500)
        Link.objects.bulk_create(
            [Link(source=row, target_id=link.target_id, words=link.words, field=link.field)
             for row, link in links], batch_size=500)  # fmt: skip
        erasable = actions.erases(register)
        lines = [
            audit.Line("record.make", row.thing, after=actions.facts(row), erasable=erasable)
            for row in rows
        ]
        audit.write_all(lines, by=None)


def _copy(register: Any, pattern: Any, number: int, draw: random.Random, *, is_over: bool) -> Any:
    """Return a record like an example, other words in its heading and all its days earlier."""
    from beatwise.web.registers import actions
    from beatwise.web.registers.models import Record

    finals = [state.name for state in register.states if state.final]
    moves = [list(move) for move in pattern.moves]
    if is_over and finals and moves[-1][0] not in finals:
        moves.append([finals[0], moves[-1][1]])
    back = dt.timedelta(days=draw.randrange(365 * YEARS) if is_over else draw.randrange(30))
    values = _earlier(pattern.values, back)
    if register.aggregates:
        values[register.aggregates.period] = f"{2026 - number // 12}-{number % 12 + 1:02}-01"
    elif register.by_name[register.heading].kind in {"text", "long"}:
        values[register.heading] = f"{' '.join(draw.sample(WORDS, 3))} {number}"
    row = Record(register=register.slug, number=number, values=values, state=moves[-1][0],
                 moves=_earlier(moves, back))  # fmt: skip
    day = dt.date.fromisoformat(row.moves[-1][1])
    row.created_at = row.changed = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
    actions.keep(register, row)
    return row


def _earlier(value: Any, back: dt.timedelta) -> Any:
    """Return a value with every day in it so much earlier."""
    if isinstance(value, dict):
        return {name: _earlier(each, back) for name, each in value.items()}
    if isinstance(value, list):
        return [_earlier(each, back) for each in value]
    if isinstance(value, str) and DAY.fullmatch(value):
        return (dt.date.fromisoformat(value) - back).isoformat()
    return value


def _open_to(registers: list[Any], person: Any, draw: random.Random) -> dict[str, list[int]]:
    """Return numbers of records that a person sees, at most 40 of each register."""
    from beatwise.web.registers import selectors

    seen = {}
    for register in registers:
        if register.reads(person):
            rows = selectors.records(register, person).values_list("number", flat=True)
            seen[register.slug] = draw.sample(list(rows), min(40, len(rows)))
    return {slug: numbers for slug, numbers in seen.items() if numbers}


def _rooms(person: Any) -> list[str]:
    from beatwise.web.home.menu import menu

    return [room.name for room in menu(person)]


if __name__ == "__main__":
    import os
    import sys
    from pathlib import Path

    from beatwise.web.start import start

    start(Path(os.environ["BEATWISE_WORKSPACE"]))
    print(json.dumps(fill(*map(int, sys.argv[1:2]))))
