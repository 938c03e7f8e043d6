"""The rows of CSV files written by the simulation."""

from __future__ import annotations

import csv
import io


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Return a CSV file's rows by column name."""
    return list(csv.DictReader(io.StringIO(content.decode())))


def street_rows(county_files: dict[str, bytes]) -> list[dict[str, str]]:
    """Return the rows of every street file of a county, in the order of the months."""
    names = sorted(name for name in county_files if name.endswith("-street.csv"))
    return [row for name in names for row in rows_of(county_files[name])]
