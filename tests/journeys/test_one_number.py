"""One page never gives several numbers for one thing."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest

from beatwise.cli.main import run
from beatwise.journeys.simulate import simulate
from beatwise.simulation import CountySpec


BEFORE, AFTER = 22, 6  # of 24 asked for, two were not gathered
QUANTITIES = {
    "months before": (
        r"Months before [^,]+, (\d+) months with data", r"(\d+) months before",
        r"units, (\d+) months\.",
    ),
    "months after": (
        r"Months with patrols [^,]+, (\d+) months with data", r"before and (\d+) patrolled",
        r"and (\d+) months with patrols",
    ),
    "months": (r"(\d+) months counted",),
    "missing": (r"Missing months: (\d+)", r"(\d+) missing and left out"),
    "patrolled": (r"(\d+) patrolled and \d+ comparison units",),
    "compared": (r"\d+ patrolled and (\d+) comparison units",),
    "units": (r"record[^;]+; (\d+) units", r"\((\d+) units in", r"assigned: (\d+) units"),
    "steps": (r"in (\d+) steps\b",),
    "level": (r"Maryland scale (\d)",),
}  # fmt: skip


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """Thirty months of three towns, two of them never delivered."""
    folder = tmp_path_factory.mktemp("one-number")
    simulate(folder / "county", CountySpec(towns=3, months=30, volume=2.0), 4)
    for month in sorted((folder / "county/police-uk").iterdir())[4:14:5]:
        shutil.rmtree(month)
    ws = ["--workspace", str(folder / "ws")]
    assert run(["init", str(folder / "ws"), "--name", "Millshire"]) == 0
    assert run(["gather", "police-uk", str(folder / "county/police-uk"), *ws]) == 0
    towns = [str(folder / "county/areas/towns.geojson"), "--label", "name", "--id", "id"]
    assert run(["gather", "areas", *towns, "--layer", "towns", *ws]) == 0
    return folder


def words_of(page: Path) -> str:
    """What a page says, without its pictures."""
    text = re.sub(r"<(svg|style|script).*?</\1>", " ", page.read_text(), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def numbers(page: Path) -> dict[str, set[str]]:
    """Every number that a page gives for each quantity."""
    text = words_of(page)
    found = {
        name: {number for pattern in patterns for number in re.findall(pattern, text)}
        for name, patterns in QUANTITIES.items()
    }
    return {name: values for name, values in found.items() if values}


@pytest.mark.parametrize(
    ("options", "quantities"),
    [
        (["--drawn-within", "all"], {"patrolled", "compared"}),
        (["--kind", "stepped", "--steps", "3"], {"steps"}),
        (["--drawn-within", "all", "--before", "2022-07:2025-06"], {"patrolled", "compared"}),
    ],
)
def test_a_design_and_its_result_give_each_quantity_once(
    county, tmp_path, options, quantities
) -> None:
    """Months before and after, missing months, units, steps: one number each on either page."""
    ws = ["--workspace", str(county / "ws")]
    spots = str(county / "county/areas/hot-spots.geojson")
    base = ["design", "--hotspots", spots, "--start", "2025-07", "--months", str(AFTER)]
    assert run([*base, *options, "--out", str(tmp_path), *ws]) == 0
    assert run(["evaluate", str(tmp_path), "--out", str(tmp_path / "r"), *ws]) == 0
    for page in (tmp_path / "design.html", tmp_path / "r/result.html"):
        found = numbers(page)
        assert quantities | {"months before", "months after"} <= set(found)
        assert {name: values for name, values in found.items() if len(values) > 1} == {}
        assert found["months before"] == {str(BEFORE)}
        assert found["months after"] == {str(AFTER)}
    assert numbers(tmp_path / "r/result.html")["months"] == {str(BEFORE + AFTER)}


def test_headings_give_the_months_there_are(county, tmp_path, capsys) -> None:
    """Asked for from 2020 to 2030, lists, reports and towns are headed by the months at hand."""
    ws = ["--workspace", str(county / "ws")]
    town = (county / "county/areas/towns.geojson").read_text()
    label = re.search(r'"name":\s*"([^"]+)"', town)[1]
    asked = ["--type", "shoplifting", "--train", "2020-01:2030-12"]
    capsys.readouterr()
    assert run(["find", "--area", label, *asked, *ws]) == 0
    assert "Chosen on July 2023 to December 2025, 28 months with data" in capsys.readouterr().out
    assert run(["towns", "--hours", "40", *asked, *ws]) == 0
    assert "Shoplifting, July 2023 to December 2025" in capsys.readouterr().out
    out = ["--out", str(tmp_path)]
    assert run(["brief", "--area", label, *asked, *out, *ws]) == 0
    pages = {page: words_of(page) for page in tmp_path.rglob("*.html")}
    assert pages
    for text in pages.values():
        headings = re.sub(r"No data for [^.]*\.", "", text)  # what was asked and is missing
        assert "2030" not in headings
        assert "January 2020" not in headings
    report = next(text for text in pages.values() if "the full report" in text)
    assert "Chosen on July 2023 to December 2025, 28 months with data" in report


def test_a_percentage_on_few_incidents_has_small_print(county, tmp_path, capsys) -> None:
    """Three months of shoplifting: list, towns, brief and report all say that counts are small."""
    ws = ["--workspace", str(county / "ws")]
    label = re.search(r'"name":\s*"([^"]+)"', (county / "county/areas/towns.geojson").read_text())[
        1
    ]
    asked = ["--type", "shoplifting", "--train", "2025-10:2025-12"]
    assert run(["brief", "--area", label, *asked, "--out", str(tmp_path), *ws]) == 0
    maps = set(tmp_path.rglob("*-map.html"))  # counts alone, no percentage
    pages = set(tmp_path.rglob("*.html")) - maps
    assert (len(pages), len(maps)) == (2, 1)
    for page in pages:
        assert "small count" in words_of(page).lower()
    one_month = ["--type", "shoplifting", "--train", "2025-12:2025-12"]
    for command in (["find", "--area", label, *asked], ["towns", "--hours", "40", *one_month]):
        capsys.readouterr()
        assert run([*command, *ws]) == 0
        assert "small count" in " ".join(capsys.readouterr().out.lower().split())
