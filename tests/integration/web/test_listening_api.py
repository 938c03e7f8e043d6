"""Proceedings and consultations as an API: what the pages show the same person, and no more."""

from __future__ import annotations

import json

import pytest
from tests.integration.web.test_addresses import made_world


@pytest.fixture
def world(office):
    """A board with proceedings, and consultations of which one is reported."""
    return made_world(office)


def _caller(office, role: str):
    from beatwise.web.accounts import actions as accounts

    account = office.account(role)
    _, token = accounts.make_token(name="t", scopes=["records:read"], days=1, by=account)

    def ask(path: str):
        answer = office.client().get(f"/api/v1{path}", HTTP_AUTHORIZATION=f"Bearer {token}")
        return answer.status_code, json.loads(answer.content)

    return ask


def test_proceedings_are_given_with_their_parts(office, world):
    """Roll, minutes, votes, requests with items, questions, the forward plan and seats."""
    ask = _caller(office, "evaluator")
    status, held = ask("/bodies/meetings/1/")
    assert status == 200
    assert [row["heading"] for row in held["minutes"]] == ["Noted"]
    assert held["votes"][0]["in_favour"] is None
    assert held["requests"] == [1]
    assert held["quorate"] is None
    _, asked = ask("/bodies/1/requests/")
    assert asked["count"] == 1
    assert asked["requests"][0]["items"][0]["letter"] == "a"
    assert ask("/bodies/1/questions/")[1]["questions"][0]["words"] == "Tell us"
    assert ask("/bodies/1/minutes/?size=1")[1]["minutes"][0]["meeting"] == 1
    assert ask("/bodies/1/forward-plan/")[1][0]["heading"] == "Winter"
    seats = ask("/bodies/1/seats/")[1]
    assert (seats[0]["council"], seats[0]["party"]) == ("Northtown", "Oak")


def test_what_is_not_there_and_who_may_not_are_told_apart(office, world, partner_tokens):
    """An unknown body is 404 with the next step; a partner, who reads no board, is refused."""
    status, answer = _caller(office, "governance")("/bodies/99/requests/")
    assert status == 404
    assert answer["next_step"]
    partner = _caller(office, "partner")
    for path in ("/bodies/1/requests/", "/bodies/meetings/1/", "/meetings/1/"):
        assert partner(path)[0] == 403, path


def test_a_consultation_gives_no_result_before_it_is_reported(office, world):
    """Closed and entered, its results are for who keeps consultations; labels are for all."""
    from beatwise.web.consultations import consulting, survey_answers

    by = office.account("governance")
    for version, name in enumerate(("open", "close"), start=1):
        consulting.step(number=2, version=version, name=name, why="", by=by)
    values = {"responses": 77, "weighting": "By ward"}
    consulting.enter_outcome(number=2, version=3, values=values, by=by)
    survey_answers.enter(
        consultation=2, number=1, version=1, values={"base": 77},
        rows=[{"count": 61}, {"count": 16}], by=by,
    )  # fmt: skip
    consulting.add_theme(number=2, values={"audience": "Public", "words": "Lamps"}, by=by)
    ask = _caller(office, "evaluator")
    _, row = ask("/consultations/2/")
    assert row["results_shown"] is False
    assert (row["responses"], row["weighting"], row["themes"]) == (None, None, [])
    answers = row["questions"][0]["answers"]
    assert [each["label"] for each in answers] == ["Yes", "No"]
    assert all(each["count"] is each["share"] is None for each in answers)
    listed = ask("/consultations/")[1]["consultations"]
    assert {each["number"]: each["responses"] for each in listed} == {1: 60, 2: None}
    assert "Lamps" not in str(ask("/consultations/themes/"))
    kept = _caller(office, "governance")("/consultations/2/")[1]
    assert (kept["responses"], kept["questions"][0]["answers"][0]["count"]) == (77, 61)
    row = consulting.step(number=2, version=4, name="report", why="", by=by)
    told = ask("/consultations/2/")[1]
    assert (told["responses"], told["themes"][0]["words"]) == (77, "Lamps")


def test_the_gate_rounds_what_the_api_gives_as_it_does_on_the_page(office, world):
    """An evaluator sees rounded counts and no small one; governance sees them as they are."""
    from beatwise.web.consultations import survey_answers

    by = office.account("governance")
    survey_answers.enter(
        consultation=1, number=1, version=1, values={"base": 63},
        rows=[{"count": 61}, {"count": 2}], by=by,
    )  # fmt: skip
    gated = _caller(office, "evaluator")("/consultations/1/")[1]["questions"][0]
    assert gated["base"] == "65"
    assert gated["answers"][1]["hidden"] is True
    assert gated["answers"][1]["count"] is None
    exact = _caller(office, "governance")("/consultations/1/")[1]["questions"][0]
    assert [each["count"] for each in exact["answers"]] == [61, 2]


def test_a_partner_sees_reported_consultations_alone(office, world, partner_tokens):
    """The draft is not there for them, by number or in the list."""
    ask = _caller(office, "partner")
    assert [row["number"] for row in ask("/consultations/")[1]["consultations"]] == [1]
    assert ask("/consultations/2/")[0] == 404


def test_the_history_keeps_results_from_who_does_not_see_them_yet(office, world):
    """The commissioner reads the history of every change, and no number before it is reported."""
    from beatwise.web.consultations import consulting

    by = office.account("governance")
    for version, name in enumerate(("open", "close"), start=1):
        consulting.step(number=2, version=version, name=name, why="", by=by)
    # So many digits as no hash of the history holds by chance.
    consulting.enter_outcome(number=2, version=3, values={"responses": 7331977}, by=by)
    for path in ("/history/", "/history/export/csv/"):
        for role, sees in (("commissioner", False), ("governance", True)):
            answer = office.client(role).get(path)
            words = b"".join(answer) if answer.streaming else answer.content
            assert (b"7331977" in words or b"7,331,977" in words) is sees, (role, path)
    consulting.step(number=2, version=4, name="report", why="", by=by)
    words = office.client("commissioner").get("/history/").content
    assert b"7331977" in words or b"7,331,977" in words
