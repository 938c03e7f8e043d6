"""Observations as rows of a file: the same columns in and out, so that a file comes round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from beatwise.accountability.measures import Measure
from beatwise.accountability.observations import WHOLE_AREA, Observation, out_of_step
from beatwise.accountability.period import Period
from beatwise.accountability.rows_in import Row, RowFault, RowsRead, day, number, read_rows, text
from beatwise.errors import BadInput


COLUMNS = (
    "measure", "area", "period", "value", "numerator", "denominator", "vintage", "source", "note",
)  # fmt: skip
NEEDED = ("measure", "period", "value")
YES_NO = {"y": Decimal(1), "yes": Decimal(1), "n": Decimal(0), "no": Decimal(0)}
Told = tuple[str, Observation]


def read_observations(
    rows: Iterable[Row], measures: Mapping[str, Measure], *, numbers: Sequence[int] | None = None
) -> RowsRead[Told]:
    """Read observations; each comes with the id of its measure.

    Parameters
    ----------
    measures
        The measures that are known, by id. A row may name one by its id or its serial number.
    numbers
        The rows' numbers in their file, where they do not simply follow the headings.

    A row is at fault when its measure, period, number or day cannot be read, when its value is not
    what its numerator and denominator give, and when an earlier row has the same measure, area,
    period and vintage.
    """
    by_name = dict(measures)
    by_name |= {str(m.serial): m for m in measures.values() if m.serial is not None}
    told = read_rows(rows, COLUMNS, NEEDED, lambda row: _observation(row, by_name), numbers)
    twins = _twins(told)
    faults = tuple(sorted([*told.faults, *twins], key=lambda fault: fault.row))
    return RowsRead(told.made, faults)


def write_observations(told: Iterable[Told]) -> list[dict[str, str]]:
    """Write observations as rows that read back as the same observations."""
    return [
        {
            "measure": measure,
            "area": seen.area,
            "period": str(seen.period),
            "value": _written(seen.value),
            "numerator": _written(seen.numerator),
            "denominator": _written(seen.denominator),
            "vintage": seen.vintage.isoformat() if seen.vintage else "",
            "source": seen.source,
            "note": seen.note,
        }
        for measure, seen in told
    ]


def value_of(row: Row, column: str, measure: Measure) -> Decimal | None:
    """Read a value in a measure's unit: a number, or yes or no; ``None`` for an empty cell."""
    if measure.unit.name != "yes/no":
        return number(row, column)
    written = text(row, column).lower()
    if written in YES_NO or not written:
        return YES_NO.get(written)
    known = number(row, column)
    if known not in (0, 1):
        raise BadInput(f"'{written}' is neither yes nor no.", place=column)
    return known


def _observation(row: Row, measures: Mapping[str, Measure]) -> Told:
    measure = measures.get(text(row, "measure"))
    if measure is None:
        raise BadInput(
            f"there is no measure '{text(row, 'measure')}'.",
            place="measure",
            next_step="Give its id or its serial number.",
        )
    seen = Observation(
        period=_period(row),
        value=value_of(row, "value", measure),
        area=text(row, "area") or WHOLE_AREA,
        numerator=number(row, "numerator"),
        denominator=number(row, "denominator"),
        vintage=day(row, "vintage"),
        source=text(row, "source"),
        note=text(row, "note"),
    )
    if measure.unit.name in ("rate", "percent"):
        wrong = out_of_step(seen, measure.per if measure.per is not None else Decimal(100))
        if wrong is not None:
            raise BadInput(
                f"the value is {seen.value}, and numerator and denominator give {wrong:.4g}.",
                place="value",
                next_step="Mend whichever is wrong, or leave the two out.",
            )
    return measure.id, seen


def _period(row: Row) -> Period:
    try:
        return Period.parse(text(row, "period"))
    except BadInput as error:
        raise BadInput(error.message, place="period", next_step=error.next_step) from error


def _twins(told: RowsRead[Told]) -> list[RowFault]:
    first: dict[tuple[object, ...], int] = {}
    found = []
    for row, (measure, seen) in told.made:
        earlier = first.setdefault((measure, seen.area, seen.period, seen.vintage), row)
        if earlier != row:
            words = f"row {earlier} has the same measure, area, period and vintage."
            found.append(RowFault(row, "period", words, "Keep one, or give each its vintage."))
    return found


def _written(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
