"""The ledger as it is shown: a line a force-month, with None for what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args


if TYPE_CHECKING:
    from beatwise.records.odd_months.odd_month import OddMonth
    from beatwise.store.workspace import Workspace
Count = Literal["rows", "asb", "no_location", "outside", "repeats", "duplicates", "restated"]
COUNTS: tuple[Count, ...] = get_args(Count)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One force in one month, ``YYYY-MM``.

    ``counts`` are those of ``COUNTS``, None where the month is missing or was not checked;
    ``vintage`` is of its LSOA codes, ``sha256`` of its file.
    """

    force: str
    month: str
    present: bool
    counts: dict[str, int | None]
    vintage: int | None
    sha256: str | None


def lines_of(workspace: Workspace) -> list[MonthLine]:
    """Return the ledger of a workspace; counts of a missing month are None, never zero."""
    from beatwise.clock import Month
    from beatwise.records.ledger import NOT_CHECKED, every_month

    lines = []
    for row in every_month(workspace.ledger_lines(), workspace.catalogue.span):
        known = row["present"]
        counts = {name: row[name] for name in COUNTS}
        lines.append(
            MonthLine(
                force=row["force"],
                month=str(Month(row["month"])),
                present=known,
                counts={
                    str(name): count if known and count != NOT_CHECKED else None
                    for name, count in counts.items()
                },
                vintage=row["vintage"] or None,
                sha256=row["sha256"],
            )
        )
    return lines


def as_json(line: MonthLine) -> dict[str, object]:
    """Return a line as JSON values."""
    return {
        "force": line.force,
        "month": line.month,
        "present": line.present,
        **line.counts,
        "vintage": line.vintage,
        "sha256": line.sha256,
    }


def odd_lines_of(workspace: Workspace) -> list[OddMonth]:
    """Return the months that are out of line with those around them, by force and month."""
    from beatwise.store.months.month_records import odd_months_of

    return [one for force in workspace.forces() for one in odd_months_of(workspace, force)]


def odd_as_json(odd: OddMonth) -> dict[str, object]:
    """Return an odd month as JSON values; ``expected`` null where too few months can be trusted."""
    from beatwise.clock import Month

    return {
        "force": odd.force,
        "month": str(Month(odd.month)),
        "type": odd.type,
        "sign": odd.sign,
        "recorded": odd.recorded,
        "expected": None if odd.expected is None else round(odd.expected, 1),
        "words": odd.words,
    }
