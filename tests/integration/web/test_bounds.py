"""No request of one person stops the office: what it may cost is bounded, and said in words."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest


ENDLESS = {
    "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    " SELECT max(x) FROM n",
    "postgresql": "SELECT pg_sleep(600)",
}


@pytest.fixture
def impatient(monkeypatch):
    """An office whose database may work for a twentieth of a second."""
    from beatwise.web.bounds import statement_time

    monkeypatch.setattr(statement_time, "READING", 0.05)
    monkeypatch.setattr(statement_time, "STEPS", 1_000)


@pytest.fixture
def endless(office, impatient, monkeypatch):
    """Lists of actions whose query never ends by itself."""
    from django.db import connection, transaction

    from beatwise.web.actions import selectors

    def work(*_args, **_more):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ENDLESS[office.engine])
            return cursor.fetchone()

    monkeypatch.setattr(selectors, "matches", work)
    return office


def test_a_query_without_end_is_stopped_and_a_page_says_so(endless):
    """Both engines stop it; the answer is 503 with words and a time to come back, never a 500."""
    answer = endless.client("governance").get("/actions/")
    assert answer.status_code == 503
    assert "was stopped" in answer.content.decode()
    assert "Narrow the list" in answer.content.decode()
    assert answer["Retry-After"] == "10"


def test_the_api_says_in_json_that_a_query_was_stopped(endless):
    """A program gets the same words."""
    answer = _called(endless, "/api/v1/actions/")
    assert answer.status_code == 503
    assert "was stopped" in answer.json()["message"]


def _called(office, path, **more):
    from django.test import Client

    from beatwise.web.accounts import actions

    by = office.account("governance")
    token = actions.make_token(name="t", scopes=["records:read"], days=1, by=by)[1]
    client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})
    return client.get(path, **more)


def test_the_next_request_has_its_own_time(endless):
    """The limit is taken away with the request: what comes after is answered."""
    client = endless.client("governance")
    assert client.get("/actions/").status_code == 503
    assert client.get("/help/accessibility/").status_code == 200
    assert client.get("/measures/").status_code == 200


def test_many_short_statements_together_are_stopped_too(office):
    """On PostgreSQL the statements of a request are added up; SQLite counts its steps."""
    from django.db import OperationalError, connection, transaction

    from beatwise.web.bounds import statement_time

    statement = {
        "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 50000)"
        " SELECT max(x) FROM n",
        "postgresql": "SELECT pg_sleep(0.02)",
    }[office.engine]
    rounds = 0
    limit = statement_time.limited(connection, 0.3)
    with pytest.raises(OperationalError) as stopped, transaction.atomic(), limit:  # noqa: PT012
        while rounds < 10_000:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                cursor.fetchone()
            rounds += 1
    assert statement_time.is_too_long(stopped.value)
    assert rounds >= 1


def test_an_address_that_is_too_long_is_refused_before_anything_is_read(office):
    """4,000 characters and 60 parts are more than any list needs."""
    client = office.client("governance")
    assert client.get("/actions/?" + "x" * 4_001).status_code == 414
    assert client.get("/actions/?" + "&".join(["q=a"] * 61)).status_code == 414
    assert client.get("/actions/?" + "&".join(["q=a"] * 60)).status_code == 200


def test_a_body_that_is_too_large_is_refused_by_its_stated_length(office):
    """Nothing of it is read, so nothing of it reaches the disk."""
    client = office.client("governance")
    answer = client.post("/boards/new/", CONTENT_LENGTH="6000001")
    assert answer.status_code == 413
    assert "at most 6 MB" in answer.content.decode()


def test_a_form_with_too_many_fields_is_answered_by_a_page(office):
    """600 fields are refused with words and status 400."""
    client = office.client("governance")
    answer = client.post("/registers/decisions/new/", {f"f{n}": "x" for n in range(600)})
    assert answer.status_code == 400
    assert "too many fields" in answer.content.decode()


@pytest.mark.parametrize("body", ["[" * 400_000, '{"a":' * 100_000, "1" * 100_000, "1" * 7_000_000])
def test_a_deep_or_huge_json_body_is_refused_in_json(office, body):
    """Nesting beyond any sense, numbers without end and too large a body are the caller's fault."""
    from django.test import Client

    from beatwise.web.accounts import actions

    by = office.account("governance")
    token = actions.make_token(name="t", scopes=["records:read", "records:write"], days=1, by=by)[1]
    client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})
    path = "/api/v1/actions/"
    answer = client.post(path, body, content_type="application/json")
    assert answer.status_code in (400, 413, 422)
    assert answer.json()["message"]


