"""What is done past the office to programmes, plans, phones and the watch over patrols."""

from __future__ import annotations

import pytest
from tests.integration.web import patrol_world
from tests.sql import run, without_triggers


@pytest.fixture
def walk(office):
    """A programme with a phone, a tracker and a limit; a shift was started and is on hold."""
    from beatwise.web.patrols import actions
    from beatwise.web.patrols.models import Notice, PatrolShift, Phone
    from beatwise.web.patrols.phones import actions as phones

    walk, by = patrol_world.walked(office), office.account("patrol_supervisor")
    officer = office.account("governance")
    phones.add_tracker(phone=walk.phone, kind="owntracks", by=by)
    actions.set_alert(programme=walk.programme, kind="no_fix", limit=30, by=by)
    walk.answers([walk.item(1, "shift_start", -20)])
    patrol = PatrolShift.objects.get()
    actions.set_hold(patrol=patrol, hold=True, why="A complaint.", by=officer)
    actions.look(patrol=patrol, why="A complaint.", by=by)
    notice = Notice.objects.create(programme=walk.programme, kind="alert", about="a", words="b")
    actions.close_notice(notice=notice, by=by)
    other = Notice.objects.create(programme=walk.programme, kind="alert", about="c", words="d")
    walk.notice = other
    assert Phone.objects.get().last_contact is not None
    assert not any(_faults().values())
    return walk


def _faults() -> dict[str, list[str]]:
    from beatwise.web.keeping.check import check

    return check().faults


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE patrols_programme SET welfare_telephone = '999'", "programme"),
        ("UPDATE patrols_programme SET grace_minutes = 240", "programme"),
        ("UPDATE patrols_hotspot SET lon = lon + 1", "hot spot"),
        ("UPDATE patrols_planshift SET dropped = (1 = 1)", "plan shift"),
        ("UPDATE patrols_planshift SET partner = 'Others'", "plan shift"),
        ("UPDATE patrols_phone SET partner = 'Others'", "phone"),
        ("UPDATE patrols_phone SET key_hash = 'known'", "phone"),
        ("UPDATE patrols_tracker SET key_hash = 'known'", "tracker"),
        ('UPDATE patrols_alert SET "limit" = 10000', "alert"),
        ("UPDATE patrols_tracklook SET why = 'None.'", "track look"),
    ],
)
def test_what_people_set_is_sealed(walk, statement, name):
    """Whatever no action changed is named by its row; a phone's contact changes it rightly."""
    walk.answers([walk.item(2, "welfare_ok", -10)])
    assert not any(_faults().values())
    assert run(statement) >= 1
    words = " ".join(_faults()["records"])
    assert f"{name} " in words
    assert "is not as change" in words


def test_a_look_that_is_deleted_is_named(walk):
    """That somebody looked at a track cannot be taken away."""
    run("DELETE FROM patrols_tracklook")
    assert "it is deleted" in " ".join(_faults()["records"])


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE patrols_patrolshift SET hold = (1 = 0)", "is not on hold, and the history says"),
        ("UPDATE patrols_notice SET closed_by_id = (SELECT min(id) FROM accounts_account)",
         "was closed by somebody, and the history says nothing"),
    ],
)  # fmt: skip
def test_what_people_decide_on_what_phones_hand_in_has_its_line(walk, statement, words):
    """A hold that was lifted, and a notice that was closed past the office, are named."""
    run(statement)
    assert words in " ".join(_faults()["patrols"])


def test_programmes_of_before_there_were_seals_are_sealed_once(walk):
    """An office whose patrols had no seals is sealed as it is, and nothing else is."""
    from beatwise.web import start
    from beatwise.web.history.models import Change, Seal

    with without_triggers():
        for table in ("programme", "hotspot", "planshift", "phone", "tracker", "alert"):
            run("UPDATE history_seal SET rows = replace(rows, %s, %s)",
                [f'"patrols.{table}"', f'"patrols.{table}-before"'])  # fmt: skip
    run("UPDATE accounts_account SET email = 'other@office.example' WHERE role = 'governance'")
    assert "programme" in " ".join(_faults()["records"])
    start._seal_what_is_there("patrols")
    assert Change.objects.order_by("number").last().thing == "patrols"
    assert "accounts" not in Seal.objects.order_by("number").last().rows
    named = [words for words in _faults()["records"] if "does not have" not in words]
    assert len(named) == 1
    assert "account" in named[0]
