"""A return in the columns that a funder asks for, from a template that can be edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from beatwise import data
from beatwise.fields import Fields, document
from beatwise.publication.formats.document import Cell, Column, Table


SHIPPED = ("delivery", "funder_return.toml")
Row = Mapping[str, object]


def template(words: str | None = None, place: str = "/".join(SHIPPED)) -> Fields:
    """Return the fields of a template; the shipped one when not given."""
    return document(data.text(*SHIPPED) if words is None else words, place)


def funder_return(fields: Fields, fidelity: Mapping[str, object]) -> Table:
    """Return the table of a template, filled from what ``fidelity.json`` holds.

    One row is a month and partner. Raises ``BadInput`` naming a value that is not known.
    """
    with fields:
        fields.exactly("format", 1)
        title = fields.text("title", "Return")
        columns = fields.each("column", _column)
        if not columns:
            fields.fault("column", "there is none.", "Add a [[column]] with heading and value.")
        fields.done()
    months = cast("list[Row]", fidelity["months"])
    totals: dict[object, float] = {}
    for row in months:
        totals[row["month"]] = totals.get(row["month"], 0.0) + _float(row["patrol_hours"])
    rows = tuple(
        tuple(VALUES[value](row, fidelity, totals[row["month"]]) for _, value in columns)
        for row in months
    )
    words = {"month", "area", "partner"}
    return Table(
        "return",
        title,
        tuple(
            Column(heading, number=value not in words, as_given=value not in words)
            for heading, value in columns
        ),
        rows,
    )


def _column(fields: Fields) -> tuple[str, str]:
    column = fields.text("heading"), fields.one_of("value", tuple(VALUES))
    fields.done()
    return column


def _hours(row: Row, grades: str) -> float:
    by_grade = cast("Mapping[str, float]", row["hot_spot_hours"])
    return round(sum(by_grade[grade] for grade in grades), 2)


def _float(value: object) -> float:
    return float(cast("float", value))


def _share(row: Row, total: float) -> Cell:
    return round(100 * _float(row["patrol_hours"]) / total, 1) if total else None


VALUES: dict[str, Callable[[Row, Mapping[str, object], float], Cell]] = {
    "month": lambda row, whole, total: str(row["month"]),
    "area": lambda row, whole, total: str(whole["plan"]),
    "partner": lambda row, whole, total: str(row["partner"]),
    "patrol_hours": lambda row, whole, total: _float(row["patrol_hours"]),
    "hot_spot_hours": lambda row, whole, total: _hours(row, "ABC"),
    "tracked_hours": lambda row, whole, total: _hours(row, "A"),
    "checked_hours": lambda row, whole, total: _hours(row, "B"),
    "returned_hours": lambda row, whole, total: _hours(row, "C"),
    "visits": lambda row, whole, total: cast("int", row["visits"]),
    "full_visits": lambda row, whole, total: cast("int", row["full_visits"]),
    "hot_spots": lambda row, whole, total: cast("int", row["hot_spots"]),
    "share_percent": lambda row, whole, total: _share(row, total),
}
