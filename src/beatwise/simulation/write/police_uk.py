"""The open data: police.uk's own folders, file names and columns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from beatwise.clock import Month
from beatwise.places.projection import to_degrees
from beatwise.records.crime_types import CATEGORIES
from beatwise.simulation.county import County
from beatwise.simulation.county_tables import published
from beatwise.simulation.town.names import FORCE, FORCE_SLUG
from beatwise.simulation.write.lines import csv


HEADER = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip


def street_files(county: County) -> Iterator[tuple[str, bytes]]:
    """Yield each month's street file; a month without incidents has a file with a header only."""
    rows = published(county)
    lon, lat = (_degrees(v) for v in to_degrees(rows["easting"], rows["northing"]))
    columns = [
        rows["crime_id"],
        None,
        np.full(len(rows), FORCE, dtype=object),
        np.full(len(rows), FORCE, dtype=object),
        lon,
        lat,
        rows["location"].fillna("No Location"),
        rows["lsoa"],
        rows["lsoa_name"],
        rows["type"].map(CATEGORIES),
        rows["outcome"],
        np.full(len(rows), "", dtype=object),
    ]
    texts = [None if c is None else _texts(c) for c in columns]
    edges = np.searchsorted(rows["month"], [m.number for m in county.spec.span] + [10**6])
    for i, month in enumerate(county.spec.span):
        yield _name(month), _month_file(texts, str(month), slice(edges[i], edges[i + 1]))


def _month_file(texts: list[list[str] | None], month: str, rows: slice) -> bytes:
    n = rows.stop - rows.start
    return csv(HEADER, [[month] * n if column is None else column[rows] for column in texts])


def _name(month: Month) -> str:
    return f"police-uk/{month}/{month}-{FORCE_SLUG}-street.csv"


def _texts(values: object) -> list[str]:
    import pandas as pd

    return pd.Series(values).astype(object).where(pd.notna(values), "").tolist()


def _degrees(values: np.ndarray) -> np.ndarray:
    return np.array(["" if np.isnan(v) else f"{v:.6f}" for v in values], dtype=object)
