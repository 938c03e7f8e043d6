"""From a plan's folder and files of evidence to visits that an evaluation reads."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.unit.delivery.delivery_world import plan

from beatwise.cli.main import run
from beatwise.clock import MonthRange
from beatwise.journeys.delivery.measure import measure
from beatwise.journeys.evaluation.delivered_hours import delivered_minutes
from beatwise.planning.plan_json import as_json
from beatwise.simulation.write.walk_files import walk_files


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a plan of eight days and the files of its walk."""
    folder = tmp_path_factory.mktemp("walked")
    world = plan(tuple(range(2, 10)))
    (folder / "plan").mkdir()
    (folder / "plan" / "plan.json").write_text(json.dumps(as_json(world)), encoding="utf-8")
    for name, content in walk_files(world, 3).items():
        (folder / name).write_bytes(content)
    return folder


def _words(folder: Path, out: Path, *more: str) -> list[str]:
    return [
        "measure", "--plan", str(folder / "plan"), "--tracks", str(folder / "tracks.csv"),
        "--devices", str(folder / "devices.toml"), "--checkins", str(folder / "check-ins.csv"),
        "--returns", str(folder / "hours-return.csv"),
        "--abstractions", str(folder / "abstractions.csv"), "--out", str(out), *more,
    ]  # fmt: skip


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_visits_are_those_that_an_evaluation_reads(walked: Path, tmp_path: Path) -> None:
    """Minutes by grade are the same in visits, hot-spot-days, the document and the evaluation."""
    assert run(_words(walked, tmp_path / "out")) == 0
    document = json.loads((tmp_path / "out" / "fidelity.json").read_text("utf-8"))
    read = delivered_minutes(
        tmp_path / "out" / "visits.csv", ["here", "there"], MonthRange.parse("2026-03:2026-03")
    )
    days = _rows(tmp_path / "out" / "dosage.csv")
    columns = {"A": "tracked_minutes", "B": "checked_minutes", "C": "returned_minutes"}
    assert set(read) == {"A", "B", "C"}
    for grade, minutes in read.items():
        by_day = sum(float(row[columns[grade]] or 0) for row in days)
        assert minutes.sum() == pytest.approx(by_day, abs=0.2)
        assert document["hours_by_grade"][grade] == pytest.approx(by_day / 60, abs=0.02)
    assert sum(m["patrol_hours"] for m in document["months"]) == pytest.approx(
        document["patrol_hours"], abs=0.05
    )


def test_a_broken_phone_leaves_its_day_empty_and_the_rest_as_it_is(
    walked: Path, tmp_path: Path
) -> None:
    """The fifth shift's tracker dies: no minutes by tracker, no zero, and the reason."""
    measure(
        walked / "plan", tracks=[walked / "tracks.csv"], devices=walked / "devices.toml",
        out=tmp_path / "out",
    )  # fmt: skip
    rows = {(r["hot_spot"], r["day"]): r for r in _rows(tmp_path / "out" / "dosage.csv")}
    broken = rows["here", "2026-03-06"]
    assert (broken["tracked_minutes"], broken["officer_minutes"]) == ("", "")
    assert broken["status"] == "no data: too few fixes"
    assert float(broken["completeness"]) < 0.8
    assert any(float(row["tracked_minutes"] or 0) > 0 for row in rows.values())


