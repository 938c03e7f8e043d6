"""The office's side of patrols: trackers, the watch, stays, retention, pages and files."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from tests.integration.web.patrol_world import WARDENS, Walked, corner_degrees, plan_bytes, walked


NOW = dt.datetime.now
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def walk(office) -> Walked:
    """A phone of the wardens with a key."""
    return walked(office)


@pytest.fixture
def supervisor(office):
    """A patrol supervisor of Pelbrook."""
    return office.account("patrol_supervisor", area="Pelbrook")


def _tracker(walk: Walked, kind: str) -> str:
    from beatwise.web.patrols.phones import actions

    by = walk.office.account("governance")
    return actions.add_tracker(phone=walk.phone, kind=kind, by=by).key


def _send(walk: Walked, kind: str, key: str, at: dt.datetime, lon: float, lat: float):
    client = walk.office.client()
    seconds = int(at.timestamp())
    if kind == "owntracks":
        body = {"_type": "location", "tst": seconds, "lon": lon, "lat": lat, "acc": 9, "vel": 36}
        return client.post(f"/patrols/owntracks?key={key}", json.dumps(body),
                           content_type="application/json")  # fmt: skip
    if kind == "overland":
        feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]},
                   "properties": {"timestamp": at.isoformat(), "horizontal_accuracy": 9,
                                  "speed": 10}}  # fmt: skip
        return client.post("/patrols/overland", json.dumps({"locations": [feature]}),
                           content_type="application/json",
                           headers={"Authorization": f"Bearer {key}"})  # fmt: skip
    query = {"id": key, "lat": lat, "lon": lon, "timestamp": seconds, "accuracy": 9,
             "speed": 10 / (1852 / 3600)}  # fmt: skip
    return client.post(f"/patrols/osmand?{'&'.join(f'{k}={v}' for k, v in query.items())}")


CLEARS = {"owntracks": b"[]", "overland": b'{"result":"ok"}', "osmand": b""}


@pytest.mark.parametrize("kind", sorted(CLEARS))
def test_trackers_are_answered_so_that_their_queue_empties(walk, kind):
    """Stored, refused, sent twice or revoked, a fix is answered alike."""
    from beatwise.web.patrols.models import Ping, Tracker
    from beatwise.web.patrols.phones import actions

    lon, lat = corner_degrees()
    key, now = _tracker(walk, kind), NOW(dt.UTC)
    before = _send(walk, kind, key, now - MINUTE, lon, lat)
    assert (before.status_code, before.content) == (200, CLEARS[kind])
    assert not Ping.objects.exists()
    walk.answers([walk.item(1, "shift_start", -5)])
    for _ in range(2):
        during = _send(walk, kind, key, now - MINUTE, lon, lat)
        assert (during.status_code, during.content) == (200, CLEARS[kind])
    ping = Ping.objects.get()
    assert (ping.source, ping.accuracy) == (kind, 9)
    assert ping.speed == pytest.approx(10)
    assert _send(walk, kind, key, now - 9 * MINUTE, lon, lat).content == CLEARS[kind]
    actions.revoke_tracker(tracker=Tracker.objects.get(), by=walk.office.account("governance"))
    after = _send(walk, kind, key, now, lon, lat)
    assert (after.status_code, after.content) == (200, CLEARS[kind])
    assert Ping.objects.count() == 1
    assert _send(walk, kind, "bwt_unknown", now, lon, lat).status_code == 401


def test_stays_outlive_the_positions(walk):
    """Twelve minutes of a tracker and of a check-in are kept by grade when pings are forgotten."""
    from beatwise.web.patrols import retention
    from beatwise.web.patrols.live import stay_keeping
    from beatwise.web.patrols.models import PatrolEvent, PatrolShift, Ping, Stay

    lon, lat = corner_degrees()
    walk.answers([walk.item(1, "shift_start", -20),
                  walk.item(2, "arrive", -15, spot="P1", lon=lon, lat=lat),
                  walk.item(3, "leave", -3, spot="P1")])  # fmt: skip
    patrol, start = PatrolShift.objects.get(), NOW(dt.UTC) - 15 * MINUTE
    Ping.objects.bulk_create(
        Ping(phone=walk.phone, patrol=patrol, time=start + i * MINUTE / 2, lon=lon, lat=lat,
             source="owntracks") for i in range(25)
    )  # fmt: skip
    stay_keeping.keep_stays()
    minutes = dict(Stay.objects.values_list("grade", "minutes"))
    assert minutes == {"A": pytest.approx(12, abs=0.1), "B": pytest.approx(12, abs=0.1)}
    late = NOW(dt.UTC) + dt.timedelta(days=32)
    PatrolShift.objects.update(hold=True)
    assert retention.forget_positions(late) == 0
    PatrolShift.objects.update(hold=False)
    assert retention.forget_positions(late) == 26
    assert not Ping.objects.exists()
    assert "lon" not in PatrolEvent.objects.get(kind="arrive").payload
    assert Stay.objects.count() == 2


def test_a_long_pause_of_the_worker_loses_no_minutes(walk):
    """Positions past their 31 days wait for their stays, whichever chore comes first."""
    from beatwise.web.patrols import offers, retention
    from beatwise.web.patrols.models import PatrolEvent, PatrolShift, Ping, PlanShift, Stay

    lon, lat = corner_degrees()
    walk.answers([walk.item(1, "shift_start", -20),
                  walk.item(2, "arrive", -15, spot="P1", lon=lon, lat=lat),
                  walk.item(3, "leave", -3, spot="P1")])  # fmt: skip
    patrol, away = PatrolShift.objects.get(), dt.timedelta(days=40)
    Ping.objects.bulk_create(
        Ping(phone=walk.phone, patrol=patrol, time=patrol.started + i * MINUTE / 2 - away,
             lon=lon, lat=lat, source="owntracks") for i in range(25)
    )  # fmt: skip
    PatrolShift.objects.update(started=patrol.started - away)
    for event in PatrolEvent.objects.all():
        PatrolEvent.objects.filter(pk=event.pk).update(time=event.time - away)
    shift = PlanShift.objects.get(pk=patrol.shift_id)
    PlanShift.objects.filter(pk=shift.pk).update(begins=shift.begins - away, ends=shift.ends - away)
    assert retention.forget_positions() == 0
    offers._each_hour()
    assert not Ping.objects.exists()
    assert "lon" not in PatrolEvent.objects.get(kind="arrive").payload
    assert sorted(Stay.objects.values_list("grade", flat=True)) == ["A", "B"]


def test_the_watch_tells_no_signal_from_missed(walk, django_mail):
    """Off without a contact; then a quiet phone is no signal, one that reports was missed."""
    from django.core import mail

    from beatwise.web.patrols.live import welfare_watch
    from beatwise.web.patrols.models import Notice, PatrolShift, Programme

    walk.answers([walk.item(1, "shift_start", -55)])
    now = NOW(dt.UTC) + 30 * MINUTE
    welfare_watch.watch(now)
    assert not Notice.objects.exists()
    Programme.objects.update(
        welfare_contact="Control room", welfare_telephone="101", welfare_email="room@x.example",
        welfare_from=dt.time(0), welfare_until=dt.time(0),
    )  # fmt: skip
    welfare_watch.watch(now)
    welfare_watch.watch(now + MINUTE)
    assert [("No signal" in n.words, n.emailed) for n in Notice.objects.all()] == [(True, True)]
    assert len(mail.outbox) == 1
    assert "does not replace the radio" in mail.outbox[0].body
    assert "lat" not in mail.outbox[0].body.split("latitude")[0].split()
    PatrolShift.objects.update(last_contact=now)
    welfare_watch.watch(now + 2 * MINUTE)
    assert Notice.objects.filter(words__contains="Missed").count() == 1
    PatrolShift.objects.update(welfare_ok=now + 3 * MINUTE)
    welfare_watch.watch(now + 4 * MINUTE)
    assert not Notice.objects.filter(closed_at=None).exists()


def test_a_shift_is_stopped_at_its_hard_stop(walk):
    """The office stops what the phone did not, at the end of the plan's shift and the grace."""
    from beatwise.web.patrols.live import welfare_watch
    from beatwise.web.patrols.models import PatrolShift

    walk.answers([walk.item(1, "shift_start", -5)])
    assert welfare_watch.stop_over(NOW(dt.UTC)) == 0
    patrol = PatrolShift.objects.select_related("shift__programme").get()
    assert welfare_watch.stop_over(patrol.shift.hard_stop + MINUTE) == 1
    patrol.refresh_from_db()
    assert (patrol.stopped, patrol.stopped_by) == (patrol.shift.hard_stop, "hard stop")


