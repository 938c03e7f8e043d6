"""A printed dashboard, row by row: each measure's latest value and the arrow beside it.

A dashboard seldom says which period "latest" is; whoever imports it does, or leaves it unstated,
and then nothing is compared. The printed arrow and colour are kept to be set beside the rule's,
never to be taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from beatwise.accountability.measures.measure import Baseline, Measure
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.observation_rows import value_of
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.rating.rag import Direction, change_between, direction_of
from beatwise.accountability.row_reader import Row, RowsRead, read_rows, text
from beatwise.errors import BadInput


NEEDED = ("serial", "latest", "direction")
_ARROWS = {way.arrow: way for way in Direction} | {way.word: way for way in Direction}


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One printed row.

    Parameters
    ----------
    measure
        The id of its measure.
    latest
        The printed value; without one it is *no data*.
    arrow
        The printed direction, or ``None``.
    ruled
        The direction that the rule gives for the printed values, were their periods alike; ``None``
        where it cannot be said.
    """

    measure: str
    latest: Observation
    arrow: Direction | None
    ruled: Direction | None

    @property
    def differs(self) -> bool:
        """Whether an arrow is printed that the rule does not give."""
        return self.arrow is not None and self.arrow is not self.ruled


def read_dashboard(
    rows: Iterable[Row],
    measures: Mapping[str, Measure],
    *,
    spans: Period = UNSTATED,
    counted_on: Period = UNSTATED,
    source: str = "",
    numbers: Sequence[int] | None = None,
) -> RowsRead[PrintedRow]:
    """Read a printed dashboard with the columns ``serial``, ``latest`` and ``direction``.

    Parameters
    ----------
    measures
        By id.
    spans, counted_on
        The period of the latest values: of those that cover a span of time, and of those whose
        baseline was counted on a day. Measures without a stated baseline period stay unstated.
    numbers
        The rows' numbers in their file, where they do not simply follow the headings.
    """
    by_serial = {str(m.serial): m for m in measures.values() if m.serial is not None}
    all_rows = list(rows)
    columns = tuple(all_rows[0]) if all_rows else NEEDED
    return read_rows(
        all_rows,
        columns,
        NEEDED,
        lambda row: _printed(row, by_serial, spans, counted_on, source),
        numbers,
    )


def _printed(
    row: Row, measures: Mapping[str, Measure], spans: Period, counted_on: Period, source: str
) -> PrintedRow:
    measure = measures.get(text(row, "serial"))
    if measure is None:
        raise BadInput(f"no measure has the number {text(row, 'serial')}.", place="serial")
    value = value_of(row, "latest", measure)
    period = _period(measure.baseline, spans, counted_on)
    latest = Observation(
        period, value, source=source or text(row, "source"), note=text(row, "note")
    )
    return PrintedRow(measure.id, latest, _arrow(row, measure), _ruled(measure, value))


def _period(baseline: Baseline | None, spans: Period, counted_on: Period) -> Period:
    if baseline is None:
        return spans
    if not baseline.period.stated:
        return UNSTATED
    return counted_on if baseline.period.on else spans


def _arrow(row: Row, measure: Measure) -> Direction | None:
    """A yes or no has no direction, whatever arrow is printed."""
    if measure.tolerance is None:
        return None
    return _ARROWS.get(text(row, "direction").lower())


def _ruled(measure: Measure, value: Decimal | None) -> Direction | None:
    if measure.baseline is None or value is None or measure.tolerance is None:
        return None
    change = change_between(measure.baseline.value, value, measure.tolerance)
    return None if change is None else direction_of(change, measure.tolerance)
