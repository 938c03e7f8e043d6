"""The rates of a bid: crimes of a year for 1,000 residents, by hand from the example's own rows."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import shapely

import beatwise
from beatwise.errors import BadInput, MissingData
from beatwise.journeys import bid_rates as bid_module
from beatwise.journeys.bid_rates import bid_rates, read_residents
from beatwise.store.workspace import Workspace


def _table(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "residents.csv"
    file.write_text("\n".join(("area,residents", *lines)), encoding="utf-8")
    return file


def test_crimes_of_the_last_year_in_a_town_and_in_all(tmp_path: Path) -> None:
    """Without anti-social behaviour; the whole area weighs each town by its residents."""
    workspace = beatwise.example()
    towns = [area.label for area in workspace.areas("towns")]
    people = {name: 10_000 * at for at, name in enumerate(towns, 1)}
    file = _table(tmp_path, *(f"{name},{number}" for name, number in people.items()))
    rates = bid_rates(workspace, "towns", towns[0], file)
    rows = workspace.offences(months=rates.months)
    rows = rows[(rows["type"] != "anti-social-behaviour") & rows["easting"].notna()]
    points = shapely.points(rows["easting"], rows["northing"])
    expected = {
        area.label: int(shapely.covers(area.geometry, points).sum())
        for area in workspace.areas("towns")
    }
    assert rates.local == Fraction(1000 * expected[towns[0]], people[towns[0]])
    assert rates.area == Fraction(1000 * sum(expected.values()), sum(people.values()))
    assert len(rates.months) == 12
    assert rates.months.words in rates.source
    assert "residents.csv" in rates.source


def test_an_area_without_residents_and_a_site_that_is_no_area_are_named(tmp_path: Path) -> None:
    """A denominator that is missing is never taken as nobody."""
    workspace = beatwise.example()
    town = next(area.label for area in workspace.areas("towns"))
    with pytest.raises(MissingData, match="no area 'Atlantis'"):
        bid_rates(workspace, "towns", "Atlantis", _table(tmp_path, f"{town},10"))
    with pytest.raises(MissingData, match=f"no residents of '{town}'"):
        bid_rates(workspace, "towns", town, _table(tmp_path, "Elsewhere,10"))


def test_a_table_of_residents_comes_as_people_save_it(tmp_path: Path) -> None:
    """Divided by semicolons, in another encoding, with thousands apart."""
    file = tmp_path / "residents.csv"
    file.write_bytes("area;residents\nCaf\xe9 Row;12,500\n".encode("cp1252"))
    assert read_residents(file) == {"Caf\xe9 Row": 12_500}


def test_a_force_elsewhere_holds_up_no_bid(tmp_path: Path) -> None:
    """Only the months of the forces on whose ground the layer lies make a gap in its year."""
    own, other = ["own"], ["own", "elsewhere"]
    months = {"own": range(24300, 24312), "elsewhere": [24300, 24302]}
    by_force = {name: [SimpleNamespace(month=m) for m in each] for name, each in months.items()}
    catalogue = SimpleNamespace(by_force=by_force)
    workspace = cast("Workspace", SimpleNamespace(path=tmp_path, catalogue=catalogue))
    assert len(bid_module._last_year(workspace, own)) == 12
    with pytest.raises(MissingData, match=r"\w+ \d{4}-\d{2} was not gathered"):
        bid_module._last_year(workspace, other)


@pytest.mark.parametrize("row", ["Pelbrook,0", "Pelbrook,ten", ",5", "Pelbrook,5\nPelbrook,6"])
def test_a_row_that_is_no_number_of_residents_is_refused_with_its_line(tmp_path: Path, row) -> None:
    """Nothing, words, no name, and the same area twice."""
    with pytest.raises(BadInput) as caught:
        read_residents(_table(tmp_path, row))
    assert caught.value.place in ("residents.csv, row 2", "residents.csv, row 3")
