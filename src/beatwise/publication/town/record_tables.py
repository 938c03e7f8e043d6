"""The tables of what stands behind a town's findings: other programmes, the ledger, the sources."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.publication.findings import Happening, LedgerRow
from beatwise.publication.formats.document import Cell, Column, Table
from beatwise.publication.town.missing_months import fold
from beatwise.records.events import EVENT_KINDS
from beatwise.records.force_names import force_words
from beatwise.records.provenance import Provenance


def happenings(events: Sequence[Happening]) -> Table:
    """What else happened, numbered as on the charts."""
    return Table(
        "other-programmes",
        "Other programmes and changes",
        (
            Column("Number"),
            Column("What"),
            Column("Kind"),
            Column("From"),
            Column("To"),
            Column("Where"),
            Column("Note"),
        ),
        tuple(
            (
                str(i),
                event.name,
                EVENT_KINDS.get(event.kind, event.kind),
                event.start.name,
                event.end.name if event.end else "goes on",
                event.where or "everywhere",
                event.note,
            )
            for i, event in enumerate(events, start=1)
        ),
    )


def ledger(rows: Sequence[LedgerRow]) -> Table:
    """What was there to count, by force and month."""
    cells = tuple(_ledger_row(row) for row in rows)
    return Table(
        "ledger",
        "What the records hold and lack, by force and month",
        (
            Column("Force and month"),
            Column("File"),
            Column("Rows", True),
            Column("No location", True),
            Column("Outside the force", True),
            Column("Repeats left out", True),
            Column("Shared identifier", True),
            Column("Area codes of"),
            Column("Restated", True),
        ),
        cells,
        "Rows are those of the whole force. Outside the force: points over 1 km beyond it. "
        "Repeats left out: the same record published again, counted once. Shared identifier: "
        "counted, for it is another place or type. Restated: rows that a later archive changed.",
        folded=fold(
            cells,
            [row.month for row in rows],
            [not row.present for row in rows],
            [force_words(row.force) for row in rows],
        ),
    )


def _ledger_row(row: LedgerRow) -> tuple[Cell, ...]:
    name = f"{force_words(row.force)}, {row.month.name}"
    if not row.present:
        return (name, "missing", None, None, None, None, None, "–", None)
    vintage = str(row.vintage) if row.vintage else "not known"
    outside = "not looked for" if row.outside is None else row.outside
    return (
        name, "present", row.rows, row.no_location, outside, row.repeats, row.duplicates, vintage,
        row.restated,
    )  # fmt: skip


def sources(provenances: Sequence[Provenance], *, whole_hash: bool = False) -> Table:
    """Where every file came from; hashes cut to 16 characters where space is short."""
    return Table(
        "sources",
        "Source files",
        (
            Column("File"),
            Column("Kind"),
            Column("SHA-256" if whole_hash else "SHA-256, first 16"),
            Column("Gathered"),
            Column("Licence"),
            Column("Rows kept", True),
        ),
        tuple(
            (
                item.source.replace("\\", "/").rsplit("/", 1)[-1],
                item.kind,
                item.sha256 if whole_hash else item.sha256[:16],
                item.gathered[:10],
                item.licence,
                item.rows_out,
            )
            for item in provenances
        ),
    )
