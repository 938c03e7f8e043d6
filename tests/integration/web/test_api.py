"""The API: tokens with scopes, pages, ETags, the pages' own rules, and its own description."""

from __future__ import annotations

import json

import pytest
from django.core.signals import request_finished, request_started
from django.test import Client


READY = {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}
HOME = "/api/v1/registers/decisions/records/"


@pytest.fixture
def token(office):
    """Make a token of a role."""
    from beatwise.web.accounts import actions

    def made(role: str, *scopes: str) -> str:
        given = list(scopes) or ["records:read", "records:write"]
        return actions.make_token(name="test", scopes=given, days=1, by=office.account(role))[1]

    return made


def _ask(words: str, method: str, path: str, body: object = None, **headers: str):
    client = Client(SERVER_NAME="localhost")
    given = {f"HTTP_{k.upper()}": v for k, v in headers.items()}
    if words:
        given["HTTP_AUTHORIZATION"] = f"Bearer {words}"
    data = json.dumps(body) if body is not None else None
    send = getattr(client, method)
    return (
        send(path, data, content_type="application/json", **given) if data else send(path, **given)
    )


def test_a_body_that_is_not_json_is_told_what_to_send(office, token):
    """The answer has a place and a next step, as every other refusal has."""
    client = Client(SERVER_NAME="localhost", HTTP_AUTHORIZATION=f"Bearer {token('governance')}")
    answer = client.post(HOME, "{not json", content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["place"] == "body"
    assert "JSON" in answer.json()["next_step"]


def test_without_a_token_nothing_is_told(office, token):
    """No token, a wrong one, and one that has ended or been closed: 401 each, in words."""
    from django.utils import timezone

    from beatwise.web.accounts.models import Token

    words = token("governance")
    assert _ask(words, "get", HOME).status_code == 200
    for bad in ("", "bw_nothing"):
        answer = _ask(bad, "get", HOME)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
        assert answer.json()["next_step"]
    Token.objects.update(expires=timezone.now())
    assert _ask(words, "get", HOME).status_code == 401


def test_a_token_is_kept_as_a_hash_only(office, token):
    """Whoever reads the database finds no token in it."""
    from beatwise.web.accounts.models import Token
    from beatwise.web.history.models import Change

    words, row = token("governance"), Token.objects.get()
    kept = json.dumps(
        [row.hash, row.hint, row.name, *Change.objects.values_list("details", flat=True)]
    )
    assert words not in kept
    assert len(row.hint) < 10


def test_a_token_ends_with_its_account(office, token):
    """Closing an account closes its tokens."""
    words = token("performance")
    account = office.account("performance")
    account.is_active = False
    account.save()
    assert _ask(words, "get", HOME).status_code == 401


def test_a_scope_bounds_what_a_token_does(office, token):
    """A token to read does not write, and one to write does not read."""
    reader, writer = token("governance", "records:read"), token("governance", "records:write")
    assert _ask(reader, "post", HOME, {"values": READY}).status_code == 403
    assert _ask(writer, "get", HOME).status_code == 403
    assert _ask(writer, "post", HOME, {"values": READY}).status_code == 201


def test_a_role_bounds_what_a_token_does(office, token):
    """A token does no more than its account's role: an evaluator reads and does not write."""
    words = token("evaluator")
    assert _ask(words, "get", HOME).status_code == 200
    assert _ask(words, "post", HOME, {"values": READY}).status_code == 403


def test_pages_of_records_follow_one_another(office, token):
    """Following ``next`` gives every record once."""
    words = token("governance")
    for _ in range(5):
        _ask(words, "post", HOME, {"values": READY})
    path, numbers = f"{HOME}?size=2", []
    while path:
        page = _ask(words, "get", path).json()
        numbers += [r["number"] for r in page["records"]]
        path = page["next"]
    assert numbers == [5, 4, 3, 2, 1]
    assert page["count"] == 5


def test_an_etag_spares_reading_and_guards_writing(office, token):
    """304 when nothing changed; 409 when someone changed it since; 422 without If-Match."""
    words = token("governance")
    made = _ask(words, "post", HOME, {"values": READY})
    there, mark = made["Location"], made["ETag"]
    assert _ask(words, "get", there, if_none_match=mark).status_code == 304
    changed = _ask(words, "patch", there, {"values": {"fund": "A"}}, if_match=mark)
    assert changed.json()["values"]["fund"] == "A"
    assert changed["ETag"] != mark
    stale = _ask(words, "patch", there, {"values": {"fund": "B"}}, if_match=mark)
    assert stale.status_code == 409
    assert _ask(words, "patch", there, {"values": {"fund": "B"}}).status_code == 422


def test_steps_follow_the_state_table_and_proof_is_for_the_browser(office, token):
    """A step that needs fresh proof of identity is refused to a token, whatever its scopes."""
    words, chief = token("governance"), token("commissioner")
    given = {**READY, "decided_on": "2026-11-02", "decided_by": "Commissioner"}
    there = _ask(words, "post", HOME, {"values": given})["Location"]
    put = _ask(words, "post", f"{there}steps/", {"step": "propose"}, if_match='"1"')
    assert put.json()["state"] == "proposed"
    taken = _ask(chief, "post", f"{there}steps/", {"step": "take"}, if_match=put["ETag"])
    assert taken.status_code == 403
    assert "prove again" in taken.json()["message"]


def test_errors_name_the_field_and_the_next_step(office, token):
    """A value that does not fit is answered with its field and what to do."""
    answer = _ask(token("governance"), "post", HOME, {"values": {**READY, "amount": "lots"}})
    assert answer.status_code == 422
    assert answer.json()["place"] == "amount"
    assert answer.json()["next_step"]


def test_what_is_no_field_is_not_taken_from_a_body_or_a_form(office, token):
    """ASVS 15.3.3: state, number, version and maker of a record are never set by what is sent."""
    from beatwise.web.registers.models import Record

    extra = {"state": "published", "number": 99, "made_by": 99, "due": "2001-01-01", "version": 9}
    words = token("governance")
    for name, value in extra.items():
        for body in ({"values": {**READY, name: value}}, {"values": READY, name: value}):
            assert _ask(words, "post", HOME, body).status_code == 422, name
    assert not Record.objects.exists()
    client = office.client("governance")
    client.post("/registers/decisions/new/", {**READY, **extra})
    row = Record.objects.get()
    assert (row.number, row.state, row.version, row.due) == (1, "draft", 1, None)
    assert not set(extra) & set(row.values)


def test_what_the_api_does_is_in_the_history(office, token):
    """A record made by a token carries the account's name in the history."""
    from beatwise.web.history.models import Change

    _ask(token("governance"), "post", HOME, {"values": READY})
    row = Change.objects.latest("number")
    assert (row.action, row.by.email) == ("record.make", "governance@office.example")


def test_the_description_is_openapi_3_1(office):
    """openapi.json describes every operation, with its refusals."""
    found = Client(SERVER_NAME="localhost").get("/api/v1/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    operations = [o for path in found["paths"].values() for o in path.values()]
    assert len({o["operationId"] for o in operations}) == len(operations) >= 15
    assert all("401" in o["responses"] for o in operations)


def test_whatever_is_sent_the_answer_is_as_described(office, token, monkeypatch):
    """Schemathesis: no request, however odd, gets a server error or an undescribed answer."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    from beatwise.web.wsgi import application

    words = token("governance")
    for _ in range(3):
        _ask(words, "post", HOME, {"values": READY})
    description = Client(SERVER_NAME="localhost").get("/api/v1/openapi.json").json()
    # A real server closes idle connections after a request; ours is inside the test's transaction.
    for signal in (request_started, request_finished):
        monkeypatch.setattr(signal, "receivers", [])
        monkeypatch.setattr(signal, "sender_receivers_cache", type(signal.sender_receivers_cache)())
    schema = schemathesis.openapi.from_dict(description)
    schema.app = application
    headers = {"Authorization": f"Bearer {words}", "Host": "localhost"}
    wanted = [not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
              checks.response_schema_conformance]  # fmt: skip
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=12, deadline=None, database=None, derandomize=True,
                  phases=[Phase.explicit, Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy())
        def whatever(case):
            case.call_and_validate(headers=headers, checks=wanted)

        whatever()


def test_one_account_calls_so_often_a_minute(office, monkeypatch):
    """Past its calls of a minute an account is told to wait, whichever token it uses."""
    from beatwise.web.accounts import actions
    from beatwise.web.api import urls

    monkeypatch.setattr(urls, "CALLS", 3)
    by = office.account("governance")
    made = [actions.make_token(name=n, scopes=["records:read"], days=1, by=by)[1] for n in "ab"]
    client = office.client()
    answers = [
        client.get("/api/v1/registers/", HTTP_AUTHORIZATION=f"Bearer {made[n % 2]}").status_code
        for n in range(5)
    ]
    assert sorted(set(answers)) in ([200, 429], [200])  # a minute may end in between
    assert answers.count(200) <= 4
