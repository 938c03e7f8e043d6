"""The seven market towns of Leicestershire and Rutland, from police.uk's own files."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
import shapely

from beatwise.hotspots.shortlist.as_json import as_json
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.hotspots.find import find
from beatwise.journeys.hotspots.towns import towns
from beatwise.store.workspace import Workspace


pytestmark = pytest.mark.real
TRAIN, SCORE = "2025-01:2025-09", "2025-10:2025-12"
SLUGS = {"anti-social-behaviour": "Anti-social behaviour", "shoplifting": "Shoplifting"}
ASHBY = "Ashby-de-la-Zouch BUA"


@pytest.fixture(scope="module")
def workspace(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Leicestershire's 27 months and the seven towns."""
    made = Workspace.create(tmp_path_factory.mktemp("llr") / "workspace", "Leicestershire")
    gather_police_uk(made, [real_data / "police_uk_street" / "leicestershire"], [])
    path = real_data / "boundaries" / "towns" / "derived_seven_llr_towns.geojson"
    gather_areas(made, [path], "AREANM", layer="towns")
    return made


@pytest.fixture(scope="module")
def runs(workspace: Workspace) -> dict[tuple[str, str], Shortlist]:
    """Every town and type, chosen on January to September 2025, scored on the rest."""
    labels = [area.full_label for area in workspace.areas("towns")]
    return {(a, t): find(workspace, a, t, TRAIN, SCORE) for a in labels for t in SLUGS}


def test_the_towns_hold_the_known_counts(
    runs: dict[tuple[str, str], Shortlist], real_data: Path
) -> None:
    """Incidents inside each town by month and type are those counted independently."""
    path = real_data / "police_uk_street" / "derived" / "seven_town_month_type_counts.csv"
    known: Counter[tuple[str, str, str]] = Counter()
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            known[row["AREANM"], row["Crime type"], row["month"][:7]] += int(row["n"])
    assert len(runs) == 14
    for (area, slug), found in runs.items():
        counts = found.observed.counts(found.train.present)[0]
        for month, count in zip(found.train.present, counts.tolist(), strict=True):
            name = f"{month // 12}-{month % 12 + 1:02d}"
            assert abs(count - known[area, SLUGS[slug], name]) <= 1, (area, slug, name)


def test_hot_spots_can_be_walked(runs: dict[tuple[str, str], Shortlist]) -> None:
    """Every town has hot spots of one piece, 200 to 400 m across, apart from each other."""
    for found in runs.values():
        assert 1 <= len(found.hotspots) <= 5
        shapes = [spot.geometry for spot in found.hotspots]
        for shape in shapes:
            assert isinstance(shape, shapely.Polygon)
            assert 199.9 <= shape.area**0.5 <= 400.1
        assert shapely.union_all(shapes).area == pytest.approx(sum(s.area for s in shapes), abs=10)


def test_lists_hold_far_more_than_their_ground(runs: dict[tuple[str, str], Shortlist]) -> None:
    """Later months: every list captures at least four times its share of ground; most ten."""
    pais = sorted(f.accuracy.ours.pai or 0 for f in runs.values() if f.accuracy)
    assert len(pais) == 14
    assert pais[0] > 4
    assert pais[len(pais) // 2] > 10


def test_sliding_beats_the_fixed_grid_over_the_towns(
    runs: dict[tuple[str, str], Shortlist],
) -> None:
    """On average over the lists more is captured than by the fixed grid at equal ground.

    Fourteen lists and three months are few; the 322 lists of ``benchmarks/soak_placement.py`` are
    the evidence.
    """
    gaps = [
        (f.accuracy.ours.share or 0) - (f.accuracy.grid.share or 0)
        for f in runs.values()
        if f.accuracy
    ]
    assert sum(gaps) / len(gaps) > 0.02


def test_ashbys_shoplifting_is_a_matter_of_premises(workspace: Workspace) -> None:
    """In 2025 three map points hold 79 % of Ashby's shoplifting; every hot spot says premises."""
    found = find(workspace, ASHBY, "shoplifting", "2025-01:2025-12")
    assert any("3 map points hold 79%" in note for note in found.notes)
    assert all(spot.one_point for spot in found.hotspots)
    said = as_json(found)["hotspots"][0]["reasons"]
    assert any("premises remedy" in reason for reason in said)


def test_both_types_together_are_never_added(workspace: Workspace) -> None:
    """A list for both keeps two counts, each that of the type alone in the same outline."""
    found = find(workspace, ASHBY, list(SLUGS), TRAIN, SCORE)
    for spot in found.hotspots:
        assert set(spot.counts) == set(SLUGS)
    assert found.totals == {"anti-social-behaviour": 94, "shoplifting": 34}


def test_a_gap_in_the_archive_is_no_run_of_zeros(workspace: Workspace) -> None:
    """Training over 2024 leaves out May to December, which were never gathered."""
    found = find(workspace, ASHBY, "shoplifting", "2024-01:2025-03")
    assert len(found.train.present) == 7
    assert len(found.train.missing) == 8
    assert found.hotspots[0].of_months == 7


def test_hours_between_the_seven_towns(workspace: Workspace) -> None:
    """A hundred and twenty hours add up; Loughborough, with most, gets most; Ashby its minimum."""
    between = towns(workspace, ["asb", "shoplifting"], 120, layer="towns")
    assert sum(town.hours for town in between.towns) == 120
    assert between.towns[0].label == "Loughborough"
    ashby = next(town for town in between.towns if town.label == "Ashby-de-la-Zouch")
    assert ashby.by_type["shoplifting"].top_points == pytest.approx(31 / 39)
