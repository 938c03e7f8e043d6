"""A small team as TOML, to be broken one field at a time."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any


TEAM = """
name = "Two towns"
provider = "The partnership"

[[employer]]
id = "council"
name = "Council"
rules = "working-time"
pay_hour = 14.5

[[base]]
beat = "North"
name = "North hall"
easting = 500000
northing = 300000

[[base]]
beat = "South"
name = "South hall"
easting = 500000
northing = 296000

[[shift]]
name = "Day"
begins = "09:00"
ends = "17:00"

[[person]]
id = "W1"
employer = "council"
role = "warden"
skills = ["patrol"]
beats = ["North", "South"]
home_beat = "North"

[[person]]
id = "W2"
employer = "council"
role = "warden"
skills = ["patrol"]
beats = ["South", "North"]

[[person.leave]]
from = 2027-04-05
to = 2027-04-06
reason = "leave"

[[person]]
id = "W3"
employer = "council"
role = "warden"
powers = true
skills = ["patrol"]
beats = ["North", "South"]
"""


def team_document() -> dict[str, Any]:
    """Return the team's values, fresh each time."""
    return tomllib.loads(TEAM)


POSTS = {
    "shift": [{"name": "Day", "begins": "09:00", "ends": "17:00"}],
    "post": [{"date": dt.date(2027, 4, 5), "shift": "Day", "beat": "North", "people": 1}],
}
