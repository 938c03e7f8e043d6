"""Rows taken out by a person: a reason, a flag on the row, the standing brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from beatwise.accountability.measures.observation_rows import COLUMNS
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput
from beatwise.web.history import audit
from beatwise.web.pages.clean import sure_row
from beatwise.web.performance import current_ratings
from beatwise.web.performance.models import ObservationRow, RebasingDecision


Stored = TypeVar("Stored", ObservationRow, RebasingDecision)


@dataclass(frozen=True, slots=True)
class Removal(Generic[Stored]):
    """How one kind of row is taken out.

    Parameters
    ----------
    model, flag
        The rows, and the field that marks one as taken out.
    action
        Its name in the history; ``before`` gives what the history keeps of the row.
    no_reason, no_row
        What a person is told without a reason, and where there is no such row.
    """

    model: type[Stored]
    flag: str
    action: str
    before: Callable[[Stored], dict[str, str]]
    no_reason: str
    no_row: str


def remove(kind: Removal[Stored], *, key: int, why: str, by: Person | None) -> Stored:
    """Take a row out; it stays in the history.

    Raises ``BadInput`` without a reason, ``MissingData`` where there is no such row.
    """
    if not why.strip():
        raise BadInput(kind.no_reason, place="why", next_step="Say why.")
    with audit.changing():
        row = find(kind, key)
        setattr(row, kind.flag, True)
        row.save(update_fields=[kind.flag])
        current_ratings.bring_up_to_date([(row.measure, row.area)])
        thing = f"measure/{row.measure}"
        audit.write(kind.action, thing, by=by, why=why, before=kind.before(row))
    return row


def find(kind: Removal[Stored], key: int, **filters: str) -> Stored:
    """Return a row that is not taken out; raise ``MissingData`` when there is none."""
    rows = kind.model.objects.filter(pk=key, **{kind.flag: False}, **filters)
    return sure_row(rows, kind.no_row, "Open the measure.")


def _value(row: ObservationRow) -> dict[str, str]:
    return {c: str(v) for c in COLUMNS if c != "measure" and (v := getattr(row, c))}


def _decision(row: RebasingDecision) -> dict[str, str]:
    return {"area": row.area, "limits start afresh with": row.starts}


VALUE: Removal[ObservationRow] = Removal(
    ObservationRow,
    "removed",
    "observation.take_out",
    _value,
    "withdrawing a value needs a reason.",
    "there is no such value.",
)
REBASING: Removal[RebasingDecision] = Removal(
    RebasingDecision,
    "withdrawn",
    "chart.withdraw_rebase",
    _decision,
    "withdrawing it needs a reason.",
    "there is no such re-basing.",
)
