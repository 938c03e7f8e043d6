"""An office for tests, on SQLite and on PostgreSQL; each test's changes are taken back.

``office`` is empty, and ``plan_office`` has its plan and no values. Where the tests of a file look
at one large world, it is made once in ``module_office``; ``restored_office`` is that for one test.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from tests import office_django
from tests.office_connections import ENGINES, connected, taken_back, working_on


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
    from django.db import connections

    connections["default"].close()
    with ExitStack() as stack:
        workspace = office_django.workspace()
        yield {name: stack.enter_context(connected(name, workspace)) for name in ENGINES}


@dataclass
class Office:
    """What a test asks of an office."""

    engine: str
    connection: Any = None

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


@pytest.fixture(params=ENGINES)
def office(
    request: pytest.FixtureRequest, engines: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """An office on one engine, empty, inside a transaction that is taken back."""
    with taken_back(engines[request.param]):
        _begin_anew(monkeypatch)
        yield Office(request.param)


@pytest.fixture(scope="module", params=ENGINES)
def module_office(
    request: pytest.FixtureRequest, django_up: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """An office on one engine for all tests of a file, whose own fixtures fill it once."""
    folder = tmp_path_factory.mktemp("module-office")
    with connected(request.param, folder) as connection, taken_back(connection):
        yield Office(request.param, connection)


@pytest.fixture
def restored_office(module_office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office of the file as its fixtures filled it, whatever other tests have done to it."""
    with taken_back(module_office.connection):
        _begin_anew(monkeypatch)
        yield module_office


@pytest.fixture(scope="session")
def plans(
    django_up: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Any]]:
    """The connection to an office that has loaded its plan, on each engine made when asked for."""
    with ExitStack() as stack:

        @cache
        def of(engine: str) -> Any:
            from beatwise.web.performance.definitions import actions

            connection = stack.enter_context(connected(engine, tmp_path_factory.mktemp(engine)))
            with working_on(connection):
                by = Office(engine).account("performance")
                assert actions.load_shipped(name="plan-2025-29", by=by) == (40, True)
            return connection

        yield of


@pytest.fixture(params=ENGINES)
def plan_office(
    request: pytest.FixtureRequest,
    plans: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Office]:
    """An office with the plan that comes along, its forty measures, and one performance officer."""
    with taken_back(plans(request.param)):
        _begin_anew(monkeypatch)
        yield Office(request.param)


def _begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what earlier tests left in caches and counts."""
    from django.core.cache import caches

    for name in ("default", "near"):
        caches[name].clear()
    # One browser of a test opens in a minute what a person opens in a day, and a test that looks
    # at the status of a download never reads it.
    from beatwise.web.bounds import fair_share
    from beatwise.web.history.cache import Memory
    from beatwise.web.pages import chart_cache

    monkeypatch.setattr(fair_share, "SECONDS_A_MINUTE", 3600.0)
    monkeypatch.setattr(fair_share, "DOWNLOADS", 1000)
    monkeypatch.setattr(fair_share, "shares", fair_share.Shares())
    monkeypatch.setattr(chart_cache, "drawings", chart_cache.Drawings(chart_cache.MOST_BYTES))
    # What another test worked out at the same end of the history, on other days or past it.
    answer, this_test = Memory.answer, object()
    monkeypatch.setattr(
        Memory, "answer", lambda memory, key, work: answer(memory, (this_test, key), work)
    )


@pytest.fixture
def settings_of(django_up: None) -> Iterator[Any]:
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
def immediate_commit(django_up: None, monkeypatch: pytest.MonkeyPatch) -> None:
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
