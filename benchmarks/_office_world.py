"""An office as large as a county fills in some years, made inside ``BEATWISE_WORKSPACE``.

100 accounts, 2,000 decisions, 10,000 pieces of advice, the plan with 200 measures of 60 periods in
9 areas, 2,000 actions, and boards with frozen packs. Every value is made up.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any


DECISIONS, ADVICE, MEASURES, PERIODS, AREAS = 2000, 10_000, 200, 60, 9
ACTIONS, ACCOUNTS = 2000, 100
ROLES = (
    "performance", "governance", "commissioner", "force_liaison", "evaluator", "partner",
    "commissioning", "deputy", "performance", "partner",
)  # fmt: skip
SETS = ("plan-2025-29", "contact-demand", "drug-testing-on-arrest", "treatment-requirements",
        "victims-services", "neighbourhood", "reoffending", "serious-violence")  # fmt: skip
OWNERS = ["Performance officer", "Governance officer", "Force liaison officer", "Partner"]
WORDS = (
    "patrols", "towns", "market", "lighting", "shoplifting", "wardens", "evenings", "survey",
    "fund",
)  # fmt: skip


def fill() -> dict[str, Any]:
    """Make everything; return the session keys by role and what there is to open."""
    draw = random.Random(5)
    people = _people()
    _records(people["governance"], draw)
    names = _measures(people["performance"])
    _observe(names, draw)
    _actions(people["performance"], draw)
    packs = _boards(people, names)
    return {
        "keys": {a.email: [a.role, session_key(a)] for a in _accounts()[:50]},
        "apart": next(session_key(a) for a in _accounts()[50:] if a.role == "governance"),
        "measures": names,
        "packs": packs,
        "strategies": _strategies(),
        "dashboards": _dashboards(),
    }


def _strategies() -> list[str]:
    from beatwise.web.actions import action_fields

    return sorted(action_fields.known_strategies())


def _dashboards() -> list[str]:
    """Return the dashboards that there are to open."""
    from beatwise.web.dashboards import selectors as kept

    return [each.name for each in kept.every()]


def areas() -> list[str]:
    """Return the names of the areas."""
    return [f"Town {i}" for i in range(1, AREAS)]


def _accounts() -> list[Any]:
    from beatwise.web.accounts.models import Account

    return list(Account.objects.order_by("pk"))


def _people() -> dict[str, Any]:
    from beatwise.web.accounts.models import Account

    rows = [
        Account(
            email=f"u{i}@office.example",
            role=ROLES[i % len(ROLES)],
            area="Town 1" if ROLES[i % len(ROLES)] == "partner" else "",
        )
        for i in range(ACCOUNTS)
    ]
    Account.objects.bulk_create(rows)
    return {row.role: row for row in reversed(rows)}


def session_key(account: Any) -> str:
    """Sign an account in, and return the key of its session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY], store["second_factor"] = str(account.pk), True
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def _records(by: Any, draw: random.Random) -> None:
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.history import audit
    from beatwise.web.registers import actions
    from beatwise.web.registers.models import Record

    for slug, name, count in (("decisions", "title", DECISIONS), ("advice", "proposal", ADVICE)):
        made, rows = definition(slug), []
        for n in range(1, count + 1):
            given = {name: " ".join(draw.sample(WORDS, 5))}
            if slug == "advice":
                given["proposed_on"] = "2026-10-01"
            else:
                given |= {"options": "a\nb", "evidence": " ".join(draw.sample(WORDS, 8)),
                          "amount": str(draw.randrange(10**6))}  # fmt: skip
            rows.append(actions.fresh(made, actions.hold(made, given, by), n))
        with audit.changing():
            Record.objects.bulk_create(rows, batch_size=500)
            lines = [audit.Line("record.make", r.thing, after=actions.facts(r)) for r in rows]
            audit.write_all(lines, by=by)


