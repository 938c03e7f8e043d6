"""The plan and its measures for programs: pages, ETags, scopes, values in, own area only."""

from __future__ import annotations

import json

import pytest
from django.test import Client


HOME = "/api/v1/performance"


@pytest.fixture
def ask(plan_office, partner_tokens):
    """Ask the API as a role whose token has both scopes, unless others are given."""
    from beatwise.web.accounts import actions

    def asked(role: str, path: str, body: object = None, *scopes: str, **headers: str):
        given = list(scopes) or ["records:read", "records:write"]
        person = plan_office.account(role)
        words = actions.make_token(name="t", scopes=given, days=1, by=person)[1]
        client, sent = Client(SERVER_NAME="localhost"), {"HTTP_AUTHORIZATION": f"Bearer {words}"}
        sent |= {f"HTTP_{k.upper()}": v for k, v in headers.items()}
        if body is None:
            return client.get(f"{HOME}{path}", **sent)
        return client.post(f"{HOME}{path}", json.dumps(body), "application/json", **sent)

    return asked


def test_the_plan_comes_with_its_strategies_and_an_etag(ask):
    """A program that has the plan is told that nothing has changed since."""
    answer = ask("evaluator", "/plan/")
    made = answer.json()
    assert (made["version"], len(made["strategies"])) == (1, 14)
    assert "robbery" in [m for s in made["strategies"] for m in s["measures"]]


def test_nothing_changed_is_a_304(ask, plan_office):
    """The ETag is the history's last hash and the day: any change of any record ends it."""
    from beatwise.web.accounts import actions

    words = actions.make_token(name="t", scopes=["records:read"], days=1,
                               by=plan_office.account("evaluator"))[1]  # fmt: skip
    client, sent = Client(SERVER_NAME="localhost"), {"HTTP_AUTHORIZATION": f"Bearer {words}"}
    for path in ("/plan/", "/measures/", "/measures/robbery/", "/observations/"):
        first = client.get(f"{HOME}{path}", **sent)
        same = client.get(f"{HOME}{path}", HTTP_IF_NONE_MATCH=first["ETag"], **sent)
        assert (first.status_code, same.status_code, same.content) == (200, 304, b""), path
    ask("performance", "/observations/", {"measure": "robbery", "period": "2025/26", "value": "1"})
    again = client.get(f"{HOME}/observations/", HTTP_IF_NONE_MATCH=first["ETag"], **sent)
    assert (again.status_code, again.json()["count"]) == (200, 1)


def test_measures_come_in_pages_with_what_narrows_them(ask):
    """``next`` leads through all of them, the filters kept."""
    first = ask("performance", "/measures/?size=25").json()
    assert (first["count"], len(first["measures"])) == (40, 25)
    rest = ask("performance", first["next"].removeprefix(HOME)).json()
    assert (len(rest["measures"]), rest["next"]) == (15, None)
    narrowed = ask("performance", "/measures/?strategy=finances&rating=no data yet").json()
    assert [m["strategy"] for m in narrowed["measures"]] == ["finances", "finances"]


def test_a_value_that_is_sent_is_rated_and_given_back_as_written(ask):
    """Numbers are text, so that none is rounded on its way."""
    given = {"measure": "robbery", "period": "2025/26", "value": "0.80", "vintage": "2026-05-01"}
    made = ask("performance", "/observations/", given)
    assert (made.status_code, made.json()["value"]) == (201, "0.80")
    assert made.json()["period"] == "2025-04:2026-03"
    held = ask("performance", "/measures/robbery/").json()
    assert (held["latest"], held["baseline"]) == ("0.80", "0.75")
    again = ask("performance", "/observations/", given)
    assert (again.status_code, again.json()["message"]) == (
        409,
        "this value is there already.",
    )
    wrong = ask("performance", "/observations/", given | {"value": "lots"})
    assert (wrong.status_code, wrong.json()["place"]) == (422, "value")
    assert ask("performance", "/observations/?measure=nothing").status_code == 404


def test_words_on_an_exception_come_in_too(ask):
    """What was written stands beside the measure."""
    ask("performance", "/observations/", {"measure": "robbery", "period": "2020", "value": "9"})
    said = ask("performance", "/measures/robbery/commentary/", {"text": "Late return."})
    assert (said.status_code, said.json()["role"]) == (201, "performance")
    assert ask("deputy", "/measures/robbery/").json()["commentary"] == "Late return."


def test_scopes_and_roles_bound_what_a_token_does(ask):
    """A token to read does not write, and a role that does not write cannot by a token."""
    given = {"measure": "robbery", "period": "2025/26", "value": "1"}
    assert ask("performance", "/observations/", given, "records:read").status_code == 403
    assert ask("performance", "/plan/", None, "records:write").status_code == 403
    assert ask("evaluator", "/observations/", given).status_code == 403


def test_a_partner_gets_the_whole_and_its_own_area_only(ask):
    """Another area does not exist to it, by name or by value."""
    for area in ("", "Northtown", "Southtown"):
        given = {"measure": "robbery", "period": "2025/26", "value": "1", "area": area,
                 "new_area": True}  # fmt: skip
        assert ask("performance", "/observations/", given).status_code == 201
    seen = ask("partner", "/observations/").json()["observations"]
    assert sorted(row["area"] for row in seen) == ["Northtown", "whole area"]
    for path in ("/measures/?area=Southtown", "/measures/robbery/?area=Southtown",
                 "/observations/?area=Southtown"):  # fmt: skip
        assert ask("partner", path).status_code == 404, path
    assert ask("partner", "/measures/robbery/?area=Northtown").json()["latest"] == "1"
