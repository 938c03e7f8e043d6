"""Read hours that supervisors returned, and hours that were taken away from patrol."""

from __future__ import annotations

from pathlib import Path

from beatwise.delivery.evidence.hours_returns import HoursReturn
from beatwise.delivery.fidelity import Abstraction
from beatwise.errors import BadInput
from beatwise.planning.rota.absence import REASONS
from beatwise.sources.delivery.evidence_rows import Columns, EvidenceRow, read_rows


RETURNS = Columns("hours returns", ("day", "partner", "hours"), ("hot_spot", "beat"))
ABSTRACTIONS = Columns("abstractions", ("day", "hours", "reason"), ("partner", "note"))
MOST_HOURS = 1000.0  # person-hours of one partner on one day at one place


def read_returns(path: Path) -> list[HoursReturn]:
    """Return the hours of each row; raise ``BadInput`` naming column or rows."""
    return read_rows(path, RETURNS, _hours_return)


def read_abstractions(path: Path) -> list[Abstraction]:
    """Return the hours taken away; raise ``BadInput`` naming column or rows."""
    return read_rows(path, ABSTRACTIONS, _abstraction)


def _hours_return(row: EvidenceRow) -> HoursReturn:
    spot, beat = row.optional_text("hot_spot"), row.optional_text("beat")
    if bool(spot) == bool(beat):
        raise BadInput("give hot_spot or beat, and not both.")
    hours = row.number("hours", at_least=0)
    if hours > MOST_HOURS:
        raise BadInput(f"hours is {hours:g}, above {MOST_HOURS:g} for one day.")
    place = f"{row.place}, row {row.row_number}"
    return HoursReturn(row.day("day"), row.text("partner"), hours, spot, beat, place)


def _abstraction(row: EvidenceRow) -> Abstraction:
    reason = row.text("reason")
    if reason not in REASONS:
        raise BadInput(f"'{reason}' is not a reason code; use one of: {', '.join(REASONS)}.")
    return Abstraction(row.day("day"), row.number("hours", at_least=0), reason)
