"""The street files are police.uk's own shape."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.unit.simulation.written_rows import rows_of, street_rows

from beatwise.records.crime_types import CATEGORIES


STREET_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,"
    "LSOA code,LSOA name,Crime type,Last outcome category,Context"
)


def test_street_files_have_the_published_layout(county_files: dict[str, bytes]) -> None:
    """A folder and file a month, named and headed as police.uk's are."""
    names = [name for name in county_files if name.startswith("police-uk/")]
    assert len(names) == 18
    for name in names:
        assert re.fullmatch(r"police-uk/(\d{4}-\d\d)/\1-millshire-street\.csv", name)
        assert county_files[name].decode().splitlines()[0] == STREET_HEADER
        assert {row["Month"] for row in rows_of(county_files[name])} == {name[10:17]}


@pytest.mark.real
def test_the_header_is_that_of_a_real_file(real_data: Path) -> None:
    """The columns are those of a real street file, in its order."""
    real = next((real_data / "police_uk_street" / "leicestershire").glob("2025-*-street.csv.gz"))
    assert ",".join(pd.read_csv(real, nrows=0).columns) == STREET_HEADER


def test_street_rows_look_like_published_ones(county_files: dict[str, bytes]) -> None:
    """Anti-social behaviour has no identifier or outcome; all else has; points are 6 decimals."""
    rows = street_rows(county_files)
    for row in rows:
        asb = row["Crime type"] == "Anti-social behaviour"
        assert (row["Crime ID"] == "") == asb
        assert (row["Last outcome category"] == "") == asb
        assert asb or re.fullmatch("[0-9a-f]{64}", row["Crime ID"])
        if row["Location"] == "No Location":
            assert row["Longitude"] == row["Latitude"] == row["LSOA code"] == row["LSOA name"] == ""
        else:
            assert row["Location"].startswith("On or near ")
            assert re.fullmatch(r"-?\d\.\d{6}", row["Longitude"])
            assert re.fullmatch(r"5\d\.\d{6}", row["Latitude"])
            assert re.fullmatch(r"E019\d{5}", row["LSOA code"])
            assert re.fullmatch(r"[A-Z][a-z]+ \d{3}[A-E]", row["LSOA name"])
    identifiers = [row["Crime ID"] for row in rows if row["Crime ID"]]
    assert len(set(identifiers)) == len(identifiers)
    assert {row["Crime type"] for row in rows} == set(CATEGORIES.values())


def test_one_to_three_rows_in_a_hundred_have_no_location(county_files: dict[str, bytes]) -> None:
    """The share without a location is that of real files."""
    blank = np.mean([row["Location"] == "No Location" for row in street_rows(county_files)])
    assert 0.01 < blank < 0.03
