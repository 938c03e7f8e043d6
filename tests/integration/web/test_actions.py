"""The plan's actions: added, edited, moved, proved, changed at a board, imported."""

from __future__ import annotations

import datetime as dt

import pytest


TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def plan(office, monkeypatch):
    """Three actions: A1 waits for A2; A3 is the partner's in Northtown."""
    from beatwise.web.progress import actions, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by = office.account("performance")
    common = {"strategy": "safer-streets", "owner": "performance"}
    actions.make(given={**common, "title": "Map the lights", "due": "2026-12-31"}, by=by)
    actions.make(given={**common, "title": "Mend the lights", "depends_on": "A1"}, by=by)
    actions.make(
        given={**common, "title": "Walk the parks", "owner": "partner", "area": "Northtown",
               "due": "2026-10-01"},
        by=by,
    )  # fmt: skip
    return by


def test_pages_open(office, plan):
    """Each page of an action opens."""
    client = office.client("performance")
    for path in ("", "new/", "rules/", "progress/", "progress/burn-up.svg", "1/", "1/edit/",
                 "1/history/", "1/evidence/", "1/steps/start/", "import/", "export/csv/",
                 "progress/strategies/csv/"):  # fmt: skip
        answer = client.get(f"/actions/{path}")
        assert answer.status_code == 200, (path, answer.content)
    for path in ("", "new/action/A1/"):
        assert client.get(f"/changes/{path}").status_code == 200
