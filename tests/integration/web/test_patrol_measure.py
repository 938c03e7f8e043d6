"""From the office's files to ``beatwise measure`` and back: one set of minutes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.integration.web.patrol_world import (
    EAST,
    NORTH,
    WARDENS,
    Walked,
    corner_degrees,
    plan_bytes,
    walked,
)

from beatwise.journeys.delivery.measure import measure


MINUTE = dt.timedelta(minutes=1)
FILES = ("check-ins", "shifts", "devices", "hours-return", "abstractions")


@pytest.fixture
def walk(office) -> Walked:
    """A phone of the wardens with a key."""
    return walked(office)


def _hand_in(walk: Walked) -> None:
    """A shift with a tracker throughout, and six check-ins of every kind."""
    from beatwise.web.patrols.models import PatrolShift, Ping

    here, away = corner_degrees(), corner_degrees(EAST + 900)
    near = corner_degrees(EAST + 90, NORTH)  # 40 m from the side of the square
    at = lambda place: {"lon": place[0], "lat": place[1], "accuracy": 5}  # noqa: E731
    walk.answers([
        walk.item(1, "shift_start", -110),
        walk.item(2, "arrive", -100, spot="P1", **at(here)), walk.item(3, "leave", -88, spot="P1"),
        walk.item(4, "arrive", -80, spot="P1"), walk.item(5, "leave", -73, spot="P1"),
        walk.item(6, "arrive", -70, spot="P1", **at(away)), walk.item(7, "leave", -60, spot="P1"),
        walk.item(8, "arrive", -55, spot="P1", **at(near)),
        walk.item(9, "leave", -49.5, spot="P1", **at(here)),
        walk.item(10, "arrive", -45, spot="P1", **at(here)),
        walk.item(11, "called_away", -40, reason="emergency"),
        walk.item(12, "arrive", -20, spot="P1", **at(here)), walk.item(13, "shift_stop", -9),
    ])  # fmt: skip
    tracked = walk.programme.phones.create(number=9, partner=WARDENS)
    patrol, now = PatrolShift.objects.get(), dt.datetime.now(dt.UTC)
    second = PatrolShift.objects.create(
        phone=tracked, shift=patrol.shift, started=now - 60 * MINUTE, stopped=now - 9 * MINUTE
    )
    Ping.objects.bulk_create(
        Ping(phone=tracked, patrol=second, time=now - (60 - step / 2) * MINUTE, accuracy=5,
             source="owntracks", **dict(zip(("lon", "lat"), _way(step), strict=True)))
        for step in range(100)
    )  # fmt: skip


def _way(step: int) -> tuple[float, float]:
    """Walk to and fro: inside the square for twelve minutes, then far from it."""
    inside = 20 <= step < 44 or step >= 70
    return corner_degrees(EAST + (step % 5) * 8 + (0 if inside else 500), NORTH)


def _files(walk: Walked, folder: Path) -> None:
    client, place = walk.office.client("performance"), f"/patrols/{walk.programme.pk}/files"
    for name in (*FILES, "tracker-positions"):
        ending = "geojson" if name == "tracker-positions" else "csv"
        content = b"".join(client.post(f"{place}/{name}/").streaming_content)
        (folder / f"{name}.{ending}").write_bytes(content)


def _taken(walk: Walked) -> None:
    """The world's shift begins three hours ago, so that there is time for all of it."""
    from beatwise.web.patrols.models import PlanShift

    PlanShift.objects.filter(name=walk.shift).update(begins=dt.datetime.now(dt.UTC) - 180 * MINUTE)


def test_the_offices_files_give_the_minutes_of_its_pages(walk, tmp_path):
    """Unchanged, they are measured to the live pages' visits and minutes, grade by grade."""
    from django.utils import timezone

    from beatwise.web.patrols.live import stay_keeping
    from beatwise.web.patrols.models import PaperRow, Stay

    _taken(walk)
    _hand_in(walk)
    stay_keeping.keep_stays()
    # Clear of the shift, which begins yesterday when the clock has just passed midnight.
    earlier = timezone.localdate() - dt.timedelta(days=2)
    PaperRow.objects.create(
        programme=walk.programme, partner=WARDENS, beat="Pelbrook", spot="P1", day=earlier,
        hours=1.5, by=walk.office.account("governance"),
    )  # fmt: skip
    _files(walk, tmp_path)
    document = json.loads(plan_bytes())
    document["from"] = (earlier - dt.timedelta(days=1)).isoformat()
    (tmp_path / "plan.json").write_text(json.dumps(document), encoding="utf-8")
    result = measure(
        tmp_path, tracks=[tmp_path / "tracker-positions.geojson"],
        check_ins=tmp_path / "check-ins.csv", shifts=tmp_path / "shifts.csv",
        devices=tmp_path / "devices.csv", returns=tmp_path / "hours-return.csv",
        abstractions=tmp_path / "abstractions.csv",
    ).measurement  # fmt: skip
    visits = [v for v in result.visits if v.has_times]
    measured = sorted((v.grade, round(v.minutes, 1)) for v in visits)
    live = sorted((s.grade, round(s.minutes, 1)) for s in Stay.objects.filter(minutes__gte=3))
    assert measured == live
    assert [grade for grade, _ in live] == ["A", "A", "B", "B", "B", "B", "C"]
    assert [r.minutes for r in result.returns.visits] == [90]
    assert not [one for one in result.check_ins if one.reason == "no check-out"]
    (away,) = result.fidelity.abstractions
    assert (round(away.hours * 60), away.reason) == (20, "response")
    assert {v.partner for v in result.visits} == {WARDENS}


def test_a_measurement_is_shown_beside_the_live_pages(walk, office, tmp_path):
    """Its figures stand on the programme's page, once; another plan's and no measurement do not."""
    from beatwise.errors import BadInput
    from beatwise.web.patrols import delivery_reports

    _taken(walk)
    _hand_in(walk)
    _files(walk, tmp_path)
    (tmp_path / "plan.json").write_bytes(plan_bytes())
    measure(tmp_path, check_ins=tmp_path / "check-ins.csv", out=tmp_path / "out")
    content, by = (tmp_path / "out" / "fidelity.json").read_bytes(), office.account("performance")
    for _ in range(2):
        delivery_reports.take_in(programme=walk.programme, content=content, by=by)
    assert walk.programme.reports.count() == 1
    page = office.client("performance").get(f"/patrols/{walk.programme.pk}/measured/")
    assert "Pelbrook square" in page.content.decode()
    assert WARDENS in page.content.decode()
    other = office.client(office.account("partner", email="p@office.example", area="Elsewhere"))
    elsewhere = other.get(f"/patrols/{walk.programme.pk}/measured/").content.decode()
    assert "Pelbrook square" not in elsewhere
    assert WARDENS not in elsewhere
    for wrong in (b"{}", b"\xff", content.replace(b"Market towns", b"Other towns", 1)):
        with pytest.raises(BadInput):
            delivery_reports.take_in(programme=walk.programme, content=wrong, by=by)
