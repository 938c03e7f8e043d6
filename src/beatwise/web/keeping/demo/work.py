"""The plan's actions: two or three a strategy, some done, some late, some waiting for others."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from django.utils import timezone

from beatwise.accountability.plan.action_rows import BETWEEN, COLUMNS
from beatwise.cell_text.csv_text import csv_of_fields
from beatwise.web.accounts.models import Account
from beatwise.web.actions import actions, changes, selectors
from beatwise.web.actions.exports import AREA
from beatwise.web.actions.imports.importer import Actions
from beatwise.web.imports import batches
from beatwise.web.keeping.demo.demo_values import SEED


LEADS = ("performance", "governance", "commissioning", "force_liaison", "partner")
TITLES = {
    "finances": ("Publish each quarter what is spent and saved", "Review the reserves strategy",
                 "Ask the panel what it wants to see of the budget"),
    "police-estate": ("Publish the estate strategy", "Name the nearest building for every town",
                      "Open a shared front counter in a library"),
    "workforce": ("Plan the recruiting of special constables", "Ask leavers why they leave",
                  "Report the workforce by town"),
    "resources": ("Review the technology in vehicles", "Report on fleet mileage and cost",
                  "Trial a shared drone team"),
    "policing": ("Publish the model of neighbourhood policing", "Agree a definition of abstraction",
                 "Put hot spot patrols into every market town"),
    "supporting-victims": ("Let any agency refer a victim", "Offer letters in easy read",
                           "Check compliance with the code by dip sampling"),
    "effective-criminal-justice": ("Count the hearings that are put off", "Map waits by court",
                                   "Agree how witnesses are told of dates"),
    "scrutiny-and-legitimacy": ("Publish what the scrutiny panel found", "Open the complaints data",
                                "Invite a youth panel each quarter"),
    "violence-and-vulnerability": ("Fund detached youth work", "Review knife bins by use",
                                   "Extend drug testing on arrest"),
    "road-safety": ("Move cameras to where people are hurt", "Run a course for young drivers",
                    "Publish collisions by road"),
    "vawg": ("Ask women where they feel unsafe", "Light the walks to two stations",
             "Train night staff as bystanders"),
    "neighbourhood-crime": ("Mark property in 500 homes", "Follow up each burglary within a week",
                            "Test wardens against patrols in two towns"),
    "business-crime": ("Set up a reporting line for shops", "Share images of offenders lawfully",
                       "Count repeat victims among shops"),
    "rural-crime": ("Hold a surgery at each market", "Mark farm machinery",
                    "Agree cover for rural nights"),
}  # fmt: skip


def fill(people: dict[str, Account], towns: Sequence[str]) -> None:
    """Import the actions, add evidence to some, and ask for two changes."""
    by = people["governance"]
    content = _file(list(_rows(towns)))
    batch = batches.keep(Actions(), name="actions.csv", content=content, by=by)
    batches.commit(Actions(), batch=batch, by=by)
    _ask(people)


def _rows(towns: Sequence[str]) -> Iterator[dict[str, str]]:
    draw, today = random.Random(SEED), timezone.localdate()
    done: set[str] = set()
    dues: dict[str, dt.date] = {}
    for s, (strategy, titles) in enumerate(TITLES.items()):
        for i, title in enumerate(titles):
            name = f"{strategy[:3].upper()}{s + 1:02d}-{i + 1}"
            before = f"{strategy[:3].upper()}{s + 1:02d}-{i}" if i and draw.random() < 0.6 else ""
            created = today - dt.timedelta(days=draw.randint(200, 560))
            due = today + dt.timedelta(days=draw.randint(-60, 260) + 60 * i)
            if before:
                due = max(due, dues[before] + dt.timedelta(days=14))
            dues[name] = due
            state = draw.choices(("complete", "in progress", "planned", "paused"),
                                 (4 - i, 5, 2 + i, 1))[0]  # fmt: skip
            if state == "complete" and before and before not in done:
                state = "in progress"
            completed = ""
            if state == "complete":
                done.add(name)
                completed = str(today - dt.timedelta(days=draw.randint(5, 180)))
            yield {
                "id": name, "title": title, "strategy": strategy,
                "owner": LEADS[(s + i) % len(LEADS)], "due": str(due), "state": state,
                "created": str(created), "completed": completed, "depends_on": before,
                "evidence": BETWEEN.join(["Paper to the board"] if completed else []),
                "original_due": str(due), AREA: towns[0] if s % 5 == 4 and i == 2 else "",
            }  # fmt: skip


def _ask(people: dict[str, Account]) -> None:
    """Ask for more time on an action that is late, and for another baseline of a measure."""
    late = next(a for a in selectors.values() if a.due and a.due < timezone.localdate()
                and a.state in ("planned", "in progress"))  # fmt: skip
    later = timezone.localdate() + dt.timedelta(days=120)
    changes.ask(
        kind="action",
        about=late.id,
        new_values={"due": later.isoformat()},
        why="The supplier delivers in three months, not one.",
        by=people["commissioning"],
    )
    changes.ask(
        kind="measure",
        about="shopworker-assaults",
        new_values={
            "note": "Counted from the new offence code; not comparable with earlier years."
        },
        why="The offence was given a code of its own.",
        by=people["performance"],
    )
    row = selectors.named(late.id)
    actions.add_evidence(
        number=row.number, words="Letter of the supplier", by=people["commissioning"]
    )


def _file(rows: list[dict[str, str]]) -> bytes:
    return csv_of_fields((*COLUMNS, AREA), rows).encode()
