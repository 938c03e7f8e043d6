"""``beatwise peaks`` from a workspace to the screen."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import shapely

from beatwise.cli.main import run
from beatwise.hotspots.shortlist import frozen_list_json
from beatwise.places.areas import Area
from beatwise.places.projection import to_degrees
from beatwise.records.incidents import INCIDENTS
from beatwise.records.provenance import Provenance
from beatwise.store.workspace import Workspace


TOWN = shapely.box(435_000, 316_000, 437_000, 318_000)


def source(kind):
    return Provenance(kind, "made.csv", "0" * 64, "2026-01-01T00:00:00", "none", 1, 1)


def incidents(n, kind, hour, x=436_000.0):
    days = np.arange(n) % 28
    start = np.datetime64("2024-01-01T00:00:00") + (days * 86_400 + hour * 3600).astype("m8[s]")
    return pd.DataFrame(
        {
            "id": [f"{kind}{at}" for at in range(n)],
            "start": pd.Series(start).dt.tz_localize("UTC"),
            "end": pd.Series(start).dt.tz_localize("UTC"),
            "easting": x,
            "northing": 317_000.0,
            "type": kind,
            "home_office_code": None,
            "source": "council",
        }
    )


@pytest.fixture
def workspace(tmp_path):
    made = Workspace.create(tmp_path / "w", "Made")
    with made.writing() as writing:
        writing.put_areas("towns", [Area("T1", "Ashford", "towns", TOWN)], source("areas"))
    return made


def hot_spots(*spots):
    features = []
    for name, west in spots:
        ring = np.array(shapely.box(west, 316_900, west + 200, 317_100).exterior.coords)
        corners = np.column_stack(to_degrees(ring[:, 0], ring[:, 1])).tolist()
        geometry = {"type": "Polygon", "coordinates": [corners]}
        features.append({"type": "Feature", "properties": {"id": name}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def gather(workspace, *tables):
    rows = INCIDENTS.validate(pd.concat(tables, ignore_index=True))
    with workspace.writing() as writing:
        writing.put_incidents("council", rows, source("incidents"))


def peaks(workspace, *words):
    return run(["peaks", "--workspace", str(workspace.path), "--area", "Ashford", *words])


def test_the_week_is_printed_as_a_table_of_digits(workspace, capsys):
    """Forty shop thefts at 16:00 give a table with a 9 at 16 and a peak in words."""
    gather(workspace, incidents(40, "shoplifting", 16))
    assert peaks(workspace, "--type", "Shoplifting") == 0
    shown = capsys.readouterr().out
    assert "Peak of the day: every day 16:00–17:00, 100% of incidents" in shown
    assert "40 incidents with times: 40 placed" in shown


def test_json_has_the_documented_shape(workspace, capsys):
    """One document on stdout: counts, both profiles, windows with intervals, the seed."""
    gather(workspace, incidents(40, "shoplifting", 16))
    assert peaks(workspace, "--type", "shoplifting", "--json") == 0
    got = json.loads(capsys.readouterr().out)
    assert (got["area"], got["types"], got["n"], got["placed"]) == (
        "Ashford", ["shoplifting"], 40, 40,
    )  # fmt: skip
    assert len(got["profile_week"]) == 168
    assert sum(got["profile_week"]) == pytest.approx(40)
    assert got["profile_day"][16] == 40
    assert got["windows"][0]["from"] == "16:00"
    assert got["windows"][0]["interval"] == [1.0, 1.0]
    assert got["interval"] == ["16:30", "16:30"]
    assert (got["per_hotspot"], got["pooled"], got["seed"]) == ([], [], 0)


def test_antisocial_behaviour_is_counted_apart_from_crime(workspace, capsys):
    """Asked for together, ASB and shoplifting come as two runs."""
    gather(workspace, incidents(40, "shoplifting", 16), incidents(35, "anti-social-behaviour", 21))
    assert peaks(workspace, "--type", "asb", "--type", "shoplifting", "--json") == 0
    runs = json.loads(capsys.readouterr().out)["runs"]
    assert [(one["types"], one["n"]) for one in runs] == [
        (["anti-social-behaviour"], 35), (["shoplifting"], 40),
    ]  # fmt: skip


def test_a_month_can_be_left_out(workspace, capsys):
    """Its incidents are in no figure, the output says so, and a month not there is named."""
    february = incidents(31, "shoplifting", 9)
    for name in ("start", "end"):
        february[name] += pd.Timedelta(days=31)
    february["id"] += "b"
    gather(workspace, incidents(40, "shoplifting", 16), february)
    words = ("--type", "shoplifting", "--without", "2024-02")
    assert peaks(workspace, *words, "--json") == 0
    got = json.loads(capsys.readouterr().out)
    assert (got["n"], got["profile_day"][9], got["without"]) == (40, 0, ["2024-02"])
    assert peaks(workspace, *words) == 0
    assert "Left out on request, though gathered (--without): February 2024." in (
        capsys.readouterr().out
    )
    assert peaks(workspace, "--type", "shoplifting", "--without", "2024-03") == 2
    assert "2024-03 is not there" in capsys.readouterr().err


def test_each_hot_spot_of_a_list_has_its_peak_or_the_pools(workspace, capsys, tmp_path):
    """Hot spot 1 has enough incidents of its own; hot spot 2 borrows and is named as pooled."""
    gather(
        workspace,
        incidents(40, "shoplifting", 16, x=435_500.0),
        incidents(9, "shoplifting", 11, x=436_500.0),
    )
    file = tmp_path / "frozen.geojson"
    file.write_text(json.dumps(hot_spots(("1", 435_400), ("2", 436_400))))
    assert peaks(workspace, "--type", "shoplifting", "--hotspots", str(file), "--json") == 0
    got = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["n"], one["pooled"]) for one in got["per_hotspot"]] == [
        ("1", 40, False), ("2", 9, True),
    ]  # fmt: skip
    assert got["pooled"] == ["2"]
    assert peaks(workspace, "--type", "shoplifting", "--hotspots", str(file)) == 0
    shown = capsys.readouterr().out
    assert "Hot spot 1: 40 placed; every day 16:00–17:00" in shown
    assert "Too few placed for a peak of their own: hot spots 2 (9)." in shown
    assert "For these, all hot spots together: every day 16:00–17:00" in shown


def test_a_frozen_list_is_read_and_its_hash_is_checked(workspace, capsys, tmp_path):
    """The list that find wrote gives peaks; the same list touched by hand is a conflict."""
    gather(workspace, incidents(40, "shoplifting", 16, x=435_500.0))
    square = shapely.box(435_400, 316_900, 435_600, 317_100)
    spot = SimpleNamespace(
        rank=1, id="h1", name="Market Place", geometry=square,
        area_m2=40_000.0, counts={"shoplifting": 40}, share=1.0, hot_months=1, of_months=1,
        confidence="high", reasons=(), points=(),
    )  # fmt: skip
    document = frozen_list_json.as_json({"area": "Ashford"}, (spot,))
    file = tmp_path / "frozen.geojson"
    file.write_text(json.dumps(document))
    assert peaks(workspace, "--type", "shoplifting", "--hotspots", str(file)) == 0
    assert "Hot spot h1: 40 placed" in capsys.readouterr().out
    document["beatwise"]["area"] = "Elsewhere"
    file.write_text(json.dumps(document))
    assert peaks(workspace, "--type", "shoplifting", "--hotspots", str(file)) == 13


def test_hot_spots_of_another_town_are_not_this_areas(workspace, capsys, tmp_path):
    """A list made for another town is missing data here, not twelve borrowed peaks."""
    gather(workspace, incidents(40, "shoplifting", 16))
    file = tmp_path / "frozen.geojson"
    file.write_text(json.dumps(hot_spots(("9", 500_000))))
    assert peaks(workspace, "--type", "shoplifting", "--hotspots", str(file)) == 11
    assert "none of the listed hot spots" in capsys.readouterr().err


def test_too_few_are_counted_and_no_peak_is_named(workspace, capsys):
    """Twelve incidents: the table, and that thirty are needed."""
    gather(workspace, incidents(12, "shoplifting", 16))
    assert peaks(workspace, "--type", "shoplifting") == 0
    assert "Too few to name a peak: 12 placed, 30 needed." in capsys.readouterr().out


def test_no_incident_of_the_type_in_the_area_is_missing_data(workspace, capsys):
    """Timed incidents elsewhere or of another type do not answer: exit 11, and what to ask for."""
    gather(workspace, incidents(40, "shoplifting", 16, x=500_000.0))
    assert peaks(workspace, "--type", "shoplifting") == 11
    assert peaks(workspace, "--type", "robbery") == 11
    assert "beatwise request" in capsys.readouterr().err


def test_an_empty_workspace_is_missing_data(workspace):
    """Nothing gathered at all: exit 11."""
    assert peaks(workspace, "--type", "asb") == 11


def test_months_alone_are_refused(workspace, capsys, monkeypatch):
    """Only police.uk months: exit 12, the reason, and what to ask the force for."""
    from beatwise.clock import Month

    monkeypatch.setattr(Workspace, "months", lambda self, force=None: [Month.parse("2025-01")])
    assert peaks(workspace, "--type", "asb", "--json") == 12
    got = json.loads(capsys.readouterr().out)
    assert got["error"] == "Refused"
    assert "not its day or time" in got["message"]
    assert "beatwise request" in got["next_step"]


def test_a_sources_own_word_is_a_type_too(workspace, capsys):
    """A council's 'Street drinking' is found by its own name; an unknown word is a usage error."""
    gather(workspace, incidents(31, "Street drinking", 13))
    assert peaks(workspace, "--type", "street drinking", "--json") == 0
    assert json.loads(capsys.readouterr().out)["n"] == 31
    assert peaks(workspace, "--type", "juggling") == 2
