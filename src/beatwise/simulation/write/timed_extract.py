"""A force's timed extract, in London wall-clock time, and the mapping that reads it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from beatwise.records.crime_types import CATEGORIES
from beatwise.simulation.county import County
from beatwise.simulation.county_tables import SOURCE, timed
from beatwise.simulation.rhythm import wall_offset
from beatwise.simulation.write.lines import csv


HEADER = ("Reference", "Earliest", "Latest", "Easting", "Northing", "Category", "HO code")
MAPPING = f"""\
# Which column of incidents.csv is which. Read with:
#   beatwise gather incidents incidents.csv --mapping incidents-mapping.toml
name = "{SOURCE}"
licence = "invented data, no rights reserved"
time_zone = "Europe/London"

[columns]
id = "Reference"
from = "Earliest"
to = "Latest"
easting = "Easting"
northing = "Northing"
type = "Category"
home_office_code = "HO code"

[formats]
dates = "%d/%m/%Y %H:%M"
"""


def extract_files(county: County) -> Iterator[tuple[str, bytes]]:
    """Yield the extract and its mapping."""
    rows = timed(county)
    columns = [
        rows["id"].tolist(),
        _wall(rows["start"].to_numpy()),
        _wall(rows["end"].to_numpy()),
        _metres(rows["easting"].to_numpy()),
        _metres(rows["northing"].to_numpy()),
        rows["type"].map(CATEGORIES).tolist(),
        rows["home_office_code"].fillna("").tolist(),
    ]
    yield "incidents.csv", csv(HEADER, columns)
    yield "incidents-mapping.toml", MAPPING.encode()


def _wall(seconds: np.ndarray) -> list[str]:
    """London wall-clock time as a force writes it, ``05/12/2025 17:05``; empty where unknown."""
    local = (seconds + wall_offset(seconds)).astype("datetime64[s]").astype("datetime64[m]")
    texts = local.astype(str)
    return [
        f"{t[8:10]}/{t[5:7]}/{t[:4]} {t[11:16]}" if known else ""
        for t, known in zip(texts.tolist(), (seconds >= 0).tolist(), strict=True)
    ]


def _metres(values: np.ndarray) -> list[str]:
    return ["" if np.isnan(v) else str(int(v)) for v in values]