def _measures(by: Any) -> list[str]:
    """Load every set that comes along, and give its measures brothers until there are enough."""
    from beatwise.accountability.measures import as_toml
    from beatwise.web.performance import selectors
    from beatwise.web.performance.definitions import actions as defining

    for name in SETS:
        defining.load_shipped(name=name, by=by)
    held = list(selectors.measures().values())
    texts = [
        as_toml.write(
            replace(m, id=f"{m.id[:70]}-{i}", serial=None, title=f"{m.title[:180]} ({i})",
                    frequency="monthly")
        )
        for i in range(1, MEASURES // len(held) + 2)
        for m in held
    ][: MEASURES - len(held)]  # fmt: skip
    defining.define(texts=texts, by=by)
    assert len(selectors.measures()) == MEASURES
    return [m.id for m in held]


def _observe(names: list[str], draw: random.Random) -> None:
    """Give every measure five years of months in every area."""
    from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
    from beatwise.accountability.measures.period import Period
    from beatwise.web.history import audit
    from beatwise.web.performance import observations, selectors

    months = [Period.parse(f"{2021 + (m + 9) // 12}-{(m + 9) % 12 + 1:02}") for m in range(PERIODS)]
    for measure in selectors.measures().values():
        yes = measure.unit.name == "yes/no"
        told = []
        for area in (WHOLE_AREA, *areas()):
            level = draw.uniform(40, 90)
            for period in months:
                value = Decimal("1") if yes else Decimal(f"{level + draw.gauss(0, 4):.1f}")
                told.append((measure.id, Observation(period, value, area=area)))
        with audit.changing():
            observations.add(told)
            audit.write_all(observations.by_measure(told, "import"), by=None)


def _actions(by: Any, draw: random.Random) -> None:
    from beatwise.web.actions import action_fields
    from beatwise.web.actions.imports.importer import Actions
    from beatwise.web.imports import batches

    strategies = sorted(action_fields.known_strategies())
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "title", "strategy", "owner", "due", "state", "created", "completed",
                     "depends_on", "evidence", "original_due"])  # fmt: skip
    due = dt.date.min
    for n in range(1, ACTIONS + 1):
        drawn = dt.date(2025, 6, 30) + dt.timedelta(days=draw.randrange(1400))
        due = max(due, drawn) if n % 10 == 0 else drawn
        done = n % 3 == 0
        writer.writerow([
            f"A{n}", " ".join(draw.sample(WORDS, 5)), draw.choice(strategies), OWNERS[n % 4],
            due, "Complete" if done else "In progress" if n % 3 == 1 else "Planned", "2025-04-01",
            "2026-09-01" if done else "", f"A{n - 1}" if n % 10 == 0 else "",
            "Report to the board" if done else "", "",
        ])  # fmt: skip
    batch = batches.keep(Actions(), name="a.csv", content=out.getvalue().encode(), by=by)
    found = batches.preview(Actions(), batch, by)
    assert not found.wrong, found.wrong[:3]
    batches.commit(Actions(), batch=batch, by=by)


def _boards(people: dict[str, Any], names: list[str]) -> list[list[int]]:
    """Plan a board's meetings, explain every exception, and freeze two packs."""
    from beatwise.web.meetings import boards, workflow
    from beatwise.web.performance import commentary, selectors

    by = people["governance"]
    for row in selectors.scorecard():
        if row.is_exception or row.rating.rag is None:
            commentary.say(measure=row.measure.id, text="Known, and in hand.", by=by)
    packs = []
    for b in range(1, 5):
        given = {"name": f"Board {b}", "chair": "commissioner", "members": ["governance"],
                 "frequency": "quarterly"}  # fmt: skip
        board = boards.make_board(values=given, by=by)
        for i in range(6):
            when = (dt.date(2026, 12, 1) + dt.timedelta(days=91 * i)).isoformat()
            meeting = boards.plan(board=board.number, values={"on": when}, by=by)
            if i == 0:
                pack = workflow.freeze(
                    number=meeting.number,
                    version=meeting.version,
                    by=by,
                    reasons={"*": "The first of a series."},
                )
                packs.append([meeting.number, pack.number])
    return packs


if __name__ == "__main__":
    import os
    from pathlib import Path

    from beatwise.web.start import start

    start(Path(os.environ["BEATWISE_WORKSPACE"]))
    print(json.dumps(fill()))