def test_limits_put_notices_up_once_and_close_them(walk, supervisor):
    """A shift that nobody started is noticed once, closed by hand stays closed, and ends."""
    from beatwise.web.patrols import actions
    from beatwise.web.patrols.live import alert_watch
    from beatwise.web.patrols.models import Notice

    actions.set_alert(programme=walk.programme, kind="not_started", limit=30, by=supervisor)
    now = NOW(dt.UTC)
    assert alert_watch.look(now) == 2
    assert alert_watch.look(now) == 0
    dunstowe = Notice.objects.get(beat="Dunstowe")
    assert not re.search(r"\d{8}", dunstowe.words)
    assert re.fullmatch(
        r"The .+ shift in Dunstowe \(\d\d:\d\d to \d\d:\d\d\) began "
        r"(\d+ hours? ?)?(\d+ minutes?)? ago and no phone has started it\.",
        dunstowe.words,
    )
    actions.close_notice(notice=dunstowe, by=supervisor)
    assert alert_watch.look(now) == 0
    walk.answers([walk.item(1, "shift_start", -1)])
    alert_watch.look(now)
    assert not Notice.objects.filter(closed_at=None).exists()


def test_pages_show_ages_and_never_a_position(walk, supervisor):
    """Today and the week show the phone's number and minutes; no page but the track has a place."""
    lon, lat = corner_degrees()
    walk.answers([walk.item(1, "shift_start", -5), walk.item(2, "fix", -2, lon=lon, lat=lat)])
    client = walk.office.client(supervisor)
    key = walk.programme.pk
    for path in (f"/patrols/{key}/", f"/patrols/{key}/week/", f"/patrols/{key}/month/",
                 f"/patrols/{key}/partners/", f"/patrols/public/{key}/"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        words = answer.content.decode()
        assert f"{lon:.4f}" not in words
        assert "Dunstowe square" not in words or "public" in path
    today = client.get(f"/patrols/{key}/").content.decode()
    assert "Phone 1" in today
    assert "2 min ago" in today


def test_a_look_at_a_track_is_logged(walk, supervisor):
    """The track is shown only after a reason, and the look stands in the log and the history."""
    from beatwise.web.history.models import Change
    from beatwise.web.patrols.models import PatrolShift, TrackLook

    lon, lat = corner_degrees()
    walk.answers([walk.item(1, "shift_start", -5), walk.item(2, "fix", -2, lon=lon, lat=lat)])
    client, key = walk.office.client(supervisor), PatrolShift.objects.get().pk
    assert b"polyline" not in client.get(f"/patrols/shifts/{key}/track/").content
    assert b"polyline" not in client.post(f"/patrols/shifts/{key}/track/", {"why": ""}).content
    assert not TrackLook.objects.exists()
    assert b"polyline" in client.post(f"/patrols/shifts/{key}/track/", {"why": "Dispute"}).content
    assert TrackLook.objects.get().why == "Dispute"
    assert Change.objects.filter(action="track.look").count() == 1
    assert b"Dispute" in client.get(f"/patrols/shifts/{key}/").content


def test_another_area_sees_nothing_of_it(walk):
    """A supervisor of another town sees no shift, phone or hot spot of Pelbrook."""
    from beatwise.web.patrols.models import PatrolShift

    walk.answers([walk.item(1, "shift_start", -5)])
    other = walk.office.account("patrol_supervisor", email="o@office.example", area="Dunstowe")
    client, key = walk.office.client(other), walk.programme.pk
    for path in (f"/patrols/{key}/", f"/patrols/{key}/week/", f"/patrols/{key}/phones/"):
        assert b"Pelbrook" not in client.get(path).content, path
    assert client.get(f"/patrols/shifts/{PatrolShift.objects.get().pk}/").status_code == 404
    assert client.get(f"/patrols/phones/{walk.phone.pk}/").status_code == 404


def test_public_weeks_are_late_and_small_counts_hidden(walk):
    """A week shows four weeks after it ended; three visits are hidden, twelve are shown as ten."""
    from beatwise.web.patrols.live.public_figures import public_weeks
    from beatwise.web.patrols.models import PatrolShift, Programme, Stay

    walk.answers([walk.item(1, "shift_start", -5)])
    patrol, monday = PatrolShift.objects.get(), dt.date(2026, 6, 1)
    programme = Programme.objects.get()
    programme.first, programme.last = monday, monday + dt.timedelta(days=27)
    for week, number in ((0, 3), (1, 12)):
        at = dt.datetime(2026, 6, 2 + 7 * week, 12, tzinfo=dt.UTC)
        Stay.objects.bulk_create(
            Stay(patrol=patrol, spot="P1", begins=at, ends=at, minutes=15, grade="B")
            for _ in range(number)
        )
    assert public_weeks(programme, monday + dt.timedelta(days=6 + 27)).weeks == ()
    figures = public_weeks(programme, monday + dt.timedelta(days=13 + 28))
    assert figures.weeks == (monday, monday + dt.timedelta(days=7))
    values = dict(figures.rows)["Pelbrook square"]
    assert values[0].hidden
    assert values[1].observation.value == 10


def test_files_hold_what_measure_reads(walk):
    """Check-ins and positions name the phone alike, and that they left is in the history."""
    from beatwise.web.history.models import Change

    lon, lat = corner_degrees()
    walk.answers([walk.item(1, "shift_start", -9), walk.item(2, "fix", -8, lon=lon, lat=lat),
                  walk.item(3, "arrive", -7, spot="P1", lon=lon, lat=lat, accuracy=5),
                  walk.item(4, "leave", -1, spot="P1")])  # fmt: skip
    client, files = walk.office.client("performance"), f"/patrols/{walk.programme.pk}/files"
    rows = b"".join(client.post(f"{files}/check-ins/").streaming_content).decode().splitlines()
    cells = dict(zip(rows[0].lstrip("\ufeff").split(","), rows[1].split(","), strict=True))
    assert (cells["device"], cells["hot_spot"], cells["partner"]) == ("phone-1", "P1", WARDENS)
    document = json.loads(b"".join(client.post(f"{files}/positions/").streaming_content))
    assert [f["properties"]["device"] for f in document["features"]] == ["phone-1"]
    trackers = json.loads(b"".join(client.post(f"{files}/tracker-positions/").streaming_content))
    assert trackers["features"] == []
    assert Change.objects.filter(action__startswith="patrols.export").count() == 3


def test_a_second_plan_keeps_what_was_walked(walk):
    """A started shift stays when the plan comes again; its phones and hot spots are there once."""
    from beatwise.web.patrols import plan_intake
    from beatwise.web.patrols.models import HotSpot, PatrolShift, PlanShift, Programme

    walk.answers([walk.item(1, "shift_start", -5)])
    plan_intake.take_in(content=plan_bytes(), by=walk.office.account("governance"))
    assert Programme.objects.count() == 1
    assert PatrolShift.objects.get().shift.partner == WARDENS
    assert PlanShift.objects.filter(dropped=False).count() == 3
    assert HotSpot.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": "beatwise plan 1"}', b"\xff"])
def test_what_is_no_plan_is_refused_with_a_next_step(office, content):
    """A file that is no plan is bad input, and nothing is made of it."""
    from beatwise.errors import BadInput
    from beatwise.web.patrols import plan_intake
    from beatwise.web.patrols.models import Programme

    with pytest.raises(BadInput) as refusal:
        plan_intake.take_in(content=content, by=office.account("governance"))
    assert refusal.value.next_step
    assert not Programme.objects.exists()


def test_a_code_is_shown_as_a_picture_and_as_words(walk, supervisor):
    """The page of a new phone has the QR code of the app's address and the code itself."""
    client = walk.office.client(supervisor)
    answer = client.post(f"/patrols/{walk.programme.pk}/phones/new/", {"partner": WARDENS})
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "/patrols/phone/#enrol=" in words
    assert "bw-qr" in words


def test_the_records_hold_together(walk):
    """The office's check finds nothing wrong, and finds a ping outside its shift."""
    from beatwise.web.patrols import integrity
    from beatwise.web.patrols.models import PatrolShift, Ping

    lon, lat = corner_degrees()
    walk.answers([walk.item(1, "shift_start", -5), walk.item(2, "fix", -2, lon=lon, lat=lat)])
    assert list(integrity.check()) == []
    early = PatrolShift.objects.get().started - MINUTE
    Ping.objects.update(time=early)
    assert len(list(integrity.check())) == 1
