"""Read a plan's folder with its earlier versions, and say which held when."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from beatwise.delivery.plan_in_force import PlanInForce, plan_in_force
from beatwise.errors import BadInput
from beatwise.planning import plan_json
from beatwise.planning.plan import PatrolPlan
from beatwise.store.plan_folder import VERSION_FILE, read_json


NEXT = "Give the folder that beatwise plan wrote."
CURRENT = "current"


def read_plan_in_force(folder: Path) -> PlanInForce:
    """Return the plan in a folder, each earlier version on the days on which it held.

    A version under ``versions`` holds until the day in its ``version.json``; without one, until
    the next version's period begins. Raises ``MissingData`` or ``BadInput`` naming the file.
    """
    folders = sorted(p for p in (folder / "versions").glob("*") if (p / "plan.json").is_file())
    plans: list[tuple[str, PatrolPlan, dt.date | None]] = [
        (path.name, _plan(path / "plan.json"), _until(path / VERSION_FILE)) for path in folders
    ]
    return plan_in_force([*plans, (CURRENT, _plan(folder / "plan.json"), None)])


def _plan(file: Path) -> PatrolPlan:
    return plan_json.from_json(read_json(file, NEXT), str(file))


def _until(file: Path) -> dt.date | None:
    if not file.is_file():
        return None
    document = read_json(file, "")
    try:
        return dt.date.fromisoformat(str(document["until"]))  # type: ignore[index]
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            "this does not say until when the version held.",
            place=str(file),
            next_step='Write {"until": "2027-04-22"}: the first day on which it held no more.',
        ) from error
