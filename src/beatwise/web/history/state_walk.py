"""Whether what has states went only ways that its table has, by its history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Protocol

from beatwise.accountability.registers.workflow import StateTable
from beatwise.web.history.models import Change


class Stated(Protocol):
    """A record of the office with a state, under the name that its changes are kept by."""

    state: str

    @property
    def thing(self) -> str: ...  # noqa: D102


def state_faults(kind: str, table: StateTable, rows: Iterable[Stated]) -> Iterator[str]:
    """Yield each change that is no step of the table, and each row that is elsewhere.

    A step's change is kept as ``kind.step`` with the state it led to.
    """
    present = {row.thing: row.state for row in rows}
    states = dict.fromkeys(present, table.first.name)
    steps = {f"{kind}.{step.name}": step for step in table.transitions}
    for entry in Change.objects.filter(action__in=list(steps)).order_by("number"):
        step, here = steps[entry.action], states.get(entry.thing)
        after = json.loads(entry.details)["after"]
        if here is None or here not in step.sources or after.get("state") != step.target:
            yield f"{entry.thing}: change {entry.number} is no step of the table"
        states[entry.thing] = step.target
    for thing, state in present.items():
        if states[thing] != state:
            yield f"{thing}: it is {state}, and its history says {states[thing]}"
