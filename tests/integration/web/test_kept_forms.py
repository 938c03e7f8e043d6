"""What was typed is never lost: proof asked for, a session ended, an error, two at one record."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.integration.web.test_form_questions import READY


PARTNER = {"email": "ward@partner.example", "role": "partner", "area": "Northtown"}


def _next(answer) -> str:
    """Where the sign-in pages lead afterwards."""
    return parse_qs(urlsplit(answer["Location"]).query)["next"][0]


def _prove(client, person, answer, monkeypatch) -> str:
    """Prove who one is with the code of an authenticator; return where that leads."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal import auth

    Authenticator.objects.create(user=person, type="totp", data={"secret": "A" * 32})
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    code = auth.format_hotp_value(auth.hotp_value("A" * 32, counter))
    there = _next(answer)
    address = f"/sign-in/second-factor/reauthenticate/?next={there}"
    done = client.post(address, {"code": code, "next": there})
    assert done.status_code == 302
    return done["Location"]


def test_a_partner_is_made_after_the_second_factor_was_asked_for_again(office, monkeypatch):
    """The form comes back filled, says that nothing is saved, and is sent from its own page."""
    from beatwise.web.accounts.models import Account

    boss = office.account("governance")
    client = office.client(boss, proved=False)
    back = _prove(client, boss, client.post("/accounts/new/", PARTNER), monkeypatch)
    page = client.get(back).content.decode()
    assert 'value="ward@partner.example"' in page
    assert 'value="Northtown"' in page
    assert re.search(r'<option value="partner"\s+selected', page)
    assert "Not saved yet" in page
    assert not Account.objects.filter(role="partner").exists()
    made = client.post(back, PARTNER)
    assert made.status_code == 200
    assert Account.objects.get(role="partner").area == "Northtown"


def test_a_button_without_fields_is_pressed_again_by_itself(office, monkeypatch):
    """A fresh link is made as soon as the proof is there: there was nothing to type."""
    boss, other = office.account("governance"), office.account("performance")
    client = office.client(boss, proved=False)
    answer = client.post(f"/accounts/{other.pk}/link/")
    if answer.status_code == 404:
        pytest.fail("the address of the link has moved")
    assert "kept" not in answer["Location"]


@pytest.mark.parametrize("ending", ["idle", "run out"])
def test_a_session_that_has_ended_brings_the_form_back(office, ending):
    """After an hour's pause, or ten hours: signed in again, the person finds what they typed."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    client = office.client("governance")
    assert client.get("/registers/decisions/new/").status_code == 200
    if ending == "idle":
        session = client.session
        session["seen"] = 0
        session.save()
    else:
        Session.objects.update(expire_date=timezone.now() - dt.timedelta(minutes=1))
    answer = client.post("/registers/decisions/new/", {**READY, "evidence": "Long words."})
    assert answer["Location"].startswith("/sign-in/?next=")
    again = office.client("governance")
    page = again.get(_next(answer)).content.decode()
    assert "Long words." in page
    assert "Not saved yet" in page


def test_nobody_else_finds_it(office):
    """Another person at the same address, a wrong key and a day later: an empty form."""
    from django.utils import timezone

    from beatwise.web.pages.models import KeptForm

    client = office.client("governance")
    session = client.session
    session["seen"] = 0
    session.save()
    answer = client.post("/registers/decisions/new/", {**READY, "evidence": "Long words."})
    there = _next(answer)
    assert "Long words." not in office.client("performance").get(there).content.decode()
    owner = office.client("governance")
    assert "Long words." not in owner.get(f"{there}x").content.decode()
    assert (
        "Long words."
        not in owner.get(f"/registers/advice/new/?{there.partition('?')[2]}").content.decode()
    )
    assert "Long words." in owner.get(there).content.decode()
    KeptForm.objects.update(at=timezone.now() - dt.timedelta(days=2))
    assert "Long words." not in owner.get(there).content.decode()


def test_what_was_saved_is_kept_no_longer(office):
    """Sent from the filled page and saved, nothing of it is left."""
    from beatwise.web.pages.models import KeptForm
    from beatwise.web.registers.models import Record

    client = office.client("governance")
    session = client.session
    session["seen"] = 0
    session.save()
    there = _next(client.post("/registers/decisions/new/", READY))
    assert KeptForm.objects.count() == 1
    office.client("governance").post(there, READY)
    assert Record.objects.count() == 1
    assert not KeptForm.objects.exists()


def test_a_comment_comes_back_on_the_page_it_was_typed_on(office):
    """The form is on the record's page and sent elsewhere: the record's page shows it filled."""
    client = office.client("governance")
    client.post("/registers/decisions/new/", READY)
    session = client.session
    session["seen"] = 0
    session.save()
    answer = client.post(
        "/registers/decisions/1/comment/",
        {"text": "A long comment."},
        headers={"referer": "http://localhost/registers/decisions/1/"},
    )
    assert _next(answer).startswith("/registers/decisions/1/?kept=")
    page = office.client("governance").get(_next(answer)).content.decode()
    assert "A long comment.</textarea>" in page


def test_an_error_in_between_leads_back_to_the_filled_form(office):
    """A step refused because the record changed: the reason is there again, the record as it is."""
    client = office.client("governance")
    client.post("/registers/decisions/new/", READY)
    why = {"version": 7, "why": "Not needed after all."}
    answer = client.post("/registers/decisions/1/steps/drop/", why)
    assert answer.status_code == 409
    back = re.search(
        r'href="(/registers/decisions/1/steps/drop/\?kept=[^"]+)"', answer.content.decode()
    )
    page = client.get(back[1]).content.decode()
    assert "Not needed after all." in page
    assert 'name="version" value="1"' in page


def test_a_form_from_before_a_sign_out_comes_back(office):
    """The page's token is stale after a new sign-in: the error page leads to the filled form."""
    client = office.client("governance")
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    strict.cookies = client.cookies
    own = {"origin": "http://localhost"}
    answer = strict.post("/registers/decisions/new/", READY, headers=own)
    assert answer.status_code == 403
    back = re.search(r'href="(/registers/decisions/new/\?kept=[^"]+)"', answer.content.decode())
    assert 'value="Patrols"' in client.get(back[1]).content.decode()
    for foreign in {"origin": "http://evil.example"}, {"origin": "null"}, {}:
        answer = strict.post("/registers/decisions/new/", READY, headers=foreign)
        assert "kept=" not in answer.content.decode()


