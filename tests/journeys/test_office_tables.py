"""``beatwise office import`` and ``compute`` from the command line, as people type them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.patience import patience
from tests.prepared_office import copy_tables
from tests.served import python


ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "json.md").read_text("utf-8")
BY = ("--by", "performance@office.example")
ASB = "year,incidents,decrease,decrease_pct,source\n2017/18,100,,,x\n2018/19,90,10,10,x\n"
# Runs commands given as JSON lists on stdin in one process, and prints each one's exit code.
MANY = (
    "import json, sys\nfrom beatwise.cli.main import run\n"
    "for words in json.load(sys.stdin):\n    print('exit', run(words), flush=True)\n"
)
RELEVANT = (
    "plan_metrics", "plan_structure", "contact_demand", "contact_funding", "cstr_monthly",
    "dtoa_annual", "dtoa_funnel", "dtoa_funding", "delivery_actions", "delivery_progress",
    "victims_services", "neighbourhood_workforce", "neighbourhood_demand", "protests", "football",
    "workforce_2018_19", "recruitment_2018_19", "asb_incidents", "hotspot_patrols",
    "serious_violence", "reoffending", "performance_2018_19",
)  # fmt: skip


def documented(command: str) -> set[str]:
    """The keys that the reference page gives for a command's document."""
    found = re.search(rf"^\* `office {command}`: (.+)$", PAGE, re.M)
    assert found
    return set(re.findall(r"`([a-z_]+)`", found[1]))