def test_the_same_files_give_the_same_bytes_in_any_order(walked: Path, tmp_path: Path) -> None:
    """Positions in another order, and in two files, change nothing."""
    header, *lines = (walked / "tracks.csv").read_text("utf-8").splitlines()
    parts = []
    for number, some in enumerate((lines[::2], lines[1::2])):
        parts.append(tmp_path / f"part-{number}.csv")
        parts[-1].write_text("\n".join([header, *reversed(some)]) + "\n", encoding="utf-8")
    for name, tracks in (("one", [walked / "tracks.csv"]), ("two", parts)):
        measure(
            walked / "plan", tracks=tracks, devices=walked / "devices.toml", out=tmp_path / name
        )
    for file in ("visits.csv", "dosage.csv", "visits-at-thresholds.csv", "report.html"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_what_cannot_be_read_is_named_and_nothing_is_written(
    walked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reason that is no code, with its row."""
    wrong = tmp_path / "abstractions.csv"
    wrong.write_text("day,hours,reason\n2026-03-05,3,shopping\n", encoding="utf-8")
    words = _words(walked, tmp_path / "out")
    words[words.index("--abstractions") + 1] = str(wrong)
    assert run(words) == 10
    assert "row 2: 'shopping' is not a reason code" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_nothing_to_measure_from_is_said(
    walked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without any evidence there is no report of zeros."""
    assert run(["measure", "--plan", str(walked / "plan"), "--out", str(tmp_path / "out")]) == 11
    assert "--tracks" in capsys.readouterr().err


def test_the_report_says_what_it_rests_on(walked: Path, tmp_path: Path) -> None:
    """Every threshold, the warning about people, target and cost stand on the page."""
    assert run(_words(walked, tmp_path / "out", "--target", "4000", "--cost", "3000")) == 0
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    for words in ("bridge_s", "longest_min", "must not be used to compare people", "year’s target"):
        assert words.replace("’", "'") in page.replace("&#x27;", "'").replace("’", "'")
    assert "tracker-01" not in page
    assert "£" in page


def test_another_version_of_the_plan_holds_until_its_day(walked: Path, tmp_path: Path) -> None:
    """Until the 6th the hot spot had another place: what was walked there then is not counted."""
    folder = tmp_path / "plan"
    (folder / "versions" / "001").mkdir(parents=True)
    now = json.loads((walked / "plan" / "plan.json").read_text("utf-8"))
    (folder / "plan.json").write_text(json.dumps(now), encoding="utf-8")
    for spot in now["hotspots"]:
        spot["outline"] = [[x + 5000, y] for x, y in spot["outline"]]
    (folder / "versions" / "001" / "plan.json").write_text(json.dumps(now), encoding="utf-8")
    until = json.dumps({"until": "2026-03-06"})
    (folder / "versions" / "001" / "version.json").write_text(until, encoding="utf-8")
    result = measure(folder, tracks=[walked / "tracks.csv"], devices=walked / "devices.toml")
    assert [(v.name, v.first.day, v.last.day) for v in result.measurement.plan.versions] == [
        ("001", 2, 5), ("current", 6, 9),
    ]  # fmt: skip
    assert min(visit.begins.day for visit in result.measurement.visits) >= 6


def test_invoices_target_and_cost_come_from_files(
    walked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An invoice check, hours of an earlier plan, and an option's cost: nothing typed twice."""
    appraisal = Path(__file__).parents[2] / "examples" / "market-towns" / "options.toml"
    assert run(["options", "--inputs", str(appraisal), "--out", str(tmp_path / "options")]) == 0
    options = json.loads((tmp_path / "options" / "options.json").read_text("utf-8"))
    option = next(one for one in options["options"] if one["cost_per_delivered_hour"])
    (tmp_path / "before").mkdir()
    earlier = {
        "format": "beatwise fidelity 1", "plan": "Autumn", "from": "2025-04-01",
        "to": "2025-12-31",
        "months": [{"month": "2025-06", "partner": "force", "patrol_hours": 9000}],
    }  # fmt: skip
    (tmp_path / "before" / "fidelity.json").write_text(json.dumps(earlier), encoding="utf-8")
    invoices = tmp_path / "invoices.csv"
    invoices.write_text(
        "invoice,month,partner,lot,rate,invoiced\n"
        '17,2026-03,Council wardens,North,£25.50,"£9,000.00"\n',
        encoding="utf-8",
    )
    more = ["--invoices", str(invoices), "--target", "12956", "--earlier",
            str(tmp_path / "before"), "--options", str(tmp_path / "options"),
            "--option", option["id"]]  # fmt: skip
    assert run(_words(walked, tmp_path / "out", *more)) == 0
    document = json.loads((tmp_path / "out" / "fidelity.json").read_text("utf-8"))
    hours = {m["partner"]: m["patrol_hours"] for m in document["months"]}
    (one,) = document["invoices"]
    assert one["delivered_hours"] == pytest.approx(hours["Council wardens"], abs=0.01)
    assert one["due"] == pytest.approx(25.5 * min(one["ordered_hours"], one["delivered_hours"]),
                                       abs=0.006)  # fmt: skip
    assert one["result"] == "query: asks too much"
    assert document["target"]["hours"] == pytest.approx(9000 + sum(hours.values()), abs=0.1)
    cost = document["cost"]
    assert cost["pounds"] == pytest.approx(option["cost_year"][1] * 8 / 365)
    assert cost["appraised_per_hour"] == option["cost_per_delivered_hour"]
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "Invoice check" in page
    assert "options appraisal expects" in page
    capsys.readouterr()
    wrong = [*_words(walked, tmp_path / "other"), "--earlier", str(tmp_path / "before")]
    assert run(wrong) == 2
    assert "--target" in capsys.readouterr().err
