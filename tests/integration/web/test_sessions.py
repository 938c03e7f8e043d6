"""Sessions end on the server, begin under a key of their own, and prove again what matters."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client


PASSWORD, NEW = "three unusual words", "entirely other words"
CODE = "/sign-in/second-factor/authenticate/"


@pytest.fixture
def clerk(office):
    """A governance officer with a password, an authenticator app and recovery codes."""
    from allauth.mfa.models import Authenticator

    from beatwise.web.accounts import actions
    from beatwise.web.accounts.enrolment import recovery_codes

    made = actions.make(email="clerk@office.example", role="governance", password=PASSWORD, by=None)
    Authenticator.objects.create(user=made, type="totp", data={"secret": "A" * 32})
    made.codes = recovery_codes.make(made)
    return made


def _browser(key: str = "") -> Client:
    client = Client(SERVER_NAME="localhost")
    if key:
        client.cookies["beatwise"] = key
    return client


def _key(client: Client) -> str:
    return client.cookies["beatwise"].value


def _sign_in(clerk, client: Client) -> Client:
    """Give password and code, as a person does."""
    client.post("/sign-in/", {"login": clerk.email, "password": PASSWORD})
    client.post(CODE, {"code": clerk.codes.pop()})
    assert _is_in(client)
    return client


def _is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_a_key_from_before_signing_in_opens_nothing_after_it(office, clerk):
    """ASVS 7.2.4: neither one that a stranger planted nor the one between password and code."""
    from django.contrib.sessions.backends.db import SessionStore

    planted = SessionStore()
    planted["by"] = "a stranger"
    planted.save()
    client = _browser(planted.session_key)
    client.post("/sign-in/", {"login": clerk.email, "password": PASSWORD})
    between = _key(client)
    client.post(CODE, {"code": clerk.codes.pop()})
    assert _is_in(client)
    assert _key(client) not in (planted.session_key, between)
    for old in (planted.session_key, between):
        assert not _is_in(_browser(old))


def test_signing_out_ends_the_session_on_the_server(office, clerk):
    """ASVS 7.4.1: whoever kept the key of a session has nothing of it."""
    client = _sign_in(clerk, _browser())
    key = _key(client)
    assert _is_in(_browser(key))
    client.post("/sign-in/out/")
    assert not _is_in(_browser(key))


def test_a_new_password_ends_the_other_sessions(office, clerk):
    """ASVS 7.4.3: the session in which it was changed goes on, and no other does."""
    here, there = (_sign_in(clerk, _browser()) for _ in range(2))
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/sign-in/password/", given).status_code == 302
    assert not _is_in(there)
    assert _is_in(here)


def test_all_other_sessions_can_be_ended_at_once(office, clerk):
    """ASVS 7.4.3: the choice stands beside the factors, and keeps the own session alone."""
    here, there, elsewhere = (_sign_in(clerk, _browser()) for _ in range(3))
    assert b"End all the others" in here.get("/me/").content
    here.post("/sign-in/second-factor/reauthenticate/", {"code": clerk.codes.pop()})
    assert here.post("/me/sessions/end-others/")["Location"] == "/me/"
    assert [_is_in(client) for client in (here, there, elsewhere)] == [True, False, False]


@pytest.mark.parametrize(
    ("minutes", "lasts"), [([61], []), ([50] * 13, [True] * 12), ([7] * 90, [True] * 85)]
)
def test_a_session_lasts_an_hour_unused_and_ten_hours_at_most(
    office, clerk, monkeypatch, minutes, lasts
):
    """ASVS 7.3.1 and 7.3.2: from signing in, by the clock, however often it is used."""
    import time

    from beatwise.web.access import guard

    now = time.time()
    monkeypatch.setattr(guard, "time", SimpleNamespace(time=lambda: now))
    client = _sign_in(clerk, _browser())
    key, found = _key(client), []
    for step in minutes:
        now += step * 60
        found.append(_is_in(client))
        if not found[-1]:
            break
    assert found == [*lasts, False]
    assert not _is_in(_browser(key))


FACTORS = "/sign-in/second-factor"


@pytest.mark.parametrize(
    "address",
    [
        f"{FACTORS}/totp/activate/",
        f"{FACTORS}/totp/deactivate/",
        f"{FACTORS}/webauthn/add/",
        f"{FACTORS}/webauthn/keys/{{key}}/remove/",
        "/me/recovery-codes/",
        "/accounts/{account}/",
    ],
)
def test_no_factor_is_changed_without_fresh_proof(office, clerk, address):
    """ASVS 7.5.1: apps, passkeys, recovery codes and accounts, whoever took the session over."""
    from allauth.mfa.models import Authenticator

    other = office.account("evaluator")
    passkey = Authenticator.objects.create(user=clerk, type="webauthn", data={"name": "Key"})
    if address.endswith("activate/") and "deactivate" not in address:
        Authenticator.objects.filter(type="totp").delete()
    before = _kept(clerk, other)
    stale = office.client(clerk, proved=False)
    given = {"code": "000000", "role": "performance", "is_active": "on", "why": "x"}
    answer = stale.post(address.format(key=passkey.pk, account=other.pk), given)
    assert answer.status_code == 302
    assert "/confirm/" in answer["Location"] or "/reauthenticate/" in answer["Location"]
    assert _kept(clerk, other) == before


def _kept(clerk, other) -> tuple:
    from allauth.mfa.models import Authenticator

    other.refresh_from_db()
    codes = clerk.recovery_codes.order_by("pk").values_list("hash", flat=True)
    return list(Authenticator.objects.order_by("pk").values_list("pk")), list(codes), other.role
