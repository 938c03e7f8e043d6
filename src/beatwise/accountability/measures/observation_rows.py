"""Observations as rows of a file: the same columns in and out, so that a file comes round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import Unit
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.row_reader import (
    Row,
    RowFault,
    RowsRead,
    day,
    number,
    plain_number,
    read_rows,
    text,
)
from beatwise.cell_text import plain_characters, search_key
from beatwise.cell_text.number_text import thousands_doubt
from beatwise.errors import BadInput


COLUMNS = (
    "measure", "area", "period", "value", "numerator", "denominator", "vintage", "source", "note",
)  # fmt: skip
NEEDED = ("measure", "period", "value")
YES_NO = {"y": Decimal(1), "yes": Decimal(1), "n": Decimal(0), "no": Decimal(0)}
SIGNS = {"%": ("percent", "percentage points", "percent change"), "£": ("pounds",)}
WHOLE_UNITS = ("count", "pounds")  # whole things, or two decimals: 1.234 is doubtful
TOTALS = ("total", "totals", "grand total", "sub total", "subtotal", "overall total")
YEARS_BACK = 30
_CHECK_YEAR = "Check the year and correct it"
MeasureObservation = tuple[str, Observation]


def read_observations(
    rows: Iterable[Row], measures: Mapping[str, Measure], *, numbers: Sequence[int] | None = None
) -> RowsRead[MeasureObservation]:
    """Read observations; each comes with the id of its measure.

    Parameters
    ----------
    measures
        The measures that are known, by id. A row may name one by its id or its serial number.
    numbers
        The rows' numbers in their file, where they do not simply follow the headings.

    A row is at fault when its measure, period, number or day cannot be read, and when an earlier
    row has the same measure, area, period and vintage. What is odd about a value that can be read
    is asked by ``rating.value_questions``.
    """
    by_name = dict(measures)
    by_name |= {str(m.serial): m for m in measures.values() if m.serial is not None}
    values = read_rows(rows, COLUMNS, NEEDED, lambda row: _observation(row, by_name), numbers)
    twins = _twins(values)
    faults = tuple(sorted([*values.faults, *twins], key=lambda fault: fault.row))
    return RowsRead(values.entries, faults)


def write_observations(values: Iterable[MeasureObservation]) -> list[dict[str, str]]:
    """Write observations as rows that read back as the same observations."""
    return [
        {
            "measure": measure,
            "area": observation.area,
            "period": str(observation.period),
            "value": _number_text(observation.value),
            "numerator": _number_text(observation.numerator),
            "denominator": _number_text(observation.denominator),
            "vintage": observation.vintage.isoformat() if observation.vintage else "",
            "source": observation.source,
            "note": observation.note,
        }
        for measure, observation in values
    ]


def value_of(row: Row, column: str, measure: Measure) -> Decimal | None:
    """Read a value in a measure's unit: a number, or yes or no; ``None`` for an empty cell.

    Raises ``BadInput`` for a sign of another unit, and for less than nothing of what is counted.
    """
    if measure.unit.name != "yes/no":
        return _in_unit(row, column, measure.unit)
    cell = text(row, column).lower()
    if cell in YES_NO or not cell:
        return YES_NO.get(cell)
    answer = plain_number(row, column)
    if answer not in (0, 1):
        raise BadInput(f"'{cell}' is neither yes nor no.", place=column)
    return answer


def _in_unit(row: Row, column: str, unit: Unit) -> Decimal | None:
    cell, value = text(row, column), number(row, column)
    for sign, units in SIGNS.items():
        if sign in plain_characters(cell) and unit.name not in units:
            raise BadInput(
                f"'{cell}' has a {sign} sign, and this measure is in the unit {unit.name}.",
                place=column,
                next_step="Give the value in the measure's own unit, without the sign.",
            )
    if unit.name in WHOLE_UNITS and thousands_doubt(cell):
        raise BadInput(
            f"'{cell}' may be a fraction, or thousands separated by a point.",
            place=column,
            next_step=f"Write {cell.replace('.', ',')} for thousands, {cell}0 for the fraction.",
        )
    if value is not None and value < 0 and not unit.below_zero:
        raise BadInput(
            f"{cell} is less than nothing, which a measure in the unit {unit.name} cannot be.",
            place=column,
            next_step="Correct the value, or leave it empty for no data.",
        )
    return value


def _part(row: Row, column: str, value: Decimal | None) -> Decimal | None:
    """Read a numerator or denominator: never below zero, and nothing is a part of zero."""
    part = plain_number(row, column)
    if part is not None and (part < 0 or (not part and column == "denominator" and value)):
        raise BadInput(
            f"a value cannot have a {column} of {part:f}.",
            place=column,
            next_step="Correct it, or leave numerator and denominator out.",
        )
    return part


def out_of_time(observation: Observation, today: dt.date) -> RowFault | None:
    """Return why a value cannot be of its period or known on its day, or ``None``.

    A period must have ended by ``today`` and must not have begun more than ``YEARS_BACK`` years
    before; no value can be known on a day that has not come. The fault's row is 0: the caller's.
    """
    words = observation.period.words
    starts, ends = observation.period.starts, observation.period.ends
    if ends is not None and ends > today:
        which = "has not come yet" if observation.period.on else "has not ended yet"
        return RowFault(0, "period", f"{words} {which}.", f"{_CHECK_YEAR} or enter it afterwards.")
    if starts is not None and starts.year < today.year - YEARS_BACK:
        return RowFault(
            0, "period", f"{words} is more than {YEARS_BACK} years back.", f"{_CHECK_YEAR}."
        )
    if observation.vintage is not None and observation.vintage > today:
        return RowFault(
            0,
            "vintage",
            f"{observation.vintage} has not come yet.",
            "Give the day on which it was known.",
        )
    return None


def _observation(row: Row, measures: Mapping[str, Measure]) -> MeasureObservation:
    measure = measures.get(text(row, "measure"))
    if measure is None:
        raise BadInput(
            f"there is no measure '{text(row, 'measure')}'.",
            place="measure",
            next_step="Give its id or its serial number.",
        )
    period, value = _period(row), value_of(row, "value", measure)
    return measure.id, Observation(
        period=period,
        value=value,
        area=_area(row),
        numerator=_part(row, "numerator", value),
        denominator=_part(row, "denominator", value),
        vintage=day(row, "vintage"),
        source=text(row, "source"),
        note=text(row, "note"),
    )


def _area(row: Row) -> str:
    """Return the area, or the whole; a printed total is worked out and never imported."""
    area = text(row, "area")
    if search_key(area) in TOTALS:
        raise BadInput(
            f"'{area}' is a total of other rows and no area.",
            place="area",
            next_step="Take the row out, or leave the area empty for the whole area.",
        )
    return area or WHOLE_AREA


def _period(row: Row) -> Period:
    try:
        return Period.parse(text(row, "period"))
    except BadInput as error:
        raise BadInput(error.message, place="period", next_step=error.next_step) from error


def _twins(values: RowsRead[MeasureObservation]) -> list[RowFault]:
    first: dict[tuple[object, ...], int] = {}
    faults = []
    for row, (measure, observation) in values.entries:
        earlier = first.setdefault(
            (measure, observation.area, observation.period, observation.vintage), row
        )
        if earlier != row:
            words = f"row {earlier} has the same measure, area, period and vintage."
            faults.append(RowFault(row, "period", words, "Keep one, or give each its vintage."))
    return faults


def _number_text(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
