"""The demo's patrols in its office: what was walked is handed in, and a shift waits to be walked.

Phones hand in through the addresses that phones and trackers call, hours and the measurement come
through the importers that people use.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from beatwise.web.accounts.models import Account
from beatwise.web.imports import batches
from beatwise.web.keeping.demo.demo_phones import DemoPhone, hand_in
from beatwise.web.patrols import actions, delivery_reports, plan_intake
from beatwise.web.patrols.live import stay_keeping
from beatwise.web.patrols.models import Alert, Phone, PlanShift, Programme
from beatwise.web.patrols.paper.importer import PaperImport
from beatwise.web.patrols.phones import actions as phones
from beatwise.web.patrols.phones.actions import PhoneCode
from beatwise.web.settings.place import office_folder


PLAN = "demo-plan.json"
ENOUGH = dt.timedelta(hours=2)  # of a shift that is left, to have a look at it
LIMITS = {Alert.NOT_STARTED: 30, Alert.NOT_VISITED: 3}
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DemoWalk:
    """A plan, who walks each of its shifts, and the files of what was walked and measured.

    ``files`` are those of the simulation by name; ``report`` is a ``fidelity.json``.
    """

    plan: bytes
    walkers: Mapping[str, str]
    files: Mapping[str, bytes]
    report: bytes


def fill(walk: DemoWalk, *, officer: Account, analyst: Account) -> Programme:
    """Take the plan in, hand in what was walked, and take in what was measured."""
    programme = plan_intake.take_in(content=walk.plan, by=officer, partners=walk.walkers)
    for phone in _enrolled(programme, walk, officer):
        hand_in(phone, walk.files)
    paper = PaperImport(programme)
    content = walk.files["hours-return.csv"]
    if content.count(b"\n") > 1:
        batch = batches.keep(paper, name="hours-return.csv", content=content, by=officer)
        batches.commit(paper, batch=batch, by=officer)
    while stay_keeping.keep_stays():
        pass
    for kind, limit in LIMITS.items():
        actions.set_alert(programme=programme, kind=kind, limit=limit, by=officer)
    delivery_reports.take_in(programme=programme, content=walk.report, by=analyst)
    _keep({"plan": json.loads(walk.plan), "walkers": dict(walk.walkers)})
    return programme


def phone_to_walk(officer: Account) -> PhoneCode | None:
    """Return a phone that is not enrolled yet, with its code, and see that it has a shift now.

    ``None`` in a demo without patrols. A shift that began an hour ago at most and that nobody
    started is used again; otherwise the plan is taken in again with one more.
    """
    file = office_folder() / PLAN
    if not file.exists():
        return None
    record: Document = json.loads(file.read_text(encoding="utf-8"))
    programme = Programme.objects.filter(name=record["plan"]["name"]).first()
    if programme is None:
        return None
    shift = _shift_now(programme, record, officer)
    waiting = programme.phones.filter(partner=shift.partner, key_hash=None, revoked_at=None)
    phone: Phone | None = waiting.first()
    if phone is not None:
        return phones.renew_code(phone=phone, by=officer)
    return phones.add_phone(programme=programme, partner=shift.partner, by=officer)


def _enrolled(programme: Programme, walk: DemoWalk, officer: Account) -> list[DemoPhone]:
    """Enrol a phone for each device of the simulation."""
    import tomllib

    devices = tomllib.loads(walk.files["devices.toml"].decode())["device"]
    return [
        DemoPhone.enrolled(device["id"], device["partner"], programme=programme, by=officer)
        for device in devices
    ]


def _shift_now(programme: Programme, record: Document, officer: Account) -> PlanShift:
    now = timezone.now()
    partner = _partner(record)
    rows = programme.shifts.filter(partner=partner, dropped=False, patrols=None)
    rows = rows.filter(ends__gte=now + ENOUGH, begins__lte=now)
    row = next((shift for shift in rows if now <= shift.begins + dt.timedelta(hours=1)), None)
    return row or _one_more(record, partner, officer)


def _one_more(record: Document, partner: str, officer: Account) -> PlanShift:
    """Take the plan in again with a shift more: the longest of its own, moved to this hour."""
    plan = record["plan"]
    begins = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    shift = _moved(max(plan["shifts"], key=_visits), begins)
    plan["shifts"] = [one for one in plan["shifts"] if one["id"] != shift["id"]] + [shift]
    plan["to"] = max(plan["to"], shift["day"])
    record["walkers"][shift["id"]] = partner
    content = json.dumps(plan).encode()
    programme = plan_intake.take_in(content=content, by=officer, partners=record["walkers"])
    _keep(record)
    return programme.shifts.get(name=shift["id"])


def _moved(shift: Document, begins: dt.datetime) -> Document:
    """Return a shift that begins at another moment, with all its visits."""
    moved = deepcopy(shift)
    later = begins - dt.datetime.fromisoformat(shift["begins"])
    stops = [stop for route in moved["routes"] for stop in route["stops"]]
    for span in (moved, *stops):
        for end in ("begins", "ends"):
            moment = dt.datetime.fromisoformat(span[end]).astimezone(dt.UTC) + later
            span[end] = moment.isoformat()
    moved["day"] = begins.date().isoformat()
    moved["id"] = f"{begins:%Y%m%d-%H%M}-{shift['beat'].lower()}-demo"
    moved["shift"] = "Demo"
    return moved


def _visits(shift: Document) -> int:
    return max(sum(stop["kind"] == "visit" for stop in route["stops"]) for route in shift["routes"])


def _partner(record: Document) -> str:
    """Return who walks the second shift: the partner whose phones check in."""
    names = list(record["walkers"].values())
    return str(names[min(1, len(names) - 1)])


def _keep(document: Document) -> None:
    (office_folder() / PLAN).write_text(json.dumps(document), encoding="utf-8")
