"""A small programme of patrols for tests: two beats, two partners, shifts around now."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from beatwise.planning.dose import Dose
from beatwise.planning.plan import Base, PatrolPlan, PlannedShift, PlanStop, Route, Spot
from beatwise.planning.plan_json import as_json


WARDENS, FORCE = "Millshire wardens", "Millshire Police"
EAST, NORTH = 530_000.0, 180_000.0


def browser() -> Any:
    """Return a client that nobody is signed in to: phones bring their key."""
    from django.test import Client

    return Client(SERVER_NAME="localhost", raise_request_exception=True)


@dataclass
class Walked:
    """A programme, its phone with a key, and the shift it walks."""

    office: Any
    programme: Any
    phone: Any
    key: str
    shift: str = "Pelbrook now"

    def post(self, items: list[dict], key: str = "", **more: object) -> Any:
        """Hand items in, and return the answer."""
        return browser().post(
            "/patrols/sync", json.dumps({"items": items, **more}), content_type="application/json",
            headers={"Authorization": f"Bearer {key or self.key}"},
        )  # fmt: skip

    def get(self, address: str, key: str = "", **headers: str) -> Any:
        """Ask as the phone."""
        headers = {"Authorization": f"Bearer {key or self.key}", **headers}
        return browser().get(address, headers=headers)

    def answers(self, items: list[dict], **more: object) -> list[str]:
        """Hand items in, and return each status or reason."""
        self.phone.refresh_from_db()
        answer = self.post(items, **more)
        assert answer.status_code == 200, answer.content
        return [a.get("reason") or a["status"] for a in answer.json()["answers"]]

    def item(self, seq: int, kind: str, minutes: float = 0.0, /, **payload: object) -> dict:
        """Return an item that happened so many minutes from now."""
        at = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)
        return {"id": str(uuid.uuid4()), "seq": seq, "at": at.isoformat(), "kind": kind,
                "shift": self.shift, "payload": payload}  # fmt: skip


def plan_bytes(now: dt.datetime | None = None, *, name: str = "Market towns") -> bytes:
    """Return a plan with a shift that began an hour ago, one tomorrow and one of another beat."""
    now = now or dt.datetime.now(dt.UTC)
    start = now - dt.timedelta(hours=1)
    # Noon, as a day after a start in the hour before midnight would still be today.
    tomorrow = (now + dt.timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    shifts = (
        _shift("Pelbrook now", "Pelbrook", start),
        _shift("Dunstowe now", "Dunstowe", start),
        _shift("Pelbrook tomorrow", "Pelbrook", tomorrow),
    )
    plan = PatrolPlan(
        name=name, provider=FORCE, first=start.date(), last=start.date() + dt.timedelta(days=60),
        hours_asked=8, dose=Dose("standard"), windows=(), walking="", unmet=(), assumptions=(),
        bases=(Base("Pelbrook", "Town hall", EAST, NORTH),
               Base("Dunstowe", "Town hall", EAST + 5000, NORTH)), predictability=None, seed=1,
        spots=(_spot("P1", "Pelbrook", EAST), _spot("D1", "Dunstowe", EAST + 5000)), shifts=shifts,
    )  # fmt: skip
    return json.dumps(as_json(plan)).encode()


def walked(office: Any) -> Walked:
    """Take the plan in and enrol a phone of the wardens, who walk Pelbrook."""
    from beatwise.web.patrols import plan_intake
    from beatwise.web.patrols.models import Phone
    from beatwise.web.patrols.phones import actions, enrolment_code

    by = office.account("governance")
    programme = plan_intake.take_in(content=plan_bytes(), by=by, partners={"Pelbrook": WARDENS})
    code = actions.add_phone(programme=programme, partner=WARDENS, by=by).code
    enrolment = enrolment_code.spend(code)
    phone = Phone.objects.get(pk=enrolment.phone.pk)
    return Walked(office, programme, phone, enrolment.key)


def corner_degrees(east: float = EAST, north: float = NORTH) -> tuple[float, float]:
    """Return longitude and latitude of a point in metres."""
    from beatwise.web.patrols.degrees import point_in_degrees

    return point_in_degrees(east, north)


def _spot(name: str, beat: str, east: float) -> Spot:
    ring = ((-50, -50), (50, -50), (50, 50), (-50, 50), (-50, -50))
    outline = tuple((east + x, NORTH + y) for x, y in ring)
    return Spot(name, f"{beat} square", beat, east, NORTH, 1.0, outline, "12 incidents")


def _shift(name: str, beat: str, start: dt.datetime) -> PlannedShift:
    spot = "P1" if beat == "Pelbrook" else "D1"
    stop = PlanStop(
        "visit", spot, "square", start + dt.timedelta(minutes=10),
        start + dt.timedelta(minutes=25), 240, ((EAST, NORTH), (EAST + 100, NORTH)),
    )  # fmt: skip
    route = Route((stop,), 120, ((EAST + 100, NORTH), (EAST, NORTH)))
    return PlannedShift(
        name, beat, start.date(), "Day", start, start + dt.timedelta(hours=8), 1, (route,), (),
        1, 1.0, 1.0, "greedy", 1,
    )  # fmt: skip
