"""LSOA codes of two vintages."""

from __future__ import annotations

import gzip

import numpy as np
import pandas as pd
import pytest
import shapely

from beatwise.places.lsoa import Changes, only_2021, to_2021, vintage


CHANGES = Changes.from_columns(
    ["E01000001", "E01000002", "E01000003", "E01000004", "E01000004"],
    ["E01000001", "E01033800", "E01033800", "E01033801", "E01033802"],
)
LEFT, RIGHT = shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)
POLYGONS = {"E01033801": LEFT, "E01033802": RIGHT}


def translated(codes, x, polygons=None):
    y = np.full(len(codes), 50.0)
    return to_2021(np.array(codes), np.array(x, dtype=float), y, CHANGES, polygons)


def test_unchanged_and_merged_areas_are_exact():
    """An unchanged code stays, merged ones become the one they were merged into."""
    result = translated(["E01000001", "E01000002", "E01000003"], [0, 0, 0])
    assert result.codes.tolist() == ["E01000001", "E01033800", "E01033800"]
    assert (result.exact, result.by_point, result.unsettled) == (3, 0, 0)


def test_a_split_area_is_settled_by_the_point():
    """The part that holds the row's point is its area; up to 250 m outside counts."""
    result = translated(["E01000004"] * 4, [20, 150, 300, 900], POLYGONS)
    assert result.codes.tolist() == ["E01033801", "E01033802", "E01033802", ""]
    assert (result.by_point, result.unsettled) == (3, 1)


def test_nothing_is_apportioned():
    """Without polygons or a point, a split area's rows get no 2021 code and are counted."""
    assert translated(["E01000004"], [20]).unsettled == 1
    assert translated(["E01000004"], [np.nan], POLYGONS).codes.tolist() == [""]
    assert translated(["E01000004"], [20], {"E01033801": LEFT}).unsettled == 1


def test_every_row_is_accounted_for():
    """The four counts add up to the rows that had a code."""
    result = translated(["E01000001", "E01000004", "E01999999", ""], [0, 20, 0, 0], POLYGONS)
    assert (result.exact, result.by_point, result.unsettled, result.unknown) == (1, 1, 0, 1)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["E01000001"], 0),
        ([f"E01{n:06d}" for n in range(100)], 2011),
        (["E01033769"], 2021),
        (["W01001958"], 0),
        (["W01001959"], 2021),
        (["95AA01S1"], 0),
    ],
)
def test_new_codes_show_2021(codes, expected):
    """A code above every code of 2011 shows 2021; a hundred without one show 2011."""
    assert vintage(codes) == expected


def test_the_lookup_shows_2011():
    """With the lookup, one code that only 2011 has is enough."""
    assert vintage(["E01000002"], CHANGES) == 2011


@pytest.mark.real
def test_new_codes_are_exactly_those_above(real_data):
    """In the ONS lookup the codes that only 2021 has are exactly those above the last of 2011."""
    path = real_data / "boundaries/lookups/lookup_lsoa11_lsoa21_ltla22.csv.gz"
    with gzip.open(path, "rt") as stream:
        lookup = pd.read_csv(stream)
    old, new = set(lookup["lsoa11_code"]), set(lookup["lsoa21_code"])
    assert set(only_2021(sorted(old | new))) == new - old
    changes = Changes.from_columns(lookup["lsoa11_code"], lookup["lsoa21_code"])
    assert set(changes.only_2011(sorted(old))) == old - new
