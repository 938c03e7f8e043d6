"""A rota as JSON values, and back: the file ``rota.json``."""

from __future__ import annotations

import datetime as dt

from beatwise.planning.dates import london_moment
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.rota_plan import RotaPlan
from beatwise.planning.rota.unfilled import Unfilled
from beatwise.planning.saved_document import JsonObject, of_format, understood


FORMAT = "beatwise rota 1"
_SIMPLE = (
    "name", "provider", "weeks", "places", "objective", "bound", "method", "seed",
)  # fmt: skip


def as_json(rota: RotaPlan) -> dict[str, object]:
    """Return the rota as JSON values."""
    one, working = rota.on_one_beat()
    return {
        "format": FORMAT,
        **{name: getattr(rota, name) for name in _SIMPLE},
        "from": rota.first.isoformat(),
        "gap": rota.gap,
        "publish_by": rota.publish_by.isoformat(),
        "filled": len(rota.duties),
        "working": working,
        "on_one_beat": one,
        "faults": list(rota.faults),
        "notes": list(rota.notes),
        "unfilled": [
            {"date": u.day.isoformat(), "shift": u.shift, "beat": u.beat, "short": u.short,
             "why": u.why}
            for u in rota.unfilled
        ],
        "duties": [
            {"date": d.day.isoformat(), "shift": d.shift, "beat": d.beat, "person": d.person,
             "begins": d.begins.isoformat(), "ends": d.ends.isoformat()}
            for d in rota.duties
        ],
    }  # fmt: skip


def from_json(document: object, place: str) -> RotaPlan:
    """Return the rota in a document; raise ``BadInput`` naming ``place`` when it is not one."""
    values = of_format(
        document, FORMAT, noun="rota", place=place,
        next_step="Make one with: beatwise rota --team FILE --posts FILE …",
    )  # fmt: skip
    with understood("rota", place):
        return RotaPlan(
            **{name: values[name] for name in _SIMPLE},
            first=dt.date.fromisoformat(values["from"]),
            publish_by=dt.date.fromisoformat(values["publish_by"]),
            faults=tuple(values["faults"]),
            notes=tuple(values["notes"]),
            unfilled=tuple(_unfilled(each) for each in values["unfilled"]),
            duties=tuple(_duty(each) for each in values["duties"]),
        )


def _unfilled(values: JsonObject) -> Unfilled:
    return Unfilled(
        day=dt.date.fromisoformat(values["date"]),
        shift=values["shift"],
        beat=values["beat"],
        short=values["short"],
        why=values["why"],
    )


def _duty(values: JsonObject) -> DatedDuty:
    return DatedDuty(
        day=dt.date.fromisoformat(values["date"]),
        shift=values["shift"],
        beat=values["beat"],
        person=values["person"],
        begins=london_moment(values["begins"]),
        ends=london_moment(values["ends"]),
    )
