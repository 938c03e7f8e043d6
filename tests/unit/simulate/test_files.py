"""The files are police.uk's and a force's own shape, and the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import re
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.worlds import small_county

from beatwise.errors import Conflict
from beatwise.records.offences import CATEGORIES
from beatwise.simulate import CountySpec, county
from beatwise.simulate.county_tables import incidents, offences, timed
from beatwise.simulate.write import files, write


SPEC = CountySpec(towns=1, months=3, effect=20.0)
STREET_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,"
    "LSOA code,LSOA name,Crime type,Last outcome category,Context"
)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return dict(files(small_county()))


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def _streets(made: dict[str, bytes]) -> list[dict[str, str]]:
    return [
        row for name in sorted(made) if name.endswith("-street.csv") for row in _rows(made[name])
    ]


def test_the_same_seed_makes_the_same_bytes() -> None:
    """Two runs with one seed agree to the byte; another seed does not."""
    first, second, other = (
        [sha256(content).hexdigest() for _, content in files(county(SPEC, seed))]
        for seed in (1, 1, 2)
    )
    assert first == second
    assert not set(first[:3]) & set(other[:3])


def test_twenty_is_twenty() -> None:
    """An effect of 20 and one of 20.0 are one setting and make the same bytes."""
    whole, real = (dict(files(county(CountySpec(1, 1, effect), 1))) for effect in (20, 20.0))
    assert whole == real


def test_files_are_plain_on_every_system(made: dict[str, bytes]) -> None:
    """Every file is UTF-8 with line feeds, no carriage return, no byte-order mark."""
    for name, content in made.items():
        content.decode("utf-8")
        assert b"\r" not in content, name
        assert not content.startswith(b"\xef\xbb\xbf"), name
        assert content.endswith(b"\n"), name


def test_street_files_have_the_published_layout(made: dict[str, bytes]) -> None:
    """A folder and file a month, named and headed as police.uk's are."""
    names = [name for name in made if name.startswith("police-uk/")]
    assert len(names) == 18
    for name in names:
        assert re.fullmatch(r"police-uk/(\d{4}-\d\d)/\1-millshire-street\.csv", name)
        assert made[name].decode().splitlines()[0] == STREET_HEADER
        assert {row["Month"] for row in _rows(made[name])} == {name[10:17]}


@pytest.mark.real
def test_the_header_is_that_of_a_real_file(real_data: Path) -> None:
    """The columns are those of a real street file, in its order."""
    real = next((real_data / "police_uk_street" / "leicestershire").glob("2025-*-street.csv.gz"))
    assert ",".join(pd.read_csv(real, nrows=0).columns) == STREET_HEADER


def test_street_rows_look_like_published_ones(made: dict[str, bytes]) -> None:
    """Anti-social behaviour has no identifier or outcome; all else has; points are 6 decimals."""
    rows = _streets(made)
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


def test_one_to_three_rows_in_a_hundred_have_no_location(made: dict[str, bytes]) -> None:
    """The share without a location is that of real files."""
    blank = np.mean([row["Location"] == "No Location" for row in _streets(made)])
    assert 0.01 < blank < 0.03


def test_months_agree_with_london_time() -> None:
    """An incident counts in the month that London's clocks show, summer and winter."""
    history = small_county().histories[0]
    local = pd.to_datetime(history.would.second, unit="s", utc=True).tz_convert("Europe/London")
    first = small_county().spec.span.first.number
    assert (local.year * 12 + local.month - 1 - first == history.would.month).all()


def test_the_two_sources_hold_the_same_incidents(made: dict[str, bytes]) -> None:
    """The open data and the timed extract count the same incidents of each type."""
    timed_rows = _rows(made["incidents.csv"])
    street = pd.Series([row["Crime type"] for row in _streets(made)]).value_counts()
    extract = pd.Series([row["Category"] for row in timed_rows]).value_counts()
    assert street.sort_index().to_dict() == extract.sort_index().to_dict()
    assert len({row["Reference"] for row in timed_rows}) == len(timed_rows)


