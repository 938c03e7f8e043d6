"""Phones of the demo: enrolled as phones are, and handing in what they walked as phones do."""

from __future__ import annotations

import csv
import io
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from beatwise.accountability.roles import Person
from beatwise.web.patrols.models import Programme, Tracker
from beatwise.web.patrols.phones import actions, enrolment_code
from beatwise.web.patrols.sync.shift_pack import BATCH


MOST_FIXES = 2_000
_NAMES = uuid.UUID("7b7f6f0e-6d0e-4c39-9d0a-5a1d6c1b0f11")
_OUTCOMES = ("engaged", "nothing")
Line = Mapping[str, str]
Item = dict[str, object]


@dataclass(frozen=True, slots=True)
class DemoPhone:
    """A phone by the name that the simulation has for it, with its key and its tracker's."""

    device: str
    key: str
    tracker_key: str

    @classmethod
    def enrolled(cls, device: str, partner: str, *, programme: Programme, by: Person) -> DemoPhone:
        """Add a phone with a tracker, and enrol it with its code."""
        code = actions.add_phone(programme=programme, partner=partner, by=by).code
        enrolment = enrolment_code.spend(code)
        assert enrolment.phone is not None  # the code is a moment old
        tracker = actions.add_tracker(phone=enrolment.phone, kind=Tracker.OVERLAND, by=by)
        return cls(device, enrolment.key, tracker.key)


def hand_in(phone: DemoPhone, files: Mapping[str, bytes]) -> None:
    """Send the shifts and check-ins of a phone, then its tracker's positions."""
    items = list(_items(phone.device, _lines(files["shifts.csv"]), _lines(files["check-ins.csv"])))
    for at in range(0, len(items), BATCH):
        _send(
            "/patrols/sync",
            {"items": items[at : at + BATCH], "sent_at": timezone.now().isoformat()},
            phone.key,
        )
    fixes = [_fix(line) for line in _lines(files["tracks.csv"]) if line["device"] == phone.device]
    for at in range(0, len(fixes), MOST_FIXES):
        _send("/patrols/overland", {"locations": fixes[at : at + MOST_FIXES]}, phone.tracker_key)


def _items(device: str, shifts: list[Line], check_ins: list[Line]) -> Iterator[Item]:
    """Yield what the phone's outbox would hold, in order."""
    seq = 0
    for shift in (line for line in shifts if line["device"] == device):
        walked = [
            line for line in check_ins
            if line["device"] == device and shift["start"] <= line["arrive"] < shift["end"]
        ]  # fmt: skip
        for at, kind, payload in _events(shift, walked):
            seq += 1
            yield {
                "id": str(uuid.uuid5(_NAMES, f"{device}/{seq}/{at}")), "seq": seq, "at": at,
                "kind": kind, "shift": shift["shift"], "payload": payload,
            }  # fmt: skip


def _events(shift: Line, check_ins: list[Line]) -> Iterator[tuple[str, str, Item]]:
    yield shift["start"], "shift_start", {}
    for number, line in enumerate(check_ins):
        spot: Item = {"spot": line["hot_spot"]}
        yield line["arrive"], "arrive", {**spot, **_place(line, "arrive")}
        code = _OUTCOMES[number % len(_OUTCOMES)]
        yield line["leave"], "outcome", {**spot, "code": code}
        yield line["leave"], "leave", {**spot, **_place(line, "leave")}
    yield shift["end"], "shift_stop", {}


def _place(line: Line, end: str) -> Item:
    return {
        "lon": float(line[f"{end}_longitude"]),
        "lat": float(line[f"{end}_latitude"]),
        "accuracy": float(line[f"{end}_accuracy_m"]),
    }


def _fix(line: Line) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": {
            "type": "Point",
            "coordinates": [float(line["longitude"]), float(line["latitude"])],
        },
        "properties": {
            "timestamp": line["time"],
            "horizontal_accuracy": float(line["accuracy_m"]),
        },
    }


def _lines(content: bytes) -> list[Line]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def _send(address: str, body: Mapping[str, object], key: str) -> None:
    """Send as a phone does, and stop where the office does not take all of it."""
    from django.test import Client  # heavy, and a demo that is only served needs none

    browser = Client(SERVER_NAME="127.0.0.1")
    answer = browser.post(
        address, json.dumps(body), content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )  # fmt: skip
    refusals = [one for one in answer.json().get("answers", ()) if one["status"] == "rejected"]
    if answer.status_code != 200 or refusals:
        raise RuntimeError(f"{address} answered {answer.status_code}: {refusals[:1]}")
