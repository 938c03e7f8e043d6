"""A rota as JSON values, and back: the file ``rota.json``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from beatwise.errors import BadInput
from beatwise.planning.plan_document import moment
from beatwise.planning.rota.rota_plan import DatedDuty, RotaPlan
from beatwise.planning.rota.unfilled import Unfilled


FORMAT = "beatwise rota 1"
_SIMPLE = (
    "name", "provider", "weeks", "places", "objective", "bound", "method", "seed",
)  # fmt: skip


def as_document(rota: RotaPlan) -> dict[str, Any]:
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


def from_document(document: Any, place: str) -> RotaPlan:
    """Return the rota in a document; raise ``BadInput`` naming ``place`` when it is not one."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadInput(
            "this is not a rota that beatwise wrote.",
            place=place,
            next_step="Make one with: beatwise rota --team FILE --posts FILE …",
        )
    try:
        return RotaPlan(
            **{name: document[name] for name in _SIMPLE},
            first=dt.date.fromisoformat(document["from"]),
            publish_by=dt.date.fromisoformat(document["publish_by"]),
            faults=tuple(document["faults"]),
            notes=tuple(document["notes"]),
            unfilled=tuple(
                Unfilled(
                    dt.date.fromisoformat(u["date"]), u["shift"], u["beat"], u["short"], u["why"]
                )
                for u in document["unfilled"]
            ),
            duties=tuple(
                DatedDuty(
                    dt.date.fromisoformat(d["date"]),
                    d["shift"],
                    d["beat"],
                    d["person"],
                    moment(d["begins"]),
                    moment(d["ends"]),
                )
                for d in document["duties"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            f"the rota cannot be understood ({type(error).__name__}: {error}).", place=place
        ) from error
