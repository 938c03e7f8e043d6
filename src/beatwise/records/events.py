"""What else happened: dated, placed programmes and changes that can move the figures."""

from __future__ import annotations

from beatwise.records.table import Column, Table


EVENT_KINDS: dict[str, str] = {
    "patrol": "other patrols",
    "cctv": "CCTV",
    "pspo": "public space protection order",
    "opening": "a shop or venue opened",
    "closure": "a shop or venue closed",
    "recording": "a change in how incidents are recorded",
    "reporting": "a campaign that changes how much is reported",
    "other": "something else",
}

EVENTS = Table(
    name="events",
    row="one programme or change, with its dates and place",
    columns=(
        Column("name", "text", "what it is called"),
        Column("kind", "category", "one of: " + ", ".join(EVENT_KINDS)),
        Column("start", "month", "the first month it applied"),
        Column("end", "integer", "the last month it applied; -1 while it goes on"),
        Column("area", "category", "the label of the area it applied to; empty: everywhere", True),
        Column("easting", "metres", "where, if it is a point", True),
        Column("northing", "metres", "where, if it is a point", True),
        Column("note", "text", "anything a reader should know", True),
    ),
)
