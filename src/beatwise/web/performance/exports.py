"""The measures, their values and their charts as lists to be written: the columns of an import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from beatwise.accountability.measures.observation_rows import COLUMNS
from beatwise.accountability.rating.scorecard import Row
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.performance.presenters import rating_cell


NUMBERS = ("value", "numerator", "denominator")
MISSING = "no data"
PEER_COLUMNS = ("measure", "force", "period", "value", "weight", "source")


def observations(rows: Any, *, exact: bool = False) -> Listing:
    """Return values as the import reads them; ``exact`` for CSV: numbers just as written."""
    columns = tuple(Column(c, c in NUMBERS) for c in COLUMNS)
    held = rows.values_list(*COLUMNS).iterator(chunk_size=5000)
    cells = _written(held) if exact else _typed(held)
    return Listing("observations", "Observations", columns, cells, MISSING, count=rows.count())


def measures(rows: Iterable[Row], area: str) -> Listing:
    """Return the list of measures as its page shows it."""
    heads = (
        "serial", "measure", "title", "strategy", "owner", "frequency", "expected", "baseline",
        "latest", "period", "direction", "rating", "reason", "rule", "exception",
    )  # fmt: skip
    columns = tuple(Column(head, head == "serial") for head in heads)
    return Listing("measures", f"Measures: {area}", columns, map(_measure, rows), MISSING)


def peers(rows: Any) -> Listing:
    """Return similar forces' values as the import reads them."""
    columns = tuple(Column(c, c in ("value", "weight")) for c in PEER_COLUMNS)
    held = ([_number(c, v) for c, v in zip(PEER_COLUMNS, r, strict=True)]
            for r in rows.values_list(*PEER_COLUMNS).iterator(chunk_size=5000))  # fmt: skip
    return Listing("peers", "Most similar forces", columns, held, MISSING)


def chart(name: str, title: str, rows: Sequence[Mapping[str, Any]]) -> Listing:
    """Return a control chart's values, limits and signals, in order of time."""
    columns = (
        Column("period"),
        *(Column(c, number=True) for c in ("value", "mean", "lower limit", "upper limit")),
        Column("signals"),
    )
    cells = (
        (row["period"], _float(row["plain"][0]), *row["plain"][1:], row["signals"])
        for row in reversed(rows)
    )
    return Listing(f"{name}-chart", f"Control chart: {title}", columns, cells, MISSING)


def _measure(row: Row) -> tuple[Cell, ...]:
    made, shown = row.measure, rating_cell.row(row)
    return (
        made.serial,
        made.id,
        made.title,
        made.strategy,
        made.owner,
        made.frequency,
        made.expectation.words,
        None if made.baseline is None else shown["baseline"],
        None if shown["missing"] else shown["latest"],
        shown["period"] or None,
        shown["way"]["word"] if shown["way"] else None,
        rating_cell.said(row.rating),
        row.rating.reason,
        row.rating.rule,
        "yes" if row.is_exception else "no",
    )


def _written(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Cell, ...]]:
    for measure, area, period, value, above, below, vintage, source, note in rows:
        yield (
            measure, area, period, _exact(value), _exact(above), _exact(below),
            vintage.isoformat() if vintage else None, source, note,
        )  # fmt: skip


def _typed(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Cell, ...]]:
    for measure, area, period, value, above, below, vintage, source, note in rows:
        yield (
            measure, area, period, _float(value), _float(above), _float(below),
            vintage.isoformat() if vintage else None, source, note,
        )  # fmt: skip


def _exact(words: str) -> Any:
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
