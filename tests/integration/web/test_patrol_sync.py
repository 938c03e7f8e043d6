"""What phones hand in: accepted once, refused with a reason, never lost."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid

import pytest
from tests.integration.web.patrol_world import FORCE, WARDENS, Walked, corner_degrees, walked


@pytest.fixture
def walk(office) -> Walked:
    """A phone of the wardens with a key."""
    return walked(office)


def _fix(walk: Walked, seq: int, minutes: float = 0.0) -> dict:
    lon, lat = corner_degrees()
    return walk.item(seq, "fix", minutes, lon=lon, lat=lat, accuracy=8)


def test_a_code_gives_one_key_and_is_spent(office, walk):
    """A code works once, in any case and without hyphens; a second use and a late one give none."""
    from beatwise.web.patrols.models import Phone
    from beatwise.web.patrols.phones import actions

    made = actions.add_phone(
        programme=walk.programme, partner=WARDENS, by=office.account("governance")
    )
    words = made.code.lower().replace("-", " ")
    post = lambda code: office.client().post(  # noqa: E731
        "/patrols/enrol", json.dumps({"code": code}), content_type="application/json"
    )
    answer = post(words)
    assert answer.status_code == 201
    assert answer.json()["partner"] == WARDENS
    assert answer.json()["key"] not in str(list(Phone.objects.values_list("key_hash", flat=True)))
    assert walk.get("/patrols/pack", key=answer.json()["key"]).status_code == 200
    assert (post(words).status_code, post(words).json()["reason"]) == (410, "code_spent")
    late = actions.add_phone(
        programme=walk.programme, partner=WARDENS, by=office.account("governance")
    )
    Phone.objects.filter(pk=late.phone.pk).update(
        code_until=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    )
    assert post(late.code).json()["reason"] == "code_over"


def test_codes_cannot_be_guessed_fast(office, walk):
    """The eleventh code of an address within a minute is refused, right or wrong."""
    statuses = [
        office.client()
        .post("/patrols/enrol", '{"code": "AAAA"}', content_type="application/json")
        .status_code
        for _ in range(22)
    ]
    assert 429 in statuses
    assert set(statuses) <= {410, 429}


def test_a_revoked_phone_hands_nothing_in(office, walk):
    """After revoking, every address answers 401 with the reason, and nothing is stored."""
    from beatwise.web.patrols.models import PatrolEvent
    from beatwise.web.patrols.phones import actions

    actions.revoke(phone=walk.phone, by=office.account("governance"), why="Lost")
    answer = walk.post([walk.item(1, "shift_start")])
    assert (answer.status_code, answer.json()["reason"]) == (401, "key_revoked")
    assert walk.get("/patrols/pack").status_code == 401
    assert not PatrolEvent.objects.exists()
    assert walk.get("/patrols/pack", key="bwp_nothing").json()["reason"] == "key_unknown"


def test_the_pack_holds_only_the_partners_shifts_of_today(walk):
    """The wardens' phone gets Pelbrook today, and neither tomorrow nor the force's beat."""
    answer = walk.get("/patrols/pack")
    pack = answer.json()
    assert [shift["id"] for shift in pack["shifts"]] == ["Pelbrook now"]
    assert [spot["id"] for spot in pack["spots"]] == ["P1"]
    assert FORCE not in json.dumps(pack["shifts"])
    lon, lat = corner_degrees()
    assert pack["spots"][0]["lon"] == pytest.approx(lon, abs=1e-6)
    assert pack["spots"][0]["lat"] == pytest.approx(lat, abs=1e-6)
    stop = pack["shifts"][0]["routes"][0]["stops"][0]
    assert (stop["id"], stop["spot"], len(stop["way"])) == ("1.1", "P1", 2)
    assert pack["welfare"]["on"] is False
    assert "BS 8484" in pack["welfare"]["notice"]
    again = walk.get("/patrols/pack", **{"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_items_are_accepted_once(walk):
    """The same request twice is accepted and then a duplicate, item by item; the digest agrees."""
    items = [walk.item(1, "shift_start", -9), walk.item(2, "arrive", -8, spot="P1"),
             _fix(walk, 3, -7), walk.item(4, "leave", -1, spot="P1", minutes=7)]  # fmt: skip
    assert walk.answers(items) == ["accepted"] * 4
    assert walk.answers(items) == ["duplicate"] * 4
    digest = walk.get(f"/patrols/digest?shift={walk.shift}").json()
    ids = "\n".join(sorted(item["id"] for item in items))
    assert digest["digest"] == hashlib.sha256(ids.encode()).hexdigest()
    assert (digest["count"], digest["first_seq"], digest["last_seq"]) == (4, 1, 4)
    track = walk.get(f"/patrols/track?shift={walk.shift}").json()
    assert len(track["points"]) == 1


def test_order_within_a_request_does_not_matter(walk):
    """A start that comes last in the list still opens the shift for the fixes before it."""
    items = [_fix(walk, 2, -1), walk.item(1, "shift_start", -2)]
    assert walk.answers(items) == ["accepted", "accepted"]


def test_a_fix_outside_a_started_shift_is_not_stored(walk):
    """Before a start, after a stop and after the hard stop a fix leaves no position behind."""
    from beatwise.web.patrols.models import PatrolEvent, Ping, PlanShift

    early = _fix(walk, 1, -5)
    answer = walk.post([early]).json()["answers"][0]
    assert (answer["reason"], answer["again"]) == ("not_started", True)
    assert not Ping.objects.exists()
    assert not PatrolEvent.objects.exists()
    assert walk.answers([walk.item(2, "shift_start", -3), walk.item(3, "shift_stop", -2)]) == [
        "accepted", "accepted",
    ]  # fmt: skip
    assert walk.answers([early]) == ["too_early"]
    assert walk.answers([_fix(walk, 4, -1)]) == ["shift_over"]
    PlanShift.objects.filter(name=walk.shift).update(
        ends=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=40)
    )
    assert walk.answers([walk.item(5, "shift_start", -1)]) == ["shift_over"]
    assert not Ping.objects.exists()
    assert "lon" not in str(list(PatrolEvent.objects.values_list("payload", flat=True)))


def test_bad_items_are_set_aside_and_the_rest_flow(walk):
    """Whatever is wrong with an item is answered for it alone, and the same way each time."""
    bad = [
        "words", {}, {"id": "x"}, {**walk.item(2, "fix", lon=1, lat=91)},
        {**walk.item(3, "dance")}, {**walk.item(4, "outcome", code="advice", note="Mr Smith")},
        {**walk.item(5, "reference", value="lower case")}, {**walk.item(6, "fix"), "at": "now"},
        {**walk.item(0, "fix", lon=1, lat=1)}, {**walk.item(7, "arrive", spot="P1", lon=1.0)},
        {**walk.item(8, "fix", lon=float(1), lat=1, accuracy=True)},
        {**walk.item(9, "welfare_ok"), "shift": "Dunstowe now"},
        {**walk.item(10, "welfare_ok", 30)},
    ]  # fmt: skip
    items = [walk.item(1, "shift_start", -2), *bad, walk.item(11, "welfare_ok")]
    answers = walk.answers(items)
    assert answers[0] == answers[-1] == "accepted"
    assert answers[1:-1] == [
        "item_invalid", "item_invalid", "item_invalid", "payload_invalid", "kind_unknown",
        "payload_invalid", "payload_invalid", "item_invalid", "item_invalid", "payload_invalid",
        "payload_invalid", "no_shift", "in_the_future",
    ]  # fmt: skip
    assert walk.answers(items)[1:-1] == answers[1:-1]


def test_an_id_that_comes_again_with_other_contents_is_refused(office, walk):
    """Neither another content nor another phone takes an id that was accepted."""
    start = walk.item(1, "shift_start", -2)
    assert walk.answers([start]) == ["accepted"]
    assert walk.answers([{**start, "seq": 2}]) == ["id_reused"]
    other = walked_again(office, walk)
    assert other.answers([start]) == ["id_reused"]
    assert walk.answers([start]) == ["duplicate"]


def walked_again(office, walk: Walked) -> Walked:
    """Enrol another phone of the same programme."""
    from beatwise.web.patrols.phones import actions, enrolment_code

    made = actions.add_phone(
        programme=walk.programme, partner=WARDENS, by=office.account("governance")
    )
    enrolment = enrolment_code.spend(made.code)
    return Walked(office, walk.programme, enrolment.phone, enrolment.key)


def test_a_wrong_clock_is_settled(walk):
    """A phone three hours behind is placed by its milliseconds, or by the difference of clocks."""
    from beatwise.web.patrols.models import PatrolEvent

    now = dt.datetime.now(dt.UTC)
    behind = now - dt.timedelta(hours=3)
    by_mono = {**walk.item(1, "shift_start"), "at": now.isoformat(), "session": "a", "mono": 0}
    by_clock = {**walk.item(2, "welfare_ok"), "at": (behind - dt.timedelta(minutes=1)).isoformat()}
    more = {"sent_at": behind.isoformat(), "session": "a", "mono": 120_000}
    assert walk.answers([by_mono, by_clock], **more) == ["accepted", "accepted"]
    times = list(PatrolEvent.objects.order_by("seq").values_list("time", flat=True))
    assert times[0] == pytest.approx(now - dt.timedelta(minutes=2), abs=dt.timedelta(seconds=5))
    assert times[1] == pytest.approx(now - dt.timedelta(minutes=1), abs=dt.timedelta(seconds=5))


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"{", 400, "not_json"),
        (b"[]", 400, "not_understood"),
        (b'{"items": 1}', 400, "not_understood"),
        (json.dumps({"items": [0] * 201}).encode(), 413, "too_many"),
        (b" " * 500_001, 413, "too_many"),
        (b"[" * 100_000, 400, "not_json"),
    ],
)
def test_a_request_that_is_none_stores_nothing(walk, body, status, reason):
    """A body that is no request is refused whole, with the reason as a word."""
    answer = walk.office.client().post(
        "/patrols/sync", body, content_type="application/json",
        headers={"Authorization": f"Bearer {walk.key}"},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["reason"]) == (status, reason)


def test_a_fault_in_the_middle_stores_nothing(walk, monkeypatch):
    """When storing fails half-way no item is there, and all are accepted next time."""
    from beatwise.web.patrols.models import PatrolEvent, PatrolShift, Ping

    items = [walk.item(1, "shift_start", -2), _fix(walk, 2, -1)]
    with monkeypatch.context() as patch:
        patch.setattr(Ping.objects, "bulk_create", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            walk.post(items)
    assert not PatrolEvent.objects.exists()
    assert not PatrolShift.objects.exists()
    assert walk.answers(items) == ["accepted", "accepted"]


def test_a_shift_may_be_stopped_and_gone_on_with(walk):
    """A start after a stop opens the shift again; its first start stays."""
    from beatwise.web.patrols.models import PatrolShift

    walk.answers([walk.item(1, "shift_start", -9), walk.item(2, "shift_stop", -8)])
    assert walk.answers([walk.item(3, "shift_start", -6), _fix(walk, 4, -5)]) == ["accepted"] * 2
    row = PatrolShift.objects.get()
    assert row.stopped is None
    ago = dt.datetime.now(dt.UTC) - row.started
    assert ago > dt.timedelta(minutes=8)


def test_an_unknown_shift_has_no_digest(walk):
    """Another partner's shift, an unknown one and an odd word are all answered 404."""
    for name in ("Dunstowe now", "nothing", "\x00", str(uuid.uuid4())):
        answer = walk.get("/patrols/digest", **{}) if not name else walk.office.client().get(
            "/patrols/digest", {"shift": name}, headers={"Authorization": f"Bearer {walk.key}"}
        )  # fmt: skip
        assert answer.status_code == 404


