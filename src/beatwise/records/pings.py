"""Pings: where a device was and when, as a tracker, a phone or a radio reported it."""

from __future__ import annotations

from beatwise.records.table import Column, Table


PINGS = Table(
    name="pings",
    row="one position that one device reported",
    columns=(
        Column("device", "category", "the device, by a name that is not a person's"),
        Column("time", "instant", "when, by the device's own clock, corrected where stated; UTC"),
        Column("easting", "metres", "where"),
        Column("northing", "metres", "where"),
        Column("accuracy_m", "number", "radius the device claimed, in metres", True),
    ),
)
