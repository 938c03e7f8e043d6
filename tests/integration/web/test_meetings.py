"""Boards and meetings: planned, papers frozen, held, minuted, agreed; packs that never change."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def meeting(office, monkeypatch):
    """A meeting of a board on the day, one overdue action in the plan, no measures."""
    from beatwise.web.meetings import selectors, series
    from beatwise.web.progress import actions
    from beatwise.web.progress import selectors as progress
    from beatwise.web.shared.registry import registry

    for name in ("scorecard", "commentary", "plan"):
        monkeypatch.delitem(registry.given, name, raising=False)
    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    monkeypatch.setattr(progress, "today", lambda: TODAY)
    by = office.account("governance")
    actions.make(
        given={"title": "Map the lights", "strategy": "S", "owner": "performance",
               "due": "2026-10-01"},
        by=by,
    )  # fmt: skip
    board = series.make_board(given={"name": "Plan board", "members": ["deputy"]}, by=by)
    return series.plan(board=board.number, given={"on": TODAY, "begins": "10:00"}, by=by)


def test_pages_open(office, meeting):
    """Each page of a planned meeting opens."""
    client = office.client("governance")
    for path in ("/meetings/", "/meetings/rules/", "/meetings/1/", "/meetings/1/agenda/",
                 "/meetings/1/change/", "/meetings/1/history/", "/meetings/1/calendar.ics",
                 "/meetings/1/steps/freeze/", "/boards/1/", "/boards/1/change/", "/boards/1/plan/",
                 "/boards/new/", "/packs/"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.content)


def test_a_meeting_goes_from_plan_to_agreed_minutes(office, meeting):
    """Freeze, hold, minute, agree: each by who may, and the packs stay."""
    client, chief = office.client("governance"), office.client("commissioner")
    answer = client.post("/meetings/1/steps/freeze/", {"version": 1})
    assert answer.status_code == 302, answer.content
    pdf = client.get("/packs/1/1/pdf/")
    assert pdf.content.startswith(b"%PDF")
    assert pdf["ETag"] == f'"{hashlib.sha256(pdf.content).hexdigest()}"'
    assert client.get("/packs/1/1/ods/").content.startswith(b"PK")
    assert b"A1. Map the lights; performance officer; due 1 October 2026; planned" in client.get("/packs/1/1/").content
    answer = client.post("/meetings/1/steps/hold/", {"version": 2, "attended": ["deputy"]})
    assert answer.status_code == 302
    for path in ("minutes/", "decide/decision/", "decide/action/", "decide/change/",
                 "decide/withdrawal/"):  # fmt: skip
        assert client.get(f"/meetings/1/{path}").status_code == 200
    given = {"version": 3, "title": "Mend them", "strategy": "S", "owner": "partner",
             "due": "2027-01-31"}  # fmt: skip
    answer = client.post("/meetings/1/decide/action/", given)
    assert answer.status_code == 302, answer.content
    assert client.get("/actions/?q=mend").content.count(b"A2") >= 1
    answer = client.post("/meetings/1/minutes/", {"version": 4, "minutes": "All was said."})
    assert answer.status_code == 302
    answer = chief.post("/meetings/1/steps/agree/", {"version": 5, "why": ""})
    assert answer.status_code == 302, answer.content
    assert "minutes agreed" in chief.get("/meetings/1/").content.decode().lower()
