"""Incidents with times: a force's, a council's or a retailer's own extract."""

from __future__ import annotations

from beatwise.records.table import Column, Table


INCIDENTS = Table(
    name="incidents",
    row="one incident, with the span of time in which it happened",
    columns=(
        Column("id", "text", "the source's own identifier"),
        Column("start", "instant", "the earliest it can have happened, UTC"),
        Column("end", "instant", "the latest it can have happened, UTC; equal to start if known"),
        Column("easting", "metres", "where; empty where unknown", True),
        Column("northing", "metres", "where; empty where unknown", True),
        Column("type", "category", "police.uk category slug, or the source's own word"),
        Column("home_office_code", "category", "Home Office offence code, where given", True),
        Column("source", "category", "which extract it came from"),
    ),
)