@pytest.mark.parametrize("seed", range(6))
def test_any_batching_and_repetition_ends_alike(walk, seed):
    """Shuffled, split and sent again, items end accepted once, as the digest says, or refused."""
    import random

    dice = random.Random(seed)
    items = [walk.item(1, "shift_start", -30)]
    items += [_fix(walk, n, -30 + n / 2) for n in range(2, 40)]
    items += [walk.item(40, "shift_stop", -5), _fix(walk, 41, -4), walk.item(42, "dance")]
    waiting, refused, done = {i["id"]: i for i in items}, set(), set()
    for _ in range(200):
        if not waiting:
            break
        batch = dice.sample(list(waiting.values()), min(len(waiting), dice.randint(1, 15)))
        batch += dice.sample(items, dice.randint(0, 5))
        dice.shuffle(batch)
        for answer in walk.post(batch).json()["answers"]:
            if answer["status"] != "rejected":
                done.add(answer["id"])
            elif not answer["again"]:
                refused.add(answer["id"])
            if answer["status"] != "rejected" or not answer["again"]:
                waiting.pop(answer["id"], None)
    assert not waiting
    assert done.isdisjoint(refused)
    assert refused >= {items[-1]["id"]}
    assert len(done) + len(refused) == len(items)
    digest = walk.get(f"/patrols/digest?shift={walk.shift}").json()
    ids = "\n".join(sorted(done))
    assert digest["digest"] == hashlib.sha256(ids.encode()).hexdigest()
    assert digest["count"] == len(done)
    assert len(done) - len(done & {items[-2]["id"]}) == 40
    track = walk.get(f"/patrols/track?shift={walk.shift}").json()
    assert len(track["points"]) == 38  # none after the stop, whichever came first