def test_passwords_and_codes_are_not_kept(office):
    """Whatever a form calls them."""
    from beatwise.web.pages.models import KeptForm

    client = office.client("governance")
    session = client.session
    session["seen"] = 0
    session.save()
    client.post("/registers/decisions/new/", {**READY, "password1": "secret", "code": "123456"})
    data = KeptForm.objects.get().data
    assert "Patrols" in data
    assert "secret" not in data
    assert "123456" not in data


@pytest.fixture
def twice(office):
    """A record that another person changed after the form was opened."""
    client = office.client("governance")
    client.post("/registers/decisions/new/", {**READY, "amount": "5"})
    other = {**READY, "title": "Patrols in three towns", "amount": "5", "evidence": "theirs",
             "version": 1}  # fmt: skip
    assert office.client("performance").post(_CHANGE, other).status_code == 302
    return client


_CHANGE = "/registers/decisions/1/change/"
_MINE = {**READY, "title": "Patrols in two towns", "amount": "5", "evidence": "mine", "version": 1}


def _hidden(page: str) -> dict[str, str]:
    """The hidden fields and the version of a page."""
    return dict(
        re.findall(r'type="hidden" name="((?:theirs-|older|version)[\w-]*)" value="([^"]*)"', page)
    )


def test_a_conflict_shows_both_sides_of_what_differs(twice):
    """Title and evidence side by side; what is the same is not asked; nothing is saved."""
    answer = twice.post(_CHANGE, _MINE)
    page = answer.content.decode()
    assert "which is right?" in page
    assert set(re.findall(r'name="pick-(\w+)"', page)) == {"title", "evidence"}
    assert page.count('value="both"') == 1
    for words in ("Patrols in three towns", "Patrols in two towns", "theirs", "mine"):
        assert words in page
    assert _hidden(page)["version"] == "2"


@pytest.mark.parametrize(("picks", "title", "evidence"), [
    ({"pick-title": "theirs", "pick-evidence": "mine"}, "Patrols in three towns", "mine"),
    ({"pick-title": "mine", "pick-evidence": "both"}, "Patrols in two towns", "theirs\n\nmine"),
    ({"pick-title": "theirs", "pick-evidence": "theirs"}, "Patrols in three towns", "theirs"),
])  # fmt: skip
def test_each_field_is_chosen_or_joined(twice, picks, title, evidence):
    """Theirs, mine, or both one after the other, in one press."""
    from beatwise.web.registers.models import Record

    fields = _hidden(twice.post(_CHANGE, _MINE).content.decode())
    answer = twice.post(_CHANGE, {**_MINE, **fields, **picks})
    assert answer.status_code == 302
    values = Record.objects.get().values
    assert (values["title"], values["evidence"]) == (title, evidence)


def test_what_is_not_chosen_is_asked_again(twice):
    """With one of the two left open nothing is saved."""
    from beatwise.web.registers.models import Record

    fields = _hidden(twice.post(_CHANGE, _MINE).content.decode())
    page = twice.post(_CHANGE, {**_MINE, **fields, "pick-title": "mine"}).content.decode()
    assert "which is right?" in page
    assert Record.objects.get().version == 2


def test_minutes_of_two_are_joined(office):
    """The same for every form that changes something: the minutes of a meeting."""
    from beatwise.accountability.boards.agenda import MEETING_HELD
    from beatwise.web.meetings.models import Board, Meeting

    board = Board.objects.create(
        number=1, name="Board", chair="commissioner", members=[], frequency="monthly"
    )
    Meeting.objects.create(
        board=board, number=1, on=dt.date(2026, 11, 20), begins=dt.time(10),
        papers_due=dt.date(2026, 11, 13), state=MEETING_HELD,
    )  # fmt: skip
    client, address = office.client("governance"), "/meetings/1/minutes/"
    assert client.post(address, {"minutes": "First.", "version": 1}).status_code == 302
    page = client.post(address, {"minutes": "Second.", "version": 1}).content.decode()
    fields = {**_hidden(page), "minutes": "Second.", "pick-minutes": "both"}
    assert client.post(address, fields).status_code == 302
    assert Meeting.objects.get().minutes == "First.\n\nSecond."
