"""Guessing passwords and codes: from one place, from many, and by somebody with the password."""

from __future__ import annotations

import pytest
from django.test import Client


PASSWORD = "three unusual words"
CODE = "/sign-in/second-factor/authenticate/"


@pytest.fixture
def guarded(office):
    """A governance officer with an authenticator app and recovery codes."""
    from allauth.mfa.models import Authenticator

    from beatwise.web.accounts import actions
    from beatwise.web.accounts.enrolment import recovery_codes

    made = actions.make(email="clerk@office.example", role="governance", password=PASSWORD, by=None)
    Authenticator.objects.create(user=made, type="totp", data={"secret": "A" * 32})
    made.codes = recovery_codes.make(made)
    return made


def _at(place: str) -> Client:
    return Client(SERVER_NAME="localhost", REMOTE_ADDR=place)


def _try(client: Client, password: str, email: str = "clerk@office.example") -> int:
    return client.post("/sign-in/", {"login": email, "password": password}).status_code


def test_a_stranger_closes_an_address_for_their_own_place_only(office, guarded):
    """Five wrong passwords elsewhere do not keep the owner out (ASVS 6.1.1)."""
    stranger = _at("192.0.2.1")
    assert [_try(stranger, "wrong") for _ in range(6)] == [200, 200, 200, 200, 429, 429]
    assert _try(_at("192.0.2.2"), PASSWORD) == 302
    assert _try(_at("192.0.2.1"), PASSWORD) == 429


def test_guesses_from_many_places_close_an_address_for_everyone(office, guarded):
    """Fifty within fifteen minutes, wherever they come from."""
    for n in range(50):
        assert _try(_at(f"192.0.2.{n}"), "wrong") == (429 if n == 49 else 200), n
    assert _try(_at("198.51.100.1"), PASSWORD) == 429
    assert _try(_at("198.51.100.1"), PASSWORD, "other@office.example") == 200


def test_wrong_codes_are_counted_over_all_places_and_sign_ins(office, guarded):
    """Who knows the password has five codes in a quarter of an hour, in however many sessions."""
    for n in range(5):
        client = _at(f"192.0.2.{n}")
        assert _try(client, PASSWORD) == 302
        answer = client.post(CODE, {"code": f"{n:06}"})
        assert answer.status_code == (429 if n == 4 else 200), n
    late = _at("192.0.2.9")
    assert _try(late, PASSWORD) == 429
    assert late.get("/").status_code == 302


def test_recovery_codes_are_guessed_no_more_often(office, guarded):
    """A wrong recovery code is a wrong code, and the right one does not open a closed address."""
    client = _at("192.0.2.1")
    _try(client, PASSWORD)
    codes = [f"AAAA-BBBB-CCCC-DDDD-EEEE-FFF{n}" for n in range(2, 7)]
    answers = [client.post(CODE, {"code": code}).status_code for code in codes]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post(CODE, {"code": guarded.codes[0]}).status_code == 429
    assert guarded.recovery_codes.filter(used_at=None).count() == 10


def test_fresh_proof_is_guessed_no_more_often(office, guarded):
    """In a session that was taken over, five wrong codes close the proof as well."""
    client = office.client(guarded, proved=False)
    address = "/sign-in/second-factor/reauthenticate/"
    answers = [client.post(address, {"code": f"{n:06}"}).status_code for n in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]


def test_the_owner_signing_in_forgets_what_was_counted(office, guarded):
    """Right password and code: the five tries of this place begin anew."""
    from axes.models import AccessAttempt

    client = _at("192.0.2.1")
    for _ in range(3):
        _try(client, "wrong")
    assert _try(client, PASSWORD) == 302
    client.post(CODE, {"code": "000000"})
    assert client.post(CODE, {"code": guarded.codes[0]}).status_code == 302
    assert client.get("/").status_code == 200
    assert not AccessAttempt.objects.filter(ip_address="192.0.2.1").exists()


def test_a_used_code_is_known_however_much_else_is_counted(office, guarded, monkeypatch):
    """A flood of other entries does not make the office forget which codes were used."""
    from allauth.mfa.totp.internal import auth
    from django.core.cache import cache

    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([7]))  # time stands
    code = auth.format_hotp_value(auth.hotp_value("A" * 32, 7))
    owner = _at("192.0.2.1")
    assert _try(owner, PASSWORD) == 302
    assert owner.post(CODE, {"code": code}).status_code == 302
    for n in range(500):
        cache.set(f"zz/{n}", 1, 300)
    thief = _at("192.0.2.2")
    assert _try(thief, PASSWORD) == 302
    assert thief.post(CODE, {"code": code}).status_code == 200
    assert thief.get("/").status_code == 302


def test_the_old_password_is_guessed_no_more_often(office, guarded):
    """Where a new password is chosen in a session that was taken over, five guesses are all."""
    client = office.client(guarded)
    words = {"password1": "entirely other words", "password2": "entirely other words"}
    answers = [
        client.post("/sign-in/password/", {**words, "oldpassword": f"guess {n}"}).status_code
        for n in range(6)
    ]
    assert answers[:4] == [200] * 4
    assert 429 in answers
    assert client.post("/sign-in/password/", {**words, "oldpassword": PASSWORD}).status_code == 429
    guarded.refresh_from_db()
    assert guarded.check_password(PASSWORD)


def test_nobody_is_remembered_beyond_the_browser(office, guarded):
    """Whatever a form asks for, the session ends with the browser, and a factor is asked again."""
    client = _at("192.0.2.1")
    words = {"login": "clerk@office.example", "password": PASSWORD}
    client.post("/sign-in/", {**words, "remember": "on", "trust": "on"})
    client.post(CODE, {"code": guarded.codes[0], "remember": "on", "trust": "on"})
    assert client.get("/").status_code == 200
    assert client.cookies["beatwise"]["max-age"] == ""
    client.post("/sign-in/out/")
    client.post("/sign-in/", words)
    assert client.get("/").status_code == 302
