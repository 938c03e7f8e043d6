"""The measures, their values and their charts as lists to be written: the columns of an import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from django.db.models import QuerySet

from beatwise.accountability.measures.observation_rows import COLUMNS
from beatwise.accountability.measures.years.rolling_years import formed_from
from beatwise.accountability.rating.scorecard import Row
from beatwise.publication import state_looks
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.publication.published import CONFIDENTIAL, HOW_TO_READ
from beatwise.web.performance.models import ObservationRow, Peer
from beatwise.web.performance.presenters import rating_cell
from beatwise.web.performance.presenters.chart_section import PointRow


NUMBERS = ("value", "numerator", "denominator")
MISSING = "no data"
STATES = ("rating", "variation", "target")
PEER_COLUMNS = ("measure", "force", "period", "value", "weight", "source")


def observations(rows: QuerySet[ObservationRow], *, exact: bool = False) -> Listing:
    """Return values as the import reads them; ``exact`` for CSV: numbers just as written."""
    columns = tuple(Column(c, c in NUMBERS) for c in COLUMNS)
    records = rows.values_list(*COLUMNS).iterator(chunk_size=5000)
    cells = _cells(records, _exact if exact else _float)
    return Listing("observations", "Observations", columns, cells, MISSING, count=rows.count())


def gated_observations(rows: Sequence[ObservationRow], *, exact: bool = False) -> Listing:
    """Return values that passed the gate in the same columns; a hidden one is marked."""
    columns = tuple(Column(c, c in NUMBERS) for c in COLUMNS)
    number = _exact if exact else _float
    cells = (
        tuple(
            CONFIDENTIAL if row.hidden and value is None and name == "value" else value
            for name, value in zip(COLUMNS, next(_cells([_record(row)], number)), strict=True)
        )
        for row in rows
    )
    return Listing(
        "observations", "Observations", columns, cells, MISSING, (HOW_TO_READ,), count=len(rows)
    )


def measures(rows: Iterable[Row], area: str) -> Listing:
    """Return the list of measures as its page shows it."""
    heads = (
        "serial", "measure", "title", "strategy", "owner", "frequency", "expected", "baseline",
        "latest", "period", "direction", "rating", "reason", "rule", "exception", "variation",
        "target", "formed from",
    )  # fmt: skip
    columns = tuple(
        Column(head, head == "serial", tint=state_looks.tint_where(head in STATES))
        for head in heads
    )
    return Listing("measures", f"Measures: {area}", columns, map(_measure, rows), MISSING)


def peers(rows: QuerySet[Peer]) -> Listing:
    """Return similar forces' values as the import reads them."""
    columns = tuple(Column(c, c in ("value", "weight")) for c in PEER_COLUMNS)
    cells = ([_number(c, v) for c, v in zip(PEER_COLUMNS, r, strict=True)]
            for r in rows.values_list(*PEER_COLUMNS).iterator(chunk_size=5000))  # fmt: skip
    return Listing("peers", "Most similar forces", columns, cells, MISSING)


def chart(name: str, title: str, rows: Sequence[PointRow]) -> Listing:
    """Return a control chart's values, limits and signals, in order of time."""
    columns = (
        Column("period"),
        *(Column(c, number=True) for c in ("value", "mean", "lower limit", "upper limit")),
        Column("variation", tint=state_looks.paper_tint),
        Column("signals"),
        Column("limits rest on it"),
    )
    cells = (
        (
            row["period"],
            _float(row["stored"]),
            limits.mean,
            limits.lower,
            limits.upper,
            row["variation"],
            row["signals"],
            None if limits.lower is None else "yes" if row["rests"] else "no",
        )
        for row in reversed(rows)
        for limits in (row["limits"],)
    )
    return Listing(f"{name}-chart", f"Control chart: {title}", columns, cells, MISSING)


def _measure(row: Row) -> tuple[Cell, ...]:
    measure, words = row.measure, rating_cell.row(row)
    return (
        measure.serial,
        measure.id,
        measure.title,
        measure.strategy,
        measure.owner,
        measure.frequency,
        measure.expectation.words,
        None if measure.baseline is None else words["baseline"],
        None if words["missing"] else words["latest"],
        words["period"] or None,
        words["way"]["word"] if words["way"] else None,
        rating_cell.rating_word(row.rating),
        row.rating.reason,
        row.rating.rule,
        "yes" if row.is_exception else "no",
        state_looks.of_variation(row.variation, row.point).word,
        state_looks.ASSURANCES[row.assurance].word,
        formed_from(row.latest),
    )


def _record(row: ObservationRow) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in COLUMNS)


def _cells(
    rows: Iterable[tuple], number: Callable[[str], str | Decimal | float | None]
) -> Iterator[tuple[Cell, ...]]:
    for measure, area, period, value, above, below, vintage, source, note in rows:
        yield (
            measure, area, period, number(value), number(above), number(below),
            vintage.isoformat() if vintage else None, source, note,
        )  # fmt: skip


def _exact(words: str) -> str | Decimal | None:
    """Return a number just as it was written; only a minus could be taken for a formula."""
    if not words:
        return None
    return words if words[0] != "-" else Decimal(words)


def _float(words: str) -> float | int | None:
    if not words:
        return None
    return float(words) if "." in words else int(words)


def _number(column: str, words: str) -> Cell:
    return _float(words) if column in ("value", "weight") else words