class Commands:
    """The command line on one office."""

    def __init__(self, workspace: Path):
        self.workspace = workspace
        held = {k: v for k, v in os.environ.items() if not k.startswith(("BEATWISE_", "DJANGO_"))}
        self.environment = held | {
            "PYTHONPATH": str(ROOT / "src"),
            "BEATWISE_WORKSPACE": str(workspace),
            "BEATWISE_ADMIN_PASSWORD": "a long password for tests 7",
        }

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command."""
        command = [sys.executable, "-m", "beatwise", *words]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=patience(120)
        )

    def many(self, listed: list[list[str]]) -> tuple[list[int], list[Any]]:
        """Run several commands in one process; return exit codes, and what each printed."""
        told = subprocess.run(
            [sys.executable, "-c", MANY], env=self.environment, input=json.dumps(listed),
            capture_output=True, text=True, timeout=patience(300),
        )  # fmt: skip
        parts = re.split(r"^exit (\d+)$", told.stdout, flags=re.M)
        return [int(code) for code in parts[1::2]], [json.loads(p) for p in parts[:-1:2]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """An office with a performance officer and an evaluator."""
    folder = tmp_path_factory.mktemp("office")
    copy_tables(folder)
    commands = Commands(folder)
    for role in ("performance", "evaluator"):
        made = commands("office", "create-admin", f"{role}@office.example", "--role", role)
        assert made.returncode == 0, made.stderr
    return commands


def test_a_table_is_looked_at_taken_in_and_taken_back(office: Commands, tmp_path: Path) -> None:
    """The whole way of one table, with the documented keys and codes."""
    file = tmp_path / "asb_incidents.csv"
    file.write_text(ASB)
    words = ["office", "import", str(file), *BY, "--json"]
    codes, told = office.many([[*words, "--dry-run"], words, words])
    assert codes == [0, 0, 0]
    assert all(set(each) == documented("import") for each in told)
    assert [(t["import"] is None, t["new"], t["same"]) for t in told] == [
        (True, 2, 0), (False, 2, 0), (False, 0, 2),
    ]  # fmt: skip
    assert told[1]["layout"] == "asb-incidents"
    assert told[1]["disagreements"] == []
    undo = ["office", "undo-import", str(told[1]["import"]), *BY, "--why", "wrong", "--json"]
    codes, told = office.many([undo, undo])
    assert codes == [0, 13]
    assert set(told[0]) == documented("undo-import")


def test_mistakes_have_their_codes_and_bring_nothing(office: Commands, tmp_path: Path) -> None:
    """A wrong row is 10 and named, what is not there 11, and a role that may not 12."""
    file, layout = tmp_path / "asb_incidents.csv", tmp_path / "mine.toml"
    file.write_text(ASB.replace("2018/19,90", "2018/19,many"))
    layout.write_text("format = 2")
    wrong = office("office", "import", str(file), *BY)
    assert wrong.returncode == 10
    assert "row 3, column incidents: 'many' is not a number." in wrong.stderr
    sound = tmp_path / "sound.csv"
    sound.write_text(ASB)
    start = ["office", "import", str(sound), "--json"]
    codes, _ = office.many(
        [
            [*start, "--by", "nobody@office.example"],
            [*start, *BY, "--layout", "no-such"],
            [*start[:2], str(tmp_path / "none.csv"), *BY, "--json"],
            [*start, "--by", "evaluator@office.example"],
            [*start, *BY, "--layout", str(layout)],
            [*start, *BY, "--vintage", "soon"],
        ]
    )
    assert codes == [11, 11, 11, 12, 10, 10]


def test_dates_that_can_be_read_both_ways_are_asked_about(office: Commands, tmp_path: Path) -> None:
    """Without an answer nothing comes in (10); --dates gives it; another word is no answer (2)."""
    file = tmp_path / "asb_incidents.csv"
    heading, *rows = ASB.splitlines()
    file.write_text("\n".join([f"{heading},as at", *(f"{row},3/4/2026" for row in rows)]))
    start = ["office", "import", str(file), *BY]
    asked = office(*start)
    assert asked.returncode == 10
    assert "in 'as at', 3/4/2026 can be 3 April 2026 or 4 March 2026" in asked.stderr
    assert "--dates month-first" in asked.stderr
    codes, told = office.many(
        [
            [*start, "--dates", "month-first", "--dry-run", "--json"],
            [*start, "--dates", "american", "--json"],
        ]
    )
    assert codes == [0, 2]
    assert any("month first, as was said: 3/4/2026 as 4 March" in note for note in told[0]["told"])


@pytest.mark.real
def test_the_papers_tables_come_in(reference_tables: Path, tmp_path: Path) -> None:
    """Every relevant table comes in by the command, and just what is known disagrees."""
    copy_tables(tmp_path)
    office = Commands(tmp_path)
    office("office", "create-admin", "governance@office.example")
    office("office", "create-admin", BY[1], "--role", "performance")
    given = ["--period", "2025", "--counted-on", "2025-12-31", "--reason", "So printed."]
    codes, told = office.many(
        [
            ["office", "import", str(reference_tables / f"{name}.csv"), *BY, *given, "--json"]
            for name in RELEVANT
        ]
    )
    assert codes == [0] * len(RELEVANT)
    new = {name: each["new"] for name, each in zip(RELEVANT, told, strict=True)}
    assert sum(new.values()) == 358
    assert new["recruitment_2018_19"] == 11  # each row a cited figure; it was a printed table
    assert sum(each["directions_differ"] for each in told) == 9
    assert sum(len(each["disagreements"]) for each in told) == 20
    checked = office("office", "check", "--json")
    assert json.loads(checked.stdout)["whole"] is True


def test_measures_are_computed_from_a_simulated_county(tmp_path: Path) -> None:
    """Incidents by town and patrol hours come of the workspace; a month not gathered is missing."""
    county, office = tmp_path / "county", Commands(tmp_path / "W")
    made = office("simulate", str(county), "--towns", "2", "--months", "5", "--seed", "3")
    assert made.returncode == 0, made.stderr
    months = sorted(path.name for path in (county / "police-uk").iterdir())
    gone = months[2]
    for path in (county / "police-uk" / gone).iterdir():
        path.unlink()
    for words in (
        ["init", str(office.workspace), "--name", "Millshire"],
        ["gather", "police-uk", str(county / "police-uk")],
        ["gather", "areas", str(county / "areas/towns.geojson"), "--label", "name", "--id", "id",
         "--layer", "towns"],
        ["office", "create-admin", BY[1], "--role", "performance"],
    ):  # fmt: skip
        if words[0] == "office":
            copy_tables(office.workspace)
        told = office(*words)
        assert told.returncode == 0, told.stderr
    visits = ["--visits", str(county / "patrols" / "visits.csv")]
    compute = ["office", "compute", *BY, *visits, "--json"]
    codes, (dry, first, second) = office.many([[*compute, "--dry-run"], compute, compute])
    assert codes == [0, 0, 0]
    assert set(first) == documented("compute")
    assert (dry["import"], dry["new"]) == (None, first["new"])
    asb = next(m for m in first["measures"] if m["measure"] == "asb-incidents-by-town")
    assert asb["missing"] == [f"millshire {gone}"]
    assert gone not in asb["months"]
    assert asb["values"] == 2 * 4
    assert first["new"] == sum(m["values"] for m in first["measures"])
    assert (second["new"], second["same"]) == (0, first["new"])
    rows = sum(
        line.count("Anti-social behaviour")
        for path in (county / "police-uk").glob("*/*.csv")
        for line in path.read_text("utf-8").splitlines()
    )
    listed = _values(office, "asb-incidents-by-town")
    assert 0 < sum(listed) <= rows


def _values(office: Commands, measure: str) -> list[int]:
    """The values that the office holds of a measure."""
    import sqlite3

    file = next(office.workspace.rglob("*.sqlite3"))
    with sqlite3.connect(file) as held:
        asked = "SELECT value, source FROM performance_observationrow WHERE measure = ?"
        rows = held.execute(asked, [measure]).fetchall()
    assert all("SHA-256" in source for _, source in rows)
    return [int(value) for value, _ in rows]


BID = """
from beatwise.accountability.registers.read_toml import definition
from beatwise.web.accounts.models import Account
from beatwise.web.registers import actions
values = {"development": "Mill Meadow", "authority": "Pelbrook", "planning_application": "26/1",
          "dwellings": "1000", "people_per_home": "2.5", "crime_weight": "0.5",
          "items": [{"item": "Radio", "each_1000": "2", "price": "500"}]}