def test_a_person_without_a_turn_is_told_when_to_come_back_and_others_are_answered(
    office, monkeypatch
):
    """429 with words and a time, as a page and as JSON; another person's page is made."""
    from beatwise.web.bounds import fair_share

    hostile, other = office.account("governance"), office.client("performance")
    client = office.client(hostile)
    fair_share.shares.enter(hostile.pk)
    monkeypatch.setattr(fair_share, "IN_FLIGHT", 1)
    answer = client.get("/")
    assert answer.status_code == 429
    assert "your pages are being made" in answer.content.decode()
    assert answer["Retry-After"] == "2"
    answer = _called(office, "/api/v1/actions/")
    assert answer.status_code == 429
    assert "your pages are being made" in answer.json()["message"]
    assert other.get("/").status_code == 200


@pytest.fixture
def ask(office, monkeypatch):
    """Ask the whole application, as a server does, as somebody; count what Django is asked."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    from beatwise.web.bounds.quick_refusal import QuickRefusal

    monkeypatch.setattr("django.core.handlers.wsgi.signals.request_started.send", lambda **_: None)
    monkeypatch.setattr("beatwise.web.bounds.quick_refusal.PAUSE", 0.0)
    handler, by_django = WSGIHandler(), []

    def django(environment, start):
        by_django.append(environment["PATH_INFO"])
        return handler(environment, start)

    application = QuickRefusal(django)

    def asked(client, path: str, method: str = "GET"):
        words = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        environment = RequestFactory(SERVER_NAME="localhost", HTTP_COOKIE=words).generic(
            method, path
        ).environ  # fmt: skip
        begun: list[object] = []
        parts = application(
            environment, lambda status, headers, *_: begun.extend([status, headers])
        )
        return begun[0], dict(begun[1]), b"".join(parts)

    asked.by_django = by_django
    return asked


def test_a_refusal_is_made_once_and_given_again_as_it_was(office, ask, monkeypatch, caplog):
    """The same status, headers and bytes, with a line of the log, and no work of Django's."""
    from beatwise.web.bounds import fair_share
    from beatwise.web.settings.log_format import Line

    hostile = office.account("governance")
    client, other = office.client(hostile), office.client("performance")
    assert ask(client, "/")[0] == "200 OK"
    monkeypatch.setattr(fair_share, "IN_FLIGHT", 0)
    first = ask(client, "/")
    assert first[0] == "429 Too Many Requests"
    assert b"your pages are being made" in first[2]
    assert "default-src 'none'" in first[1]["Content-Security-Policy"]
    assert f" account/{hostile.pk} " in Line().format(caplog.records[-1])
    del ask.by_django[:]
    caplog.clear()
    assert ask(client, "/actions/") == ask(client, "/actions/new/", "POST") == first
    assert ask(client, "/actions/", "HEAD") == (*first[:2], b"")
    assert ask.by_django == []
    assert caplog.records[0].getMessage() == "Too Many Requests: /actions/"
    assert f" account/{hostile.pk} " in Line().format(caplog.records[0])
    assert b'"message"' in ask(client, "/api/v1/actions/")[2]
    assert ask(client, "/static/nothing.css")[0] == "429 Too Many Requests"
    assert ask.by_django == ["/api/v1/actions/", "/static/nothing.css"]
    monkeypatch.setattr(fair_share, "IN_FLIGHT", 6)
    assert ask(client, "/")[0] == ask(other, "/")[0] == "200 OK"


