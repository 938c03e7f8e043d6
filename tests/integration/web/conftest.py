"""An office for tests, on SQLite and on PostgreSQL; each test's changes are taken back."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests import office_django
from tests.postgres import cluster


@pytest.fixture(scope="session")
def django_up() -> None:
    """Django, set up on a folder of its own."""
    office_django.use(office_django.workspace(), pytest.MonkeyPatch())
    from django.contrib.auth.hashers import Argon2PasswordHasher

    # The same hash as the office's, made cheaply.
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 1024


@pytest.fixture(scope="session")
def engines(django_up: None) -> Iterator[dict[str, Any]]:
    """A connection to each engine, its tables made."""
    from django.core.management import call_command
    from django.db import connections

    from beatwise.web.settings.database import database

    with cluster() as address:
        held = {"sqlite": connections["default"]}
        folder = Path(os.environ["BEATWISE_WORKSPACE"])
        described = connections.configure_settings({"default": database(address, folder)})
        from django.db.backends.postgresql.base import DatabaseWrapper

        held["postgresql"] = DatabaseWrapper(described["default"], alias="default")
        for connection in held.values():
            connections["default"] = connection
            call_command("migrate", interactive=False, verbosity=0)
        yield held
        for connection in held.values():
            connection.close()


@dataclass
class Office:
    """What a test asks of an office."""

    engine: str

    def account(self, role: str, *, email: str = "", area: str = "Northtown") -> Any:
        """Make an account without a password."""
        from beatwise.web.accounts.models import Account

        email = email or f"{role}@office.example"
        found = Account.objects.filter(email=email).first()
        return found or Account.objects.create(email=email, role=role, area=area)

    def client(self, person: Any = None, *, proved: bool = True) -> Any:
        """Return a browser, signed in as a role or account; ``proved`` within five minutes."""
        from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
        from django.test import Client

        client = Client(SERVER_NAME="localhost", raise_request_exception=True)
        if person is None:
            return client
        account = self.account(person) if isinstance(person, str) else person
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor"] = True
        record = {"method": "password", "at": time.time() - (0 if proved else 3600)}
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(account.pk)
        session["account_authentication_methods"] = [{**record, "reauthenticated": True}]
        session.save()
        return client


@pytest.fixture(params=["sqlite", "postgresql"])
def office(
    request: pytest.FixtureRequest, engines: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """An office on one engine, empty, inside a transaction that is taken back."""
    from django.core.cache import caches
    from django.db import connections, transaction

    connections["default"] = engines[request.param]
    for name in ("default", "near"):
        caches[name].clear()
    # One browser of a test opens in a minute what a person opens in a day, and a test that looks
    # at the status of a download never reads it.
    from beatwise.web.bounds import fair_share

    monkeypatch.setattr(fair_share, "SECONDS_A_MINUTE", 3600.0)
    monkeypatch.setattr(fair_share, "DOWNLOADS", 1000)
    monkeypatch.setattr(fair_share, "shares", fair_share.Shares())
    with transaction.atomic():
        yield Office(request.param)
        transaction.set_rollback(True)


@pytest.fixture
def settings_of(office: Office) -> Iterator[Any]:
    """The office's settings, to be changed for one test."""
    from django.conf import settings
    from django.test import override_settings

    with override_settings():
        yield settings


@pytest.fixture
def django_mail(settings_of: Any) -> None:
    """Letters are put into ``django.core.mail.outbox``."""
    from django.core import mail

    settings_of.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


@pytest.fixture
def immediate_commit(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the commit is done at once: a test's transaction is never committed."""
    from django.db import transaction

    monkeypatch.setattr(transaction, "on_commit", lambda act, *_, **__: act())


@pytest.fixture
def partner_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Partners with tokens, as an office could allow: what they may see is bounded all the same."""
    from dataclasses import replace

    from beatwise.accountability import roles

    partner = roles.role("partner")
    monkeypatch.setitem(
        roles.table(), "partner", replace(partner, may=partner.may | {"own.tokens"})
    )
