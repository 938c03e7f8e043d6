"""Missing is never zero: the ledger on what police.uk really published.

The figures are those of the national counts by force in the real data (Autonomy's account of the
gaps, `annual-deprivation-index` issues 35, 43, 58, 61 and 65).
"""

from __future__ import annotations

import gzip

import pandas as pd
import pytest

from beatwise.clock import Month
from beatwise.journeys.gather.lookup import gather_lsoa_lookup
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.records.crime_types import slug
from beatwise.records.ledger import from_months
from beatwise.sources.police_uk.forces import force_slug
from beatwise.sources.police_uk.lsoa_counts import panel
from beatwise.store.workspace import Workspace


pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def national(real_data):
    """Rows by month, force and type, for every force file present in 27 months."""
    path = real_data / "police_uk_street/derived/national_monthly_counts_by_force.csv.gz"
    with gzip.open(path, "rt") as stream:
        return pd.read_csv(stream)


@pytest.fixture(scope="module")
def ledger(national):
    """The ledger of every force, as if all those files had been gathered."""
    lines = [
        {"force": force, "month": Month.parse(month).number, "rows": int(rows["n"].sum()),
         "asb": 0, "no_location": 0, "outside": -1, "repeats": 0, "duplicates": 0, "vintage": 0,
         "sha256": "", "restated": 0}
        for (force, month), rows in national.groupby(["force", "month"])
    ]  # fmt: skip
    return from_months(lines)


def test_forces_that_stopped_publishing_show_their_gap(ledger):
    """Months present: Greater Manchester 1, transport police 16, and so on; most forces 27."""
    present = ledger.groupby("force", observed=True)["present"].sum()
    gaps = {
        "greater-manchester": 1, "btp": 16, "avon-and-somerset": 21, "thames-valley": 21,
        "northern-ireland": 23, "nottinghamshire": 25, "city-of-london": 26,
        "devon-and-cornwall": 26,
    }  # fmt: skip
    assert {force: present[force] for force in gaps} == gaps
    assert set(present.drop(list(gaps))) == {27}
    assert set(ledger.groupby("force", observed=True).size()) == {48}


def test_a_file_of_fourteen_rows_is_present_and_still_odd(national):
    """Greater Manchester's only month is 1 ASB incident and 13 violence: present, not complete."""
    rows = national[national["force"] == "greater-manchester"]
    counts = dict(zip(rows["Crime type"].map(slug), rows["n"], strict=True))
    assert set(rows["month"]) == {"2022-08"}
    assert counts == {"anti-social-behaviour": 1, "violence-and-sexual-offences": 13}


def test_forces_are_known_by_the_names_people_use():
    """Published names become the slugs of the files."""
    names = {
        "Leicestershire Police": "leicestershire",
        "Avon and Somerset Constabulary": "avon-and-somerset",
        "Devon & Cornwall Police": "devon-and-cornwall",
        "Dyfed-Powys Police": "dyfed-powys",
        "Metropolitan Police Service": "metropolitan",
        "City of London Police": "city-of-london",
        "London, City of": "city-of-london",
        "British Transport Police": "btp",
        "Police Service of Northern Ireland": "northern-ireland",
        "greater-manchester": "greater-manchester",
    }
    assert {name: force_slug(name) for name in names} == names


@pytest.fixture(scope="module")
def gathered(real_data, tmp_path_factory):
    """Leicestershire's 27 months with the lookup, gathered once."""
    workspace = Workspace.create(tmp_path_factory.mktemp("real") / "ws", "LLR")
    lookups = real_data / "boundaries/lookups"
    gather_lsoa_lookup(workspace, lookups / "lookup_lsoa11_lsoa21_ltla22.csv.gz")
    gather_police_uk(workspace, [real_data / "police_uk_street/leicestershire"])
    return workspace


def test_leicestershire_is_read_whole(gathered, real_data):
    """Rows, ASB and blank places of all 27 months agree with the data's notes; no ID repeats."""
    notes = pd.read_csv(real_data / "police_uk_street/derived/leicestershire_quality_by_month.csv")
    ledger = gathered.ledger()
    there = ledger[ledger["present"]]
    assert there["rows"].tolist() == notes["rows"].tolist()
    assert there["rows"].sum() == 247_368
    assert there["asb"].tolist() == notes["asb_rows"].tolist()
    assert there["no_location"].tolist() == notes["no_location"].tolist()
    ids = there["duplicates"] + there["repeats"]
    assert ids.tolist() == notes["dup_crime_id"].tolist()
    assert len(ledger) == 48


def test_vintages_are_seen(gathered):
    """LSOA codes are those of 2011 in the files of 2022 and of 2021 in the later ones."""
    ledger = gathered.ledger()
    there = ledger[ledger["present"]]
    assert set(there[there["month"] < 2023 * 12]["vintage"]) == {2011}
    assert set(there[there["month"] >= 2024 * 12]["vintage"]) == {2021}


def test_counts_by_type_are_the_published_ones(gathered, national):
    """Rows by month and type equal the national counts for the force."""
    ours = gathered.offences(columns=["month", "type"]).value_counts()
    theirs = national[national["force"] == "leicestershire"]
    for month, kind, n in zip(theirs["month"], theirs["Crime type"], theirs["n"], strict=True):
        assert ours[Month.parse(month).number, slug(kind)] == n


def test_the_quick_count_agrees_with_what_was_gathered(gathered, real_data):
    """Counting a file without gathering gives the same panel as gathering it."""
    path = real_data / "police_uk_street/leicestershire/2025-06-leicestershire-street.csv.gz"
    quick = panel(path)
    rows = gathered.offences(columns=["month", "type", "lsoa"])
    rows = rows[rows["month"] == Month.parse("2025-06").number]
    slow = rows.assign(lsoa=rows["lsoa"].astype(object).fillna("")).value_counts(["lsoa", "type"])
    quick = quick.set_index(["lsoa", "type"])["rows"]
    assert quick.sort_index().to_dict() == slow[slow > 0].sort_index().to_dict()


def test_all_three_forces_are_read(real_data, tmp_path):
    """The folder of all forces is gathered in one go; other files in it are counted and left."""
    workspace = Workspace.create(tmp_path / "ws", "Three forces")
    done = gather_police_uk(workspace, [real_data / "police_uk_street"], ["derbyshire"])
    assert any("(other)" in note for note in done.notes)
    ledger = workspace.ledger()
    assert done.rows == ledger["rows"].sum() == len(workspace.offences(columns=["month"]))
    assert done.rows + ledger["repeats"].sum() == 240_255
    assert ledger["duplicates"].max() > 0


def test_a_real_month_gathered_double_counts_once(real_data, tmp_path):
    """Derbyshire's anti-social behaviour of February 2024 was published twice over, in one file."""
    workspace = Workspace.create(tmp_path / "ws", "Derbyshire")
    files = real_data / "police_uk_street/derbyshire"
    gather_police_uk(workspace, [files / f"2024-0{n}-derbyshire-street.csv.gz" for n in (1, 2, 3)])
    ledger = workspace.ledger()
    assert ledger["asb"].tolist() == [1_100, 1_104, 1_258]
    assert ledger["repeats"].tolist() == [10, 1_104 + 12, 6]