def test_the_true_moment_lies_within_the_span() -> None:
    """From is never after to, and what happened lies between them; some spans are long."""
    rows = timed(small_county())
    known = rows[rows["start"] >= 0]
    assert (known["start"] <= known["moment"]).all()
    assert (known["moment"] <= known["end"]).all()
    assert 0.005 < 1 - len(known) / len(rows) < 0.02
    hours = (known["end"] - known["start"]) / 3600
    assert (hours == 0).mean() > 0.5
    assert (hours > 24).any()


def test_wall_clock_times_are_londons(made: dict[str, bytes]) -> None:
    """Times are written as London's clocks showed them: an hour ahead of UTC in summer."""
    rows = timed(small_county())
    written = [row["Earliest"] for row in _rows(made["incidents.csv"])]
    moments = pd.to_datetime(rows["start"], unit="s", utc=True).dt.tz_convert("Europe/London")
    told = moments.dt.strftime("%d/%m/%Y %H:%M").where(rows["start"] >= 0, "")
    assert written == told.tolist()


def test_tables_are_the_declared_ones() -> None:
    """The county is also had as validated tables, without files."""
    made = small_county()
    happened = sum(int(h.happened.sum()) for h in made.histories)
    assert len(offences(made)) == happened
    assert len(incidents(made)) < happened


def test_truth_names_what_made_it(made: dict[str, bytes]) -> None:
    """The truth file holds seed, settings, expected counts and what patrols did."""
    truth = json.loads(made["truth.json"])
    assert (truth["seed"], truth["spec"]["towns"]) == (1, 2)
    assert len(truth["hot_spots"]) == len(small_county().hot_spots)
    for town, points in zip(truth["towns"], truth["map_points"], strict=True):
        for slug, expected in town["expected_a_month"].items():
            assert sum(points["expected_a_month"][slug]) == pytest.approx(expected, abs=0.01)


def test_events_are_the_declared_ones(made: dict[str, bytes]) -> None:
    """Each patrolled hot spot is an event from the first patrolled month on."""
    events = _rows(made["events.csv"])
    patrols = [event for event in events if event["kind"] == "patrol"]
    assert len(patrols) == sum(hot.patrolled for hot in small_county().hot_spots)
    assert {event["start"] for event in patrols} == {"2025-07"}


def test_a_folder_is_written_whole(tmp_path: Path) -> None:
    """Every file is written, fingerprinted, and nothing else is left behind."""
    folder = tmp_path / "new" / "county"
    made = write(county(SPEC, 1), folder)
    assert made.new
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
    assert {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} == set(
        made.files
    )
    assert [p.name for p in folder.parent.iterdir()] == ["county"]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    """The same county again leaves the folder as it is, later additions too."""
    write(county(SPEC, 1), tmp_path / "county")
    (tmp_path / "county" / "notes.txt").write_text("mine")
    again = write(county(SPEC, 1), tmp_path / "county")
    assert not again.new
    assert (tmp_path / "county" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("trouble", ["other seed", "changed file", "somebody's files", "a file"])
def test_nothing_is_written_over(tmp_path: Path, trouble: str) -> None:
    """A folder with anything else in it is a conflict, and stays as it was."""
    folder, seed = tmp_path / "county", 1
    if trouble == "a file":
        folder.write_text("mine")
    elif trouble == "somebody's files":
        folder.mkdir()
        (folder / "mine.txt").write_text("mine")
    else:
        write(county(SPEC, 1), folder)
        seed = 2 if trouble == "other seed" else 1
        if trouble == "changed file":
            (folder / "events.csv").write_text("changed")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(Conflict, match="Next: Give another folder"):
        write(county(SPEC, seed), folder)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_an_interrupted_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped in the middle, the folder is as it was: absent."""
    made, written = county(SPEC, 1), []

    def stop(path: Path, content: bytes) -> None:
        written.append(path)
        if len(written) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        write(made, tmp_path / "county")
    assert list(tmp_path.iterdir()) == []