def test_some_refusals_are_held_back_and_the_rest_are_not(office, ask, monkeypatch):
    """So many wait as there are places for; a place that is free again holds the next."""
    from beatwise.web.bounds import fair_share, quick_refusal

    client, go, held = office.client("governance"), threading.Event(), threading.Semaphore(0)
    assert ask(client, "/")[0] == "200 OK"
    monkeypatch.setattr(fair_share, "IN_FLIGHT", 0)
    refusal = ask(client, "/")

    def wait(seconds: float) -> None:
        held.release()
        assert go.wait(60)

    monkeypatch.setattr(quick_refusal, "time", SimpleNamespace(sleep=wait))
    with ThreadPoolExecutor(fair_share.WAITING_PLACES) as hands:
        answers = [hands.submit(ask, client, "/") for _ in range(fair_share.WAITING_PLACES)]
        for _ in answers:
            assert held.acquire(timeout=60)
        assert ask(client, "/") == refusal
        assert not held.acquire(blocking=False)
        go.set()
        assert {answer.result() == refusal for answer in answers} == {True}
    assert ask(client, "/") == refusal
    assert held.acquire(blocking=False)


def test_a_refusal_with_a_cookie_is_given_to_nobody_else(ask, office, monkeypatch):
    """What Django sets for one person is not kept for others."""
    from beatwise.web.bounds import fair_share
    from beatwise.web.bounds.quick_refusal import QuickRefusal

    account = office.account("governance")
    monkeypatch.setattr(fair_share, "known_person", lambda header, cookie: account.pk)
    monkeypatch.setattr(fair_share, "IN_FLIGHT", 0)
    asked = []

    def django(environment, start):
        environment[fair_share.REFUSAL] = fair_share.shares.refusal(account.pk)
        asked.append(1)
        start("429 Too Many Requests", [("Set-Cookie", "a=b")])
        return [b"no"]

    application = QuickRefusal(django)
    for _ in range(2):
        assert application({"REQUEST_METHOD": "GET"}, lambda *_: None) == [b"no"]
    assert len(asked) == 2


def test_what_a_person_costs_is_counted_until_the_minute_is_used(office, monkeypatch):
    """Any address counts, and so does the API by the same account."""
    from beatwise.web.bounds import fair_share

    client = office.client("governance")
    assert client.get("/actions/").status_code == 200
    share = fair_share.shares._shares[office.account("governance").pk]
    assert share.seconds > 0
    assert (share.in_flight, share.downloads) == (0, 0)
    now = fair_share.time.time()
    monkeypatch.setattr(fair_share.time, "time", lambda: now)
    monkeypatch.setattr(fair_share, "SECONDS_A_MINUTE", 0.0)
    share.minute, share.seconds = int(now) // fair_share.MINUTE, 1.0
    answers = [client.get("/actions/"), client.get("/measures/"), client.post("/actions/new/")]
    assert [answer.status_code for answer in answers] == [429, 429, 429]
    assert _called(office, "/api/v1/actions/").status_code == 429


def test_a_download_gives_its_place_back_when_it_was_read(office, monkeypatch):
    """Two may run; the third is refused until one has ended."""
    from beatwise.web.bounds import fair_share

    monkeypatch.setattr(fair_share, "DOWNLOADS", 2)
    client = office.client("governance")
    first, second = client.get("/actions/export/csv/"), client.get("/history/export/csv/")
    assert client.get("/actions/export/json/").status_code == 429
    assert b"".join(first)
    assert client.get("/actions/export/json/").status_code == 200
    assert b"".join(second)
