"""What a design can be told at the command line: its calendar, theory, areas as already decided."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from beatwise.cli.main import run
from beatwise.clock import MonthRange
from beatwise.errors import MissingData
from beatwise.journeys.evaluation.delivered_hours import delivered_minutes
from beatwise.journeys.simulate import simulate
from beatwise.simulation import CountySpec
from beatwise.store.evaluation.unit_cost_file import unit_cost


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """Two towns and twelve months, gathered."""
    folder = tmp_path_factory.mktemp("design-options")
    simulate(folder / "county", CountySpec(towns=2, months=12, volume=2.0), 3)
    ws = ["--workspace", str(folder / "ws")]
    assert run(["init", str(folder / "ws"), "--name", "Millshire"]) == 0
    assert run(["gather", "police-uk", str(folder / "county/police-uk"), *ws]) == 0
    return folder


def design(county: Path, out: Path, *more: str, hot_spots: Path | None = None) -> int:
    spots = hot_spots or county / "county/areas/hot-spots.geojson"
    return run(
        ["design", "--hotspots", str(spots), "--start", "2026-01", "--months", "6", "--out",
         str(out), "--outcome", "asb", "--drawn-within", "all", "--workspace",
         str(county / "ws"), *more]
    )  # fmt: skip


def test_the_calendar_is_what_one_says_it_is(county, tmp_path, capsys) -> None:
    """Publication, writing and the end of office are settings, said on the page and locked."""
    more = ("--published-after", "4", "--writing", "0", "--office-ends", "2026-11", "--json")
    assert design(county, tmp_path, *more) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["calendar"] == {
        "last_data": "2026-06", "published_after": 4, "published": "2026-10", "writing": 0,
        "report": "2026-10", "office_ends": "2026-11", "latest_start": "2026-01", "in_time": True,
    }  # fmt: skip
    [line] = [s for s in said["sentences"] if "Last month of data" in s]
    assert "published about October 2026 (4 months after it)" in line
    assert "report October 2026 (0 months to write it)." in line
    assert "before the office ends in November 2026 is January 2026" in line
    page = (tmp_path / "design.html").read_text()
    assert "Months to write the report, supposed" in page
    kept = tomllib.loads((tmp_path / "protocol.toml").read_text())
    assert kept["calendar"]["published_after"] == 4
    capsys.readouterr()
    assert design(county, tmp_path, "--office-ends", "2026-10", "--published-after", "4") == 0
    assert "which is too late" in capsys.readouterr().out
    assert design(county, tmp_path, "--office-ends", "soon") == 2
    assert design(county, tmp_path, "--published-after", "-1") == 2


OWN = """
[[theory]]
stage = "input"
text = "Two wardens, 40 hours a week"
measure = "cost of delivered hours"
[[theory]]
stage = "output"
text = "Shops see a warden every day"
measure = "shop diary"
[[theory]]
stage = "outcome"
text = "Fewer calls"
measure = "anti-social-behaviour"
"""


def test_a_theory_of_change_of_ones_own_is_drawn_and_checked(county, tmp_path, capsys) -> None:
    """It is in the protocol and on the page; what it leaves open is said at the lock too."""
    own = tmp_path / "theory.toml"
    own.write_text(OWN)
    assert design(county, tmp_path / "plan", "--theory", str(own)) == 0
    told = capsys.readouterr().out
    open_ends = (
        "Theory of change. No step says what is done.",
        "Theory of change. 'shop diary' (Shops see a warden every day) is not measured by",
    )
    assert all(line in told for line in open_ends)
    kept = tomllib.loads((tmp_path / "plan/protocol.toml").read_text())
    assert kept["theory"][0]["text"] == "Two wardens, 40 hours a week"
    page = (tmp_path / "plan/design.html").read_text()
    assert "Shops see a warden" in page
    assert "is not measured by this protocol" in page
    assert run(["lock", str(tmp_path / "plan"), "--by", "evaluator"]) == 0
    assert all(line in capsys.readouterr().out for line in open_ends[:1])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[[theory]]\nstage = "hope"\ntext = "a"',
            "[[theory]] 1, stage (line 2): the stage 'hope' is unknown",
        ),
        ('[[theory]]\nstage = "input"', "[[theory]] 1, text (table at line 1): 'text' is missing"),
        (
            '[[theory]]\nstage = "input"\ntext = 3',
            "[[theory]] 1, text (line 3): 'text' must be a text",
        ),
        ('[[theory]]\nstage = "input"\ntext = "a"\nhow = "b"', "'how' is not a field here"),
        ("theory = 3", "must be a list of tables"),
        ("", "holds no step"),
        ("x =", "is not TOML"),
    ],
)
def test_a_theory_that_cannot_be_read_is_named(county, tmp_path, capsys, text, words) -> None:
    """File, step and field are named, and nothing is written."""
    own = tmp_path / "theory.toml"
    own.write_text(text)
    assert design(county, tmp_path / "plan", "--theory", str(own)) == 10
    assert words in capsys.readouterr().err
    assert not (tmp_path / "plan").exists()


def test_what_cannot_be_is_refused(county, tmp_path, capsys) -> None:
    """A look after the patrols, a programme that costs less than nothing."""
    for more, words in (
        (("--look", "2030-01"), "the look after 2030-01 is not in the patrolled months"),
        (("--cost", "-5"), "the cost of the programme is not above 0"),
        (("--alpha", "0"), "alpha or the power floor is out of range"),
    ):
        assert design(county, tmp_path, *more) == 10
        assert words in capsys.readouterr().err


def test_areas_already_drawn_are_never_dropped(county, tmp_path, capsys) -> None:
    """Two that lie too close are named: leaving one out unasked would undo the draw."""
    found = json.loads((county / "county/areas/hot-spots.geojson").read_text())
    first, *rest = [f for f in found["features"] if f["properties"]["role"] == "patrolled"]
    near = json.loads(json.dumps(first))
    near["properties"] |= {"id": "near", "name": "Near", "role": "comparison"}
    ring = near["geometry"]["coordinates"][0]
    width = max(x for x, _ in ring) - min(x for x, _ in ring)
    near["geometry"]["coordinates"] = [[[x + 1.3 * width, y] for x, y in ring]]
    found["features"] = [first, near, *rest]
    spots = tmp_path / "near.geojson"
    spots.write_text(json.dumps(found))
    assert design(county, tmp_path / "plan", hot_spots=spots) == 10
    told = capsys.readouterr().err
    assert "ring around" in told
    assert "overlaps the comparison area 'Near'" in told


def test_the_unit_costs_that_come_along_say_where_they_were_read() -> None:
    """A category of one offence, or the least of several, has a value; the rest have none."""
    for outcome, pounds in (
        ("robbery", 11_320),
        ("criminal-damage-and-arson", 1_350),
        ("vehicle-crime", 870),
    ):
        found = unit_cost(None, outcome)
        assert found is not None
        assert (found.pounds, found.prices) == (pounds, "2015/16")
        assert found.verified
        assert "2026" in (found.checked_by or "")
        assert found.seen_in
        assert found.mix
    for outcome in ("shoplifting", "anti-social-behaviour", "violence-and-sexual-offences"):
        assert unit_cost(None, outcome) is None


def test_visits_to_other_places_are_not_no_visits(tmp_path) -> None:
    """A file whose places are called otherwise is named: nothing known is not nothing done."""
    visits = tmp_path / "visits.csv"
    visits.write_text("hot_spot,start,minutes,grade\nelsewhere,2026-02-01T10:00:00,15,A\n")
    with pytest.raises(MissingData, match="no visit is to an area of the protocol"):
        delivered_minutes(visits, ["here"], MonthRange.parse("2026-01:2026-06"))
