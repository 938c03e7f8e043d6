"""Incidents with times: a force's, a council's or a retailer's own extract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from beatwise.clock import LONDON
from beatwise.records.table import Column, Table


if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


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


def start_months(incidents: pd.DataFrame) -> NDArray[np.int64]:
    """Return the month number of each incident's start, by the clock in London, shape (n,)."""
    start = incidents["start"].dt.tz_convert(str(LONDON))
    return (start.dt.year * 12 + start.dt.month - 1).to_numpy(np.int64)