actions.make(register=definition("developer_bids"), values=values, by=Account.objects.get())
"""


def test_a_bid_gets_its_rates_from_the_workspace(tmp_path: Path) -> None:
    """Crimes for 1,000 residents of a year, in town and county; the sum asked for follows."""
    county, office = tmp_path / "county", Commands(tmp_path / "W")
    by = ("--by", "force@office.example")
    for words in (
        ["simulate", str(county), "--towns", "2", "--months", "12", "--seed", "3"],
        ["init", str(office.workspace), "--name", "Millshire"],
        ["gather", "police-uk", str(county / "police-uk")],
        ["gather", "areas", str(county / "areas/towns.geojson"), "--label", "name", "--id", "id",
         "--layer", "towns"],
        ["office", "create-admin", by[1], "--role", "force_liaison"],
    ):  # fmt: skip
        if words[0] == "office":
            copy_tables(office.workspace)
        told = office(*words)
        assert told.returncode == 0, told.stderr
    python(BID, office.environment)
    features = json.loads((county / "areas/towns.geojson").read_text("utf-8"))["features"]
    towns = [each["properties"]["name"] for each in features]
    residents = tmp_path / "residents.csv"
    residents.write_text("area,residents\n" + "".join(f"{town},20000\n" for town in towns))
    words = ["office", "bid-rates", "1", *by, "--around", towns[0], "--residents", str(residents),
             "--json"]  # fmt: skip
    codes, (dry, told) = office.many([[*words, "--dry-run"], words])
    assert codes == [0, 0]
    assert set(told) == documented("bid-rates")
    assert dry == told
    local, whole = float(told["local_rate"]), float(told["area_rate"])
    assert local > 0
    assert told["asked_pence"] == pytest.approx(250_000 * (0.5 + 0.5 * local / whole), abs=1)
    for again in ("--dry-run", "--layer=towns"):
        spoken = office(*words[:-1], again)
        assert "The bid then asks for £" in spoken.stdout
    lost = office(*words[:-2], str(tmp_path / "none.csv"))
    assert lost.returncode != 0
    assert "no such file" in lost.stderr
