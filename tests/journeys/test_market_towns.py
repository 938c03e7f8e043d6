"""The tutorial's files do what the tutorial says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beatwise.cli.main import run


EXAMPLE = Path(__file__).parents[2] / "examples" / "market-towns"


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A week for two of the seven towns, with its rota in the same folder."""
    out = tmp_path_factory.mktemp("april") / "april"
    lists = [EXAMPLE / "hotspots" / f"{town}.geojson" for town in ("Pelbrook", "Vennaby")]
    words = ["plan", *(w for path in lists for w in ("--hotspots", str(path)))]
    words += ["--team", str(EXAMPLE / "team.toml"), "--from", "2027-04-19", "--to", "2027-04-25"]
    assert run([*words, "--hours", "64", "--out", str(out), "--time-limit", "5"]) == 0
    words = ["rota", "--team", str(EXAMPLE / "team.toml"), "--posts", str(out / "posts.toml")]
    words += ["--from", "2027-04-19", "--weeks", "1", "--out", str(out), "--time-limit", "3"]
    assert run(words) == 0
    return out


def test_plan_and_rota_share_a_folder(april: Path) -> None:
    """The plan's posts are the rota's places, one for one."""
    plan = json.loads((april / "plan.json").read_text(encoding="utf-8"))
    rota = json.loads((april / "rota.json").read_text(encoding="utf-8"))
    assert rota["places"] == sum(len(s["routes"]) * s["people"] for s in plan["shifts"])
    assert rota["filled"] == rota["places"]
    assert (april / "calendars").is_dir()


def test_an_absence_in_words_and_json(april: Path, capsys: pytest.CaptureFixture) -> None:
    """Somebody on the rota is taken away: it says who is affected, in one JSON document."""
    rota = json.loads((april / "rota.json").read_text(encoding="utf-8"))
    gone = rota["duties"][0]
    file = april.parent / "absence.toml"
    file.write_text(
        f'[[absence]]\nperson = "{gone["person"]}"\nfrom = {gone["date"]}\nreason = "event"\n'
    )
    capsys.readouterr()
    words = ["replan", "--plan", str(april), "--absence", str(file), "--time-limit", "8"]
    assert run([*words, "--json"]) in (0, 14)
    document = json.loads(capsys.readouterr().out)
    assert len(document["removed"]) == 1
    assert document["hours_by_reason"] == {"event": 8.0}
    assert (april / document["kept"] / "rota.json").exists()


def test_the_example_absence_names_people_of_the_team() -> None:
    """absence.toml is read against team.toml without a fault."""
    from beatwise.planning.rota.absence import read_absences
    from beatwise.planning.team.team_toml import read_team
    from beatwise.sources.plans.inputs import read_input

    team = read_team(read_input(EXAMPLE / "team.toml"))
    assert len(read_absences(read_input(EXAMPLE / "absence.toml"), team)) == 2
