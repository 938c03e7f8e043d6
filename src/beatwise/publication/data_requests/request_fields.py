"""The columns that a data request asks for, and why each of them is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


Recipient = Literal["force", "council", "retailer"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column that is asked for: its name, what it holds, why it is needed, how sensitive."""

    column: str
    holds: str
    why: str
    needed: bool = True
    role: str | None = None  # what the mapping calls it


_ID = Field(
    "reference",
    "Your reference, or one made for this extract",
    "To count each incident once and to ask about a row. It need not be traceable by us.",
    role="id",
)
_FROM = Field(
    "from",
    "Earliest time it can have happened, to the minute, British clock time",
    "Patrol hours are chosen by time of day and day of week; many incidents are known only "
    "between two times, and one made-up time would mislead.",
    role="from",
)
_TO = Field(
    "to",
    "Latest time it can have happened; the same as 'from' if known exactly",
    "As above: the length of the span says how much each hour can be trusted.",
    role="to",
)
_EASTING = Field(
    "easting",
    "British National Grid easting, metres (empty where unknown)",
    "Patrols walk areas of 150 to 400 m; public points are moved to shared map points.",
    role="easting",
)
_NORTHING = Field(
    "northing", "British National Grid northing, metres", "As above.", role="northing"
)
_REPORTED = Field(
    "how_reported",
    "Call from the public, raised by an officer or warden on patrol, or other",
    "Patrols make people report and officers record; the two must be counted apart or an effect "
    "cannot be distinguished from a change in recording.",
    needed=False,
)
_RECORDED = Field(
    "recorded_on",
    "The day it was recorded",
    "To see late reports: the latest weeks are always incomplete.",
    needed=False,
)

FIELDS: dict[Recipient, tuple[Field, ...]] = {
    "force": (
        _ID,
        _FROM,
        _TO,
        _EASTING,
        _NORTHING,
        Field("type", "Your offence or incident description", "To keep kinds apart.", role="type"),
        Field(
            "home_office_code",
            "Home Office offence code; empty for anti-social behaviour",
            "Severity weights need it; the 14 public categories cannot give them.",
            role="home_office_code",
        ),
        _REPORTED,
        _RECORDED,
    ),
    "council": (
        _ID,
        _FROM,
        _TO,
        _EASTING,
        _NORTHING,
        Field("type", "Your category of report", "To keep kinds apart.", role="type"),
        _REPORTED,
        _RECORDED,
    ),
    "retailer": (
        _ID,
        _FROM,
        _TO,
        Field(
            "store",
            "The store's name or number; its location once, in a separate list",
            "To see where hours are needed, and when one store needs another remedy than patrol.",
            role="map_point",
        ),
        Field(
            "type",
            "Theft, abuse, violence, damage or other",
            "Theft and harm to staff peak at different hours.",
            role="type",
        ),
        Field(
            "reported_to_police",
            "Yes or no",
            "Recorded crime moves with the share that is reported; without it a rise in "
            "reporting reads as a rise in theft.",
            needed=False,
        ),
    ),
}
